import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { crewOf } from '#lib/features/history-weeks/history-week.ts';
import { addStandInSchema, standInIdSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf, plannedWeek } from '../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const [{ week, side, plan }, standIns] = await Promise.all([
    plannedWeek(locals.api, url, params.id),
    locals.api.historyWeeks.standIns({ projectId: params.id }),
  ]);
  const known = new Set(standIns.map(({ personId }) => personId));
  return {
    ...{ week, side, standIns },
    crew: crewOf(plan.sessions).filter(({ personId }) => !known.has(personId)),
    form: await readForm({ projectId: params.id }, schemaOf(addStandInSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async add({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const form = await readForm(sent, schemaOf(addStandInSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.addStandIn(form.data);
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code !== 'ALREADY_EXISTS') return refuse(form, refusal);
      form.errors.personId = [m.history_weeks_stand_in_exists()];
      return fail(409, { form });
    }
    setFlash(cookies, { text: m.history_weeks_stand_in_added() });
    redirect(303, `${baseOf(url, params.id)}/ersatz`);
  },

  async remove({ request, locals, params, cookies, url }) {
    const form = await readForm(await request.formData(), schemaOf(standInIdSchema));
    if (!form.valid) return fail(400);
    try {
      await locals.api.historyWeeks.removeStandIn(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.history_weeks_stand_in_removed() });
    redirect(303, `${baseOf(url, params.id)}/ersatz`);
  },
};
