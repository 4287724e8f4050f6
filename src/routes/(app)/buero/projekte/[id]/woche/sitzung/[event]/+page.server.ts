import { crewOf, escortsOf } from '#lib/features/history-weeks/history-week.ts';
import {
  addGuestSchema,
  allowWitnessSchema,
  placeSchema,
  removeGuestSchema,
  useStandInSchema,
} from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { baseOf, plannedWeek, sessionOf, text } from '../../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const [{ week, side, plan, warnings }, standIns] = await Promise.all([
    plannedWeek(locals.api, url, params.id),
    locals.api.historyWeeks.standIns({ projectId: params.id }),
  ]);
  const session = sessionOf(plan, params.event);
  return {
    ...{ week, side, session, standIns },
    now: locals.context.now,
    warnings: warnings.get(session.id) ?? [],
    participants: plan.participants,
    exceptions: plan.exceptions.filter(({ onDate }) => onDate === session.date),
    crew: crewOf(plan.sessions),
    escorts: escortsOf(session),
  };
};

/** Does one thing with what was sent, says so, and shows the session again. `work` may answer why it did not. */
async function answer(
  event: RequestEvent<{ id: string; event: string }>,
  work: (sent: FormData) => Promise<{ text: string; undo?: Record<string, string> } | string | null>,
) {
  const here = `${baseOf(event.url, event.params.id)}/sitzung/${event.params.event}`;
  const sent = await event.request.formData();
  sent.set('eventId', event.params.event);
  let done: Awaited<ReturnType<typeof work>>;
  try {
    done = await work(sent);
  } catch (refusal) {
    return refuseAction(refusal);
  }
  if (done === null || typeof done === 'string') {
    return fail(400, { message: { tone: 'danger' as const, text: done ?? m.error_invalid_input() } });
  }
  const { text: words, undo } = done;
  setFlash(event.cookies, {
    text: words,
    ...(undo && { undo: { action: `${here}?/undoUnassign`, fields: undo } }),
  });
  redirect(303, here);
}

export const actions: Actions = {
  assign: (event) =>
    answer(event, async (sent) => {
      const form = await readForm(sent, schemaOf(placeSchema));
      if (!form.valid) return m.history_weeks_person_required();
      await event.locals.api.historyWeeks.assign(form.data);
      return { text: m.history_weeks_assigned() };
    }),

  standIn: (event) =>
    answer(event, async (sent) => {
      const form = await readForm(sent, schemaOf(useStandInSchema));
      if (!form.valid) return m.history_weeks_person_required();
      await event.locals.api.historyWeeks.useStandIn(form.data);
      return { text: m.history_weeks_stand_in_placed() };
    }),

  unassign: (event) =>
    answer(event, async (sent) => {
      const form = await readForm(sent, schemaOf(placeSchema));
      if (!form.valid) return null;
      await event.locals.api.historyWeeks.unassign(form.data);
      const { shiftId, personId } = form.data;
      return { text: m.history_weeks_unassigned(), undo: { shiftId, personId } };
    }),

  undoUnassign: (event) =>
    answer(event, async (sent) => {
      const form = await readForm(sent, schemaOf(placeSchema));
      if (!form.valid) return null;
      await event.locals.api.historyWeeks.undoUnassign(form.data);
      return { text: m.scheduling_staffing_restored() };
    }),

  addGuest: (event) =>
    answer(event, async (sent) => {
      const form = await readForm(sent, schemaOf(addGuestSchema));
      if (!form.valid) return m.history_weeks_participant_required();
      await event.locals.api.historyWeeks.addGuest(form.data);
      return { text: m.history_weeks_guest_added() };
    }),

  removeGuest: (event) =>
    answer(event, async (sent) => {
      const form = await readForm(sent, schemaOf(removeGuestSchema));
      if (!form.valid) return null;
      await event.locals.api.historyWeeks.removeGuest(form.data);
      return { text: m.history_weeks_guest_removed() };
    }),

  /** One selection for each resident, named `escort.<id>`. */
  pairs: (event) =>
    answer(event, async (sent) => {
      const pairs = [...sent.keys()].flatMap((key) => {
        const participantId = /^escort\.(.+)$/.exec(key)?.[1];
        return participantId ? [{ participantId, escortId: text(sent, key) || null }] : [];
      });
      await event.locals.api.historyWeeks.setPairs({ eventId: event.params.event, pairs });
      return { text: m.history_weeks_pairs_saved() };
    }),

  suggest: (event) =>
    answer(event, async () => {
      const { pairs } = await event.locals.api.historyWeeks.pairEscorts({ eventId: event.params.event });
      return {
        text: pairs > 0 ? m.history_weeks_pairs_suggested({ count: pairs }) : m.history_weeks_pairs_none(),
      };
    }),

  allow: (event) =>
    answer(event, async (sent) => {
      const whom = (name: string) => text(sent, name) || null;
      const form = await readForm(
        {
          eventId: event.params.event,
          personId: whom('personId'),
          participantId: whom('participantId'),
          note: text(sent, 'note'),
        },
        schemaOf(allowWitnessSchema),
      );
      if (!form.valid) return form.errors.note?.[0] ?? null;
      await event.locals.api.historyWeeks.allowWitness(form.data);
      return { text: m.history_weeks_allowed() };
    }),

  async delete(event) {
    try {
      await event.locals.api.historyWeeks.deleteSession({ eventId: event.params.event });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, { text: m.history_weeks_deleted() });
    redirect(303, baseOf(event.url, event.params.id));
  },
};
