import { readRhythm } from '#lib/features/tandems/rhythm-form.ts';
import {
  answerSchema,
  beginTrialSchema,
  clientAnswerSchema,
  endSchema,
  meetingSchema,
  pauseSchema,
} from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { addDays, weekdayOf } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type Cookies, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('app:tandem');
  const tandemId = params.tandem;
  const tandem = await locals.api.tandems.get({ tandemId });
  const [visits, { client }] = await Promise.all([
    tandem.seriesId ? locals.api.tandems.visits({ tandemId }) : [],
    locals.api.tandems.client({ clientId: tandem.clientId }),
  ]);
  const today = wallTime(locals.context.now).date;
  // What both had time for, as the first meeting will likely agree on.
  const window = client.windows[0];
  const weekday = window?.weekday ?? weekdayOf(addDays(today, 7));
  const firstOn = addDays(today, 7 + ((weekday - weekdayOf(today) + 7) % 7));
  const trial = {
    ...{ tandemId, weekday, firstOn, everyWeeks: client.everyWeeks },
    startTime: window?.startTime ?? '15:00',
    endTime: laterBy(window?.startTime ?? '15:00', client.minutes),
  };
  return {
    tandem,
    visits,
    now: locals.context.now,
    trialForm: await readForm(trial, schemaOf(beginTrialSchema), { errors: false }),
    meetingForm: await readForm({ tandemId, on: addDays(today, 3), at: '15:00' }, schemaOf(meetingSchema), {
      errors: false,
    }),
    pauseForm: await readForm({ tandemId } as never, schemaOf(pauseSchema), { errors: false }),
    endForm: await readForm({ tandemId } as never, schemaOf(endSchema), { errors: false }),
  };
};

/** What the clock shows so many minutes later, not past the end of the day. */
function laterBy(time: string, minutes: number): string {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const at = Math.min(hour * 60 + minute + minutes, 23 * 60 + 59);
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
}

function done(cookies: Cookies, tandemId: string, text: string): never {
  setFlash(cookies, { text });
  redirect(303, `/buero/besuche/tandem/${tandemId}`);
}

export const actions: Actions = {
  async answer({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const form = await readForm(
      { tandemId: params.tandem, answer: sent.get('answer') as 'yes' },
      schemaOf(answerSchema),
    );
    if (!form.valid) return fail(400, { answerForm: form });
    try {
      await locals.api.tandems.answer(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    done(cookies, params.tandem, m.tandems_answer_saved());
  },

  async clientAnswer({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const form = await readForm(
      { tandemId: params.tandem, answer: sent.get('answer') as 'yes' },
      schemaOf(clientAnswerSchema),
    );
    if (!form.valid) return fail(400, {});
    try {
      await locals.api.tandems.answerForClient(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    done(cookies, params.tandem, m.tandems_answer_saved());
  },

  async meeting({ request, locals, cookies, params }) {
    const sent = await request.formData();
    sent.set('tandemId', params.tandem);
    const form = await readForm(sent, schemaOf(meetingSchema));
    if (!form.valid) return fail(400, { meetingForm: form });
    try {
      await locals.api.tandems.arrangeMeeting(form.data);
    } catch (refusal) {
      const { status, data } = refuse(form, refusal);
      return fail(status, { meetingForm: data.form });
    }
    done(cookies, params.tandem, m.tandems_meeting_saved());
  },

  async trial({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const form = await readForm(
      { ...readRhythm(sent), tandemId: params.tandem, firstOn: String(sent.get('firstOn') ?? '') },
      schemaOf(beginTrialSchema),
    );
    if (!form.valid) return fail(400, { trialForm: form });
    try {
      await locals.api.tandems.beginTrial(form.data);
    } catch (refusal) {
      const { status, data } = refuse(form, refusal);
      return fail(status, { trialForm: data.form });
    }
    done(cookies, params.tandem, m.tandems_trial_saved());
  },

  async confirm({ locals, cookies, params }) {
    try {
      await locals.api.tandems.confirm({ tandemId: params.tandem });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    done(cookies, params.tandem, m.tandems_confirm_saved());
  },

  async pause({ request, locals, cookies, params }) {
    const sent = await request.formData();
    sent.set('tandemId', params.tandem);
    const form = await readForm(sent, schemaOf(pauseSchema));
    if (!form.valid) return fail(400, { pauseForm: form });
    try {
      await locals.api.tandems.pause(form.data);
    } catch (refusal) {
      const { status, data } = refuse(form, refusal);
      return fail(status, { pauseForm: data.form });
    }
    done(cookies, params.tandem, m.tandems_pause_saved());
  },

  async resume({ locals, cookies, params }) {
    try {
      await locals.api.tandems.resume({ tandemId: params.tandem });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    done(cookies, params.tandem, m.tandems_resume_saved());
  },

  async end({ request, locals, cookies, params }) {
    const sent = await request.formData();
    sent.set('tandemId', params.tandem);
    const form = await readForm(sent, schemaOf(endSchema));
    if (!form.valid) return fail(400, { endForm: form });
    try {
      await locals.api.tandems.end(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    done(cookies, params.tandem, m.tandems_end_saved());
  },
};
