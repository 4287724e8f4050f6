import { DomainError } from '#lib/errors/domain-error.ts';
import { isLiftedByHerWord, type Obstacle } from '#lib/features/matching/eligibility.ts';
import { stepsFrom } from '#lib/features/matching/pair-life.ts';
import { askToCall, notify } from '#lib/features/messaging/service.server.ts';
import { promise } from '#lib/features/series/commitments.service.server.ts';
import { createSeries } from '#lib/features/series/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import { requireChild } from './children.service.server.ts';
import { needsMeaslesCheck, pairState } from './pair.ts';
import * as repository from './pairs.repository.server.ts';
import { requirePair } from './pairs.service.server.ts';
import { servesSchool } from './policy.ts';
import { refusedPair, requireWaiting } from './proposals.service.server.ts';
import type { BeginTrial, PlacePair } from './schema.ts';
import type { ReadingSchool } from './school.ts';
import { getServedSchool, record } from './schools.service.server.ts';
import { requireSlot, seriesOf } from './slots.service.server.ts';
import { judgeMentor } from './suggestions.service.server.ts';

type PairId = { pairId: string };

/**
 * Places a mentor who has agreed on the telephone: the trial begins, the first hour is the first meeting with the
 * teacher. Each refusal names what stands in the way: NOT_FOUND, CHILD_PAIRED, PROPOSAL_OPEN, CHECK_MISSING, NOT_ELIGIBLE
 * with the `obstacles` that her word does not lift, and as `requireSlot`.
 */
export function placePair(ctx: ActorContext, input: PlacePair): Promise<PairId> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { child, school } = await requireWaiting(tx, input.childId);
    requireEligible((await judgeMentor(tx, child, input.mentorId)).filter((one) => !isLiftedByHerWord(one)));
    const slot = await requireSlot(tx, school, input);
    const begun = await openHours(tx, school, { ...slot, mentorId: input.mentorId });
    const { schoolId, organisationId } = school;
    const pairId = await repository.insertPair(db, {
      ...{ schoolId, organisationId, childId: child.id, mentorId: input.mentorId, ...begun },
      ...{ askedAt: ctx.now, askedBy: ctx.actor.id, answer: 'yes', answeredAt: ctx.now },
      meetingAt: instantOf(slot.firstOn, slot.startTime),
    });
    await askForReviews(tx, { ...school, pairId, mentorId: input.mentorId, ...slot });
    await record(tx, 'reading_pair_placed', school, { pairId });
    return { pairId };
  }).catch(refusedPair);
}

/**
 * After the first meeting all want it: the trial begins, weekly in a lesson and a room of the school. By the office.
 * Throws NOT_FOUND, CHANGED_MEANWHILE before a meeting was agreed on, CHECK_MISSING where a check is missing by now or
 * nobody has said that the measles proof was seen, and as `requireSlot`.
 */
export function beginTrial(ctx: ActorContext, { pairId, ...wish }: BeginTrial): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    requireAllowed(servesSchool(ctx.actor, pair));
    if (pairState(pair, wallTime(ctx.now).date) !== 'meeting') throw new DomainError('CHANGED_MEANWHILE');
    const school = await getServedSchool(tx, pair);
    const child = await requireChild(tx, pair.childId);
    const found = await judgeMentor(tx, child, pair.mentorId);
    // The school's head has seen the proof: then the office's note of it is not needed.
    const isSeen = !needsMeaslesCheck(pair);
    requireEligible(
      found.filter((one) => one.code === 'missing_check' && !(isSeen && one.kind === 'measles_confirmation')),
    );
    const slot = await requireSlot(tx, school, { ...wish, mentorId: pair.mentorId });
    const begun = await openHours(tx, school, { ...slot, mentorId: pair.mentorId });
    if (!(await repository.updateIn(db, pairId, stepsFrom.begin, begun))) {
      throw new DomainError('CHANGED_MEANWHILE');
    }
    await askForReviews(tx, { ...pair, pairId, ...slot });
    await record(tx, 'reading_trial_begun', pair, { pairId });
  });
}

function requireEligible(obstacles: Obstacle[]): void {
  const missing = obstacles.flatMap((one) => (one.code === 'missing_check' ? [one.kind] : []));
  if (missing.length > 0) throw new DomainError('CHECK_MISSING', { field: 'mentorId', missing });
  if (obstacles.length > 0) {
    throw new DomainError('NOT_ELIGIBLE', { obstacles: obstacles.map(({ code }) => code) });
  }
}

/** Opens the weekly hours; the mentor's promise gives her every place. */
async function openHours(
  ctx: ActorContext,
  school: ReadingSchool,
  { mentorId, firstOn, ...slot }: Awaited<ReturnType<typeof requireSlot>> & { mentorId: string },
) {
  const { seriesId, roleIds } = await createSeries(ctx, seriesOf(school, { ...slot, firstOn }));
  await promise(ctx, { seriesRoleId: roleIds[0]!, personId: mentorId, firstOn });
  const { weekday, startTime, endTime, roomId } = slot;
  await notify(ctx, [
    {
      ...{ personId: mentorId, kind: 'reading_placed', organisationId: school.organisationId },
      facts: { school: school.name, weekday, startTime, firstOn },
    },
  ]);
  return { seriesId, trialOn: firstOn, weekday, startTime, endTime, roomId };
}

/** After the second hour one call to each side: what they say of each other they say for themselves. */
function askForReviews(
  ctx: ActorContext,
  {
    pairId,
    organisationId,
    mentorId,
    secondOn,
  }: { pairId: string; organisationId: string; mentorId: string; secondOn: PlainDate },
): Promise<void> {
  const call = {
    organisationId,
    kind: 'reading_review' as const,
    dueAt: instantOf(addDays(secondOn, 1), '09:00'),
  };
  const key = (who: string) => `reading ${pairId} review ${who}`;
  return askToCall(ctx, [
    { ...call, facts: { pairId, who: 'school' }, key: key('school') },
    { ...call, facts: { pairId, who: 'mentor' }, key: key('mentor'), personId: mentorId },
  ]);
}
