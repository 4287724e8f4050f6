import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isUuid(params.event)) error(404, { message: m.common_error_404_title() });
  const found = await locals.api.recruiting.meeting({ eventId: params.event });
  return { ...found, hasBegun: found.meeting.startAt <= locals.context.now };
};

export const actions = {
  /** One tap: the talk has taken place, or the training is done. */
  async attended({ request, locals, params, cookies }) {
    const personId = String((await request.formData()).get('personId'));
    try {
      await locals.api.recruiting.recordAttendance({ eventId: params.event, personId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.recruiting_recorded() });
    redirect(303, `/buero/gespraeche/${params.event}`);
  },
} satisfies Actions;
