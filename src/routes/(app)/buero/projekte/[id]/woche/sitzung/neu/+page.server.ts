import { createSessionSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { newRoles, readSessionFields } from '../../session-form.server.ts';
import { baseOf, plannedWeek } from '../../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

const MINUTES = 90;

/** `?tag=2026-12-08&beginn=09:30`, as a cell of the grid says it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side, plan } = await plannedWeek(locals.api, url, params.id);
  const startTime = url.searchParams.get('beginn') ?? '09:30';
  const values = {
    projectId: params.id,
    date: url.searchParams.get('tag') ?? week.days.firstOn,
    ...{ startTime, endTime: later(startTime) },
    roles: newRoles,
  };
  const form = await readForm(values, schemaOf(createSessionSchema), { errors: false });
  return { week, side, rooms: plan.rooms, form };
};

/** An hour and a half later on the same day. */
function later(time: string): string {
  const [hour = 9, minute = 30] = time.split(':').map(Number);
  const end = Math.min(hour * 60 + minute + MINUTES, 24 * 60 - 1);
  return `${String(Math.floor(end / 60)).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}

export const actions: Actions = {
  async default({ request, locals, params, cookies, url }) {
    const fields = readSessionFields(await request.formData());
    const form = await readForm({ ...fields, projectId: params.id }, schemaOf(createSessionSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.createSession(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.history_weeks_created() });
    redirect(303, `${baseOf(url, params.id)}?tag=${form.data.date}`);
  },
};
