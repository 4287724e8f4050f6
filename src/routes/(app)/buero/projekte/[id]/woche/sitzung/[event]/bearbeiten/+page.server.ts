import { sessionFields } from '#lib/features/history-weeks/history-week.ts';
import { updateSessionSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { readSessionFields } from '../../../session-form.server.ts';
import { baseOf, plannedWeek, sessionOf, text } from '../../../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?tag=` another day, chosen in the grid. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side, plan } = await plannedWeek(locals.api, url, params.id);
  const session = sessionOf(plan, params.event);
  const fields = sessionFields(session);
  const form = await readForm(
    {
      ...fields,
      date: url.searchParams.get('tag') ?? fields.date,
      eventId: session.id,
      version: session.version,
    },
    schemaOf(updateSessionSchema),
    { errors: false },
  );
  return { week, side, rooms: plan.rooms, title: session.title, form };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    const form = await readForm(
      { ...readSessionFields(sent), eventId: params.event, version: Number(text(sent, 'version')) },
      schemaOf(updateSessionSchema),
    );
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.updateSession(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.history_weeks_saved() });
    redirect(303, `${baseOf(url, params.id)}/sitzung/${params.event}`);
  },
};
