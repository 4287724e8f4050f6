import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { planMeetingSchema } from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const planned = locals.actor ? plannedOrganisationIds(locals.actor) : [];
  if (planned.length === 0) error(404, { message: m.common_error_404_title() });
  const activities = await locals.api.recruiting.activities();
  const values = {
    organisationId: planned[0]!,
    kind: 'talk' as const,
    date: addDays(wallTime(locals.context.now).date, 7),
    startTime: '10:00',
    endTime: '10:45',
    places: 1,
  };
  return {
    activities: activities.filter(({ archivedAt }) => archivedAt === null),
    form: await readForm(values, schemaOf(planMeetingSchema), { errors: false }),
  };
};

export const actions = {
  async default({ request, locals, cookies }) {
    const sent = await request.formData();
    if (sent.get('training') === '') sent.delete('training');
    const form = await readForm(sent, schemaOf(planMeetingSchema));
    if (!form.valid) return fail(400, { form });
    let planned: { eventId: string };
    try {
      planned = await locals.api.recruiting.planMeeting(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.recruiting_meeting_planned() });
    redirect(303, `/buero/gespraeche/${planned.eventId}`);
  },
} satisfies Actions;
