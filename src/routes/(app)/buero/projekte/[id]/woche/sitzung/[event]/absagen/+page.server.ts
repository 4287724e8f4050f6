import { cancelSessionSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf, plannedWeek, sessionOf } from '../../../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side, plan } = await plannedWeek(locals.api, url, params.id);
  const session = sessionOf(plan, params.event);
  const values = { eventId: session.id };
  return {
    ...{ week, side, session },
    people: session.roles.reduce((sum, role) => sum + role.people.length, 0),
    form: await readForm(values, schemaOf(cancelSessionSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    sent.set('eventId', params.event);
    const form = await readForm(sent, schemaOf(cancelSessionSchema));
    if (!form.valid) return fail(400, { form });
    let people: number;
    try {
      ({ people } = await locals.api.historyWeeks.cancelSession(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.scheduling_event_cancelled({ count: people }) });
    redirect(303, `${baseOf(url, params.id)}/sitzung/${params.event}`);
  },
};
