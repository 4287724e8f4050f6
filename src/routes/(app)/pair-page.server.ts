import { domainErrorOf } from '#lib/errors/domain-error.ts';
import {
  beginTrialSchema,
  endPairSchema,
  mentorAnswerSchema,
  meetingSchema,
  pauseSchema,
} from '#lib/features/reading/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { hourActions } from './reading-actions.server.ts';

type PairEvent = RequestEvent<{ pair: string }>;

/** A pair's page, the same for school and office; what only one of them may do is the service's policy. */
export async function loadPair({ locals, params }: Pick<PairEvent, 'locals' | 'params'>) {
  const pairId = params.pair;
  const [pair, hours] = await Promise.all([
    locals.api.reading.pair({ pairId }),
    locals.api.reading.hours({ pairId }),
  ]);
  const { schoolId } = pair;
  const [school, plan] = await Promise.all([
    locals.api.reading.school({ schoolId }),
    locals.api.rooms.list({ organisationId: schoolId }),
  ]);
  const { date: today } = wallTime(locals.context.now);
  const { weekday, startTime, endTime, roomId } = pair.slot;
  const wish = { pairId, weekday, lesson: `${startTime}-${endTime}`, roomId: roomId ?? '' };
  const [answer, meeting, trial, pause] = await Promise.all([
    readForm({ pairId } as never, schemaOf(mentorAnswerSchema), { errors: false }),
    readForm({ pairId, on: addDays(today, 3), at: startTime }, schemaOf(meetingSchema), { errors: false }),
    readForm({ ...wish, firstOn: addDays(today, 7) }, schemaOf(beginTrialSchema), { errors: false }),
    readForm({ pairId } as never, schemaOf(pauseSchema), { errors: false }),
  ]);
  const endForm = await readForm({ pairId } as never, schemaOf(endPairSchema), { errors: false });
  const forms = { answer, meeting, trial, pause, isOutside: false, ...plan };
  return { pair, hours, school, endForm, forms, now: locals.context.now };
}

/** `here` is the page that the action stands on. */
export function pairActions(here: (pairId: string) => string) {
  const back = (event: PairEvent, text: string): never => {
    setFlash(event.cookies, { text });
    redirect(303, here(event.params.pair));
  };
  return {
    ...hourActions,

    async confirm(event: PairEvent) {
      try {
        await event.locals.api.reading.confirmPair({ pairId: event.params.pair });
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_pair_confirmed());
    },

    async end(event: PairEvent) {
      const sent = await event.request.formData();
      sent.set('pairId', event.params.pair);
      const endForm = await readForm(sent, schemaOf(endPairSchema));
      if (!endForm.valid) return fail(400, { endForm });
      try {
        await event.locals.api.reading.endPair(endForm.data);
      } catch (refusal) {
        return refuse(endForm, refusal);
      }
      return back(
        event,
        endForm.data.reason === 'withdrawn' ? m.reading_withdrawn() : m.reading_pair_ended(),
      );
    },

    async answer(event: PairEvent) {
      const sent = await event.request.formData();
      sent.set('pairId', event.params.pair);
      const answer = await readForm(sent, schemaOf(mentorAnswerSchema));
      if (!answer.valid) return fail(400, { forms: { answer } });
      try {
        await event.locals.api.reading.answer(answer.data);
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_answer_saved());
    },

    async meeting(event: PairEvent) {
      const sent = await event.request.formData();
      sent.set('pairId', event.params.pair);
      const meeting = await readForm(sent, schemaOf(meetingSchema));
      if (!meeting.valid) return fail(400, { forms: { meeting } });
      try {
        await event.locals.api.reading.arrangeMeeting(meeting.data);
      } catch (refusal) {
        const { status, data } = refuse(meeting, refusal);
        return fail(status, { forms: { meeting: data.form } });
      }
      return back(event, m.reading_meeting_saved());
    },

    async trial(event: PairEvent) {
      const sent = await event.request.formData();
      sent.set('pairId', event.params.pair);
      const trial = await readForm(sent, schemaOf(beginTrialSchema));
      if (!trial.valid) return fail(400, { forms: { trial } });
      try {
        await event.locals.api.reading.beginTrial(trial.data);
      } catch (refusal) {
        const isOutside = domainErrorOf(refusal)?.code === 'ROOM_CLOSED' || trial.data.isOutsideAgreed;
        const { status, data } = refuse(trial, refusal);
        return fail(status, { forms: { trial: data.form, isOutside } });
      }
      return back(event, m.reading_trial_begun());
    },

    async pause(event: PairEvent) {
      const sent = await event.request.formData();
      sent.set('pairId', event.params.pair);
      const pause = await readForm(sent, schemaOf(pauseSchema));
      if (!pause.valid) return fail(400, { forms: { pause } });
      try {
        await event.locals.api.reading.pause(pause.data);
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_pause_saved());
    },

    async resume(event: PairEvent) {
      try {
        await event.locals.api.reading.resume({ pairId: event.params.pair });
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_resumed());
    },

    async measles(event: PairEvent) {
      await event.locals.api.reading.settleMeasles({ pairId: event.params.pair });
      return back(event, m.reading_measles_done());
    },

    async away(event: PairEvent) {
      const sent = await event.request.formData();
      const onDate = String(sent.get('onDate'));
      try {
        await event.locals.api.reading.reportAway({ pairId: event.params.pair, onDate });
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_away_reported());
    },
  };
}
