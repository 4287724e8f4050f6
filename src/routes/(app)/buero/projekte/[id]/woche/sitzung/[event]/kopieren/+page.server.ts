import { weekDays } from '#lib/features/history-weeks/history-week.ts';
import { copySessionSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf, plannedWeek, sessionOf } from '../../../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side, plan } = await plannedWeek(locals.api, url, params.id);
  const session = sessionOf(plan, params.event);
  return {
    ...{ week, side, session },
    days: weekDays(week.days),
    form: await readForm({ eventId: session.id }, schemaOf(copySessionSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    const form = await readForm(
      { eventId: params.event, dates: sent.getAll('dates').map(String) },
      schemaOf(copySessionSchema),
    );
    if (!form.valid) return fail(400, { form });
    let copies: number;
    try {
      ({ copies } = await locals.api.historyWeeks.copySession(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.history_weeks_copied({ count: copies }) });
    redirect(303, `${baseOf(url, params.id)}?tag=${form.data.dates[0]}`);
  },
};
