import { cancelEventSchema } from '#lib/features/scheduling/events.schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Calls the date off, or with `?schicht=…` one of its shifts. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const event = await locals.api.scheduling.getEvent({ eventId: params.id });
  if (event.cancelledAt || event.endAt <= locals.context.now) redirect(303, `/buero/termine/${params.id}`);
  const shiftId = url.searchParams.get('schicht');
  const shift = event.shifts.find((one) => one.id === shiftId) ?? null;
  if (shiftId && !shift) error(404, { message: m.common_error_404_title() });
  return {
    event,
    shift,
    form: await readForm({ eventId: params.id }, schemaOf(cancelEventSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, params, url, cookies }) {
    const sent = await request.formData();
    sent.set('eventId', params.id);
    const form = await readForm(sent, schemaOf(cancelEventSchema));
    if (!form.valid) return fail(400, { form });
    const { reason } = form.data;
    const shiftId = url.searchParams.get('schicht');
    let people: number;
    try {
      ({ people } = shiftId
        ? await locals.api.scheduling.cancelShift({ shiftId, reason })
        : await locals.api.scheduling.cancelEvent({ eventId: params.id, reason }));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.scheduling_event_cancelled({ count: people }) });
    redirect(303, `/buero/termine/${params.id}`);
  },
};
