import { setDaysSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf, plannedWeek } from '../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side } = await plannedWeek(locals.api, url, params.id);
  const { firstOn, lastOn, witnessSessionsPerDay } = week.days;
  const values = { projectId: params.id, firstOn, lastOn, witnessSessionsPerDay };
  return { week, side, form: await readForm(values, schemaOf(setDaysSchema), { errors: false }) };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const form = await readForm(sent, schemaOf(setDaysSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.setDays(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.history_weeks_settings_saved() });
    redirect(303, baseOf(url, params.id));
  },
};
