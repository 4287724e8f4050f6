import { domainErrorOf } from '#lib/errors/domain-error.ts';
import {
  addGuestSchema,
  moveSessionSchema,
  removeGuestSchema,
  setDaysSchema,
} from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { addDays, startOfWeek } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { Actions, PageServerLoad } from './$types';
import { baseOf } from './week-page.server.ts';

/** `?tag=` the day a phone shows, `?verschieben=` a session that looks for a new time, `?person=` a resident. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side, plan, warnings } = await locals.api.historyWeeks.get({ projectId: params.id });
  const today = wallTime(locals.context.now, week.timeZone).date;
  if (!plan) {
    const monday = addDays(startOfWeek(today), 28);
    const values = { projectId: params.id, firstOn: monday, lastOn: addDays(monday, 4) };
    const form = await readForm(values, schemaOf(setDaysSchema), { errors: false });
    return { week, side, plan, form, warnings: new Map(), day: today, moving: null, chosen: null };
  }
  const asked = (name: string) => url.searchParams.get(name);
  const { firstOn, lastOn } = plan.week.days;
  const isDay = (day: string | null): day is string => day !== null && firstOn <= day && day <= lastOn;
  return {
    ...{ week, side, plan },
    form: null,
    warnings: new Map(warnings.map((one) => [one.eventId, one.list])),
    day: [asked('tag'), today].find(isDay) ?? firstOn,
    moving: plan.sessions.find(({ id }) => id === asked('verschieben')) ?? null,
    chosen: plan.participants.find(({ id }) => id === asked('person')) ?? null,
  };
};

export const actions: Actions = {
  async setUp({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const form = await readForm(sent, schemaOf(setDaysSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.setDays(form.data);
    } catch (refusal) {
      const { code, details } = domainErrorOf(refusal) ?? {};
      if (code !== 'INVALID_INPUT' || details?.field !== 'house') return refuse(form, refusal);
      form.errors.house = [m.history_weeks_house_unknown()];
      return fail(400, { form });
    }
    setFlash(cookies, { text: m.history_weeks_set_up_done() });
    redirect(303, baseOf(url, params.id));
  },

  async move({ request, locals, params, cookies, url }) {
    const form = await readForm(await request.formData(), schemaOf(moveSessionSchema));
    if (!form.valid)
      return fail(400, { message: { tone: 'danger' as const, text: m.error_invalid_input() } });
    const base = baseOf(url, params.id);
    try {
      const { previous } = await locals.api.historyWeeks.moveSession(form.data);
      const fields = { eventId: form.data.eventId, ...previous };
      setFlash(cookies, { text: m.history_weeks_moved(), undo: { action: `${base}?/move`, fields } });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, `${base}?tag=${form.data.date}`);
  },

  async addGuest({ request, locals, params, url }) {
    const form = await readForm(await request.formData(), schemaOf(addGuestSchema));
    if (!form.valid)
      return fail(400, { message: { tone: 'danger' as const, text: m.error_invalid_input() } });
    try {
      await locals.api.historyWeeks.addGuest(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, back(url, params.id));
  },

  async removeGuest({ request, locals, params, url }) {
    const form = await readForm(await request.formData(), schemaOf(removeGuestSchema));
    if (!form.valid)
      return fail(400, { message: { tone: 'danger' as const, text: m.error_invalid_input() } });
    try {
      await locals.api.historyWeeks.removeGuest(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    redirect(303, back(url, params.id));
  },

  async ask({ locals, params, cookies, url }) {
    let people: number;
    try {
      ({ people } = await locals.api.historyWeeks.askToPublish({ projectId: params.id }));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: people > 0 ? m.history_weeks_asked() : m.history_weeks_asked_already() });
    redirect(303, baseOf(url, params.id));
  },

  async publish({ locals, params, cookies, url }) {
    let sessions: number;
    try {
      ({ sessions } = await locals.api.historyWeeks.publish({ projectId: params.id }));
    } catch (refusal) {
      if (!domainErrorOf(refusal)?.details.missing) return refuseAction(refusal);
      setFlash(cookies, { text: m.projects_publish_missing(), tone: 'warning' });
      redirect(303, `/buero/projekte/${params.id}`);
    }
    setFlash(cookies, { text: m.history_weeks_published({ count: sessions }) });
    redirect(303, baseOf(url, params.id));
  },
};

/** The week again with the same resident chosen, and the same day on a phone. */
function back(url: URL, projectId: string): string {
  const kept = new URLSearchParams();
  for (const name of ['person', 'tag']) {
    const value = url.searchParams.get(name);
    if (value) kept.set(name, value);
  }
  return `${baseOf(url, projectId)}?${kept}`;
}
