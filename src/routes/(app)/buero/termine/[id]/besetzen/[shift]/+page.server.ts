import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const filter = {
    text: url.searchParams.get('text')?.slice(0, 100) ?? '',
    scope: url.searchParams.get('wer') === 'alle' ? ('all' as const) : ('office' as const),
    page: Math.max(1, Math.min(50, Math.trunc(Number(url.searchParams.get('seite'))) || 1)),
  };
  const [event, candidates] = await Promise.all([
    locals.api.scheduling.getEvent({ eventId: params.id }),
    locals.api.scheduling.candidates({ shiftId: params.shift, ...filter }),
  ]);
  const shift = event.shifts.find((one) => one.id === params.shift);
  if (!shift) error(404, { message: m.common_error_404_title() });
  return { event, shift, filter, candidates, now: locals.context.now };
};

export const actions: Actions = {
  async assign({ request, locals, params, cookies }) {
    const personId = String((await request.formData()).get('personId'));
    try {
      await locals.api.scheduling.assign({ shiftId: params.shift, personId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: m.scheduling_staffing_assigned(),
      undo: { action: `/buero/termine/${params.id}?/remove`, fields: { shiftId: params.shift, personId } },
    });
    redirect(303, `/buero/termine/${params.id}`);
  },
};
