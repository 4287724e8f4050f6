import { attendanceSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf, plannedWeek, text } from '../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  await plannedWeek(locals.api, url, params.id);
  const wrapUp = await locals.api.historyWeeks.wrapUp({ projectId: params.id });
  return { wrapUp, now: locals.context.now };
};

export const actions: Actions = {
  /** Two numbers for each session, named `sessions.<id>.people`; what is left empty stays unknown. */
  async numbers({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    const number = (name: string) => (text(sent, name).trim() === '' ? null : Number(text(sent, name)));
    const sessions = [...sent.keys()].flatMap((key) => {
      const eventId = /^sessions\.(.+)\.people$/.exec(key)?.[1];
      const people = eventId ? number(key) : null;
      return eventId && people !== null
        ? [{ eventId, people, children: number(`sessions.${eventId}.children`) }]
        : [];
    });
    const form = await readForm({ projectId: params.id, sessions }, schemaOf(attendanceSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.recordNumbers(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.history_weeks_numbers_saved({ count: sessions.length }) });
    redirect(303, `${baseOf(url, params.id)}/abschluss`);
  },

  async thank({ locals, params, cookies, url }) {
    let people: number;
    try {
      ({ people } = await locals.api.historyWeeks.thank({ projectId: params.id }));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.history_weeks_thanked({ count: people }) });
    redirect(303, `${baseOf(url, params.id)}/abschluss`);
  },

  async delete({ locals, params, cookies, url }) {
    try {
      await locals.api.historyWeeks.deleteLists({ projectId: params.id });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.history_weeks_lists_deleted() });
    redirect(303, `${baseOf(url, params.id)}/abschluss`);
  },

  async close({ locals, params, cookies, url }) {
    try {
      await locals.api.projects.close({ projectId: params.id });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const undo = { action: `/buero/projekte/${params.id}?/reopen`, fields: {} };
    setFlash(cookies, { text: m.projects_closed(), undo });
    redirect(303, `${baseOf(url, params.id)}/abschluss`);
  },
};
