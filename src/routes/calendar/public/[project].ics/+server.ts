import { m } from '#lib/paraglide/messages.js';
import { error } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import { answerFeed } from '../../answer.server.ts';
import type { RequestHandler } from './$types';

/** The dates of a published project, for everybody. */
export const GET: RequestHandler = ({ request, locals, params, url }) => {
  if (!isUuid(params.project)) error(404, { message: m.common_error_404_title() });
  return answerFeed(request, { filename: 'termine.ics', isPublic: true }, (known) =>
    locals.api.feeds.ofProject({ projectId: params.project, known, origin: url.origin }),
  );
};
