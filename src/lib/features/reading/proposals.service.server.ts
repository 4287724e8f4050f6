import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { ANSWER_DAYS, stepsFrom, type VolunteerAnswer } from '#lib/features/matching/pair-life.ts';
import { askToCall, notify, settleCall } from '#lib/features/messaging/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import type { ReadingChild } from './child.ts';
import { requireChild } from './children.service.server.ts';
import * as repository from './pairs.repository.server.ts';
import { requirePair } from './pairs.service.server.ts';
import { servesSchool } from './policy.ts';
import type { PlacePair } from './schema.ts';
import type { ReadingSchool } from './school.ts';
import { findSchool } from './schools.repository.server.ts';
import { getServedSchool, record } from './schools.service.server.ts';
import { isRoomTaken, requireSlot } from './slots.service.server.ts';
import { judgeMentor } from './suggestions.service.server.ts';

type PairId = { pairId: string };

const callKey = (pairId: string, what: string) => `reading ${pairId} ${what}`;

/** A child that waits, and its school. Inside `asActor`. Throws NOT_FOUND, CHILD_PAIRED, PROPOSAL_OPEN. */
export async function requireWaiting(
  ctx: ActorContext,
  childId: string,
): Promise<{ child: ReadingChild; school: ReadingSchool }> {
  const child = await requireChild(ctx, childId);
  const school = await getServedSchool(ctx, child);
  requireAllowed(child.leftAt === null);
  if (child.pairId) {
    const pair = await repository.findPair(ctx.db, child.pairId, { today: wallTime(ctx.now).date });
    throw new DomainError('CHILD_PAIRED', { ...pair!.slot, mentor: pair!.mentorName });
  }
  if (child.proposalId) throw new DomainError('PROPOSAL_OPEN', { who: 'client' });
  return { child, school };
}

/**
 * Asks a mentor whether she would read with a child: she is told in which district, in which class, what the child likes
 * and when, and answers on her page; after a week the office is to telephone her. Throws NOT_FOUND, CHILD_PAIRED,
 * PROPOSAL_OPEN when she or the child is being asked about already, NOT_ELIGIBLE with the `obstacles`, and as
 * `requireSlot` where the lesson cannot be had.
 */
export function ask(ctx: ActorContext, input: PlacePair): Promise<PairId> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { child, school } = await requireWaiting(tx, input.childId);
    const obstacles = await judgeMentor(tx, child, input.mentorId);
    if (obstacles.length > 0) {
      throw new DomainError('NOT_ELIGIBLE', { obstacles: obstacles.map(({ code }) => code) });
    }
    const { weekday, startTime, endTime, roomId } = await requireSlot(tx, school, input);
    const { schoolId, organisationId } = school;
    const pairId = await repository.insertPair(db, {
      ...{ schoolId, organisationId, childId: child.id, mentorId: input.mentorId },
      ...{ weekday, startTime, endTime, roomId, askedAt: ctx.now, askedBy: ctx.actor.id },
    });
    const about = { organisationId, personId: input.mentorId };
    await notify(tx, [{ ...about, kind: 'reading_question', facts: {}, key: `reading ${pairId}` }]);
    await askToCall(tx, [
      {
        ...{ ...about, kind: 'reading_no_answer', facts: { pairId } },
        dueAt: instantOf(addDays(wallTime(ctx.now).date, ANSWER_DAYS), '09:00'),
        key: callKey(pairId, 'answer'),
      },
    ]);
    await record(tx, 'reading_pair_asked', school, { pairId });
    return { pairId };
  }).catch(refusedPair);
}

/** What the database refuses when two are asked, or placed, at the same moment. */
export function refusedPair(error: unknown): never {
  switch (brokenConstraint(error)) {
    case 'reading_pair_of_child':
      throw new DomainError('CHILD_PAIRED');
    case 'reading_pair_open_of_mentor':
      throw new DomainError('PROPOSAL_OPEN', { who: 'volunteer' });
    case 'reading_pair_capacity':
      throw new DomainError('NOT_ELIGIBLE', { obstacles: ['capacity'] });
    case 'reading_pair_child_there':
      throw new DomainError('CHANGED_MEANWHILE');
    default:
      throw error;
  }
}

/**
 * The mentor's answer, on her own page or told to the office on the telephone. Yes: the office arranges the first meeting
 * with the school, and is told when the room is no longer free. No: it is over, without a reason for anybody. "Please
 * call me" opens a call. Throws NOT_FOUND, and CHANGED_MEANWHILE when it has gone on already.
 */
export function answer(
  ctx: ActorContext,
  { pairId, answer: said }: PairId & { answer: VolunteerAnswer },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const found = await repository.findParties(db, pairId);
    requireAllowed(found !== null && (found.mentorId === ctx.actor.id || servesSchool(ctx.actor, found)));
    const { organisationId } = found;
    const today = wallTime(ctx.now).date;
    const changed = await repository.updateIn(db, pairId, stepsFrom.answer, {
      ...{ answer: said, answeredAt: ctx.now },
      ...(said === 'no' && {
        ...{ endedAt: ctx.now, endedBy: ctx.actor.id, endReason: 'mentor_declined' },
        lastOn: addDays(today, -1),
      }),
    });
    if (!changed) throw new DomainError('CHANGED_MEANWHILE');
    await settleCall(tx, { organisationId, key: callKey(pairId, 'answer') });
    const call = { organisationId, dueAt: ctx.now };
    if (said === 'yes') {
      const isTaken = await isSlotTaken(tx, pairId, today);
      const kind = 'reading_ask_school';
      await askToCall(tx, [{ ...call, kind, facts: { pairId, isTaken }, key: callKey(pairId, 'school') }]);
    }
    if (said === 'call') {
      const wants = { ...call, personId: found.mentorId, facts: { pairId } };
      await askToCall(tx, [{ ...wants, kind: 'reading_wants_call', key: callKey(pairId, 'wants call') }]);
    }
    await record(tx, 'reading_pair_answered', found, { pairId, details: { answer: said } });
  });
}

/** Whether the room that was free when she was asked has been given to somebody else meanwhile. */
async function isSlotTaken(ctx: ActorContext, pairId: string, today: PlainDate): Promise<boolean> {
  const { schoolId, ...slot } = (await repository.findSlot(ctx.db, pairId))!;
  const school = (await findSchool(ctx.db, schoolId))!;
  return isRoomTaken(ctx, school, { ...slot, firstOn: addDays(today, 1) });
}

/**
 * The first meeting at the school, with the teacher: from now on the mentor knows nickname and class. Another time moves
 * it. By the office or the school. Throws NOT_FOUND, CHANGED_MEANWHILE before she has said yes.
 */
export function arrangeMeeting(
  ctx: ActorContext,
  { pairId, on, at }: PairId & { on: PlainDate; at: string },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    const meetingAt = instantOf(on, at);
    const changed = await repository.updateIn(db, pairId, stepsFrom.meetChild, { meetingAt });
    if (!changed) throw new DomainError('CHANGED_MEANWHILE');
    await settleCall(tx, { organisationId: pair.organisationId, key: callKey(pairId, 'school') });
    await notify(tx, [
      {
        ...{ personId: pair.mentorId, organisationId: pair.organisationId, kind: 'reading_meeting' },
        facts: { school: pair.schoolName, at: meetingAt.toISOString() },
        key: `reading meeting ${pairId} ${meetingAt.toISOString()}`,
      },
    ]);
    await record(tx, 'reading_meeting_arranged', pair, { pairId });
  });
}
