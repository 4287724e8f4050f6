import { m } from '#lib/paraglide/messages.js';
import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import type { RequestHandler } from './$types';

/** One of the own dates as a file, for a calendar that is not subscribed. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
  if (!isUuid(params.shift)) error(404, { message: m.common_error_404_title() });
  const { text } = await locals.api.feeds.place({ shiftId: params.shift, origin: url.origin });
  return new Response(text, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="termin.ics"',
      'cache-control': 'private, no-store',
    },
  });
};
