import { daysOfSchoolYear, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { stepsFrom } from '#lib/features/matching/pair-life.ts';
import { settleCallsAbout } from '#lib/features/messaging/service.server.ts';
import { plansOf } from '#lib/features/series/dates.service.server.ts';
import { caringOfficeIds } from '#lib/features/tandems/policy.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import * as dates from './dates.repository.server.ts';
import { endRunningPair } from './endings.service.server.ts';
import { type CountedPair, endReasonsFor, isTrialOver, type Pair, pairState } from './pair.ts';
import * as repository from './pairs.repository.server.ts';
import { canKnowPair } from './policy.ts';
import { type EndPair, PAIRS_PER_PAGE } from './schema.ts';
import { getSchool, record } from './schools.service.server.ts';

type PairId = { pairId: string };

/** A pair of one's school, or of a school that one's office serves. Inside `asActor`. Throws NOT_FOUND. */
export async function requirePair(ctx: ActorContext, pairId: string): Promise<Pair> {
  const pair = await repository.findPair(ctx.db, pairId, { today: wallTime(ctx.now).date });
  requireAllowed(pair !== null && canKnowPair(ctx.actor, pair));
  return pair;
}

/** The same with its state and what this school year has brought. Throws NOT_FOUND. */
export function getCountedPair(ctx: ActorContext, { pairId }: PairId): Promise<CountedPair> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const [counted] = await countPairs(tx, [await requirePair(tx, pairId)]);
    return counted!;
  });
}

/** A page of a school's pairs. Throws NOT_FOUND. */
export async function listPairs(
  ctx: ActorContext,
  { schoolId, which, page }: { schoolId: string; which: 'running' | 'ended'; page: number },
): Promise<{ items: CountedPair[]; total: number; pageSize: number }> {
  await getSchool(ctx, { schoolId });
  return asActor(ctx, async (db) => {
    const { items, total } = await repository.listOfSchool(db, schoolId, {
      which,
      today: wallTime(ctx.now).date,
      limit: PAIRS_PER_PAGE,
      offset: (page - 1) * PAIRS_PER_PAGE,
    });
    return { items: await countPairs({ ...ctx, db }, items), total, pageSize: PAIRS_PER_PAGE };
  });
}

const QUESTIONS_SHOWN = 50;

/** Pairs of one's offices about which somebody has to say whether they go on. */
export function listQuestions(ctx: ActorContext): Promise<CountedPair[]> {
  const at = { today: wallTime(ctx.now).date, limit: QUESTIONS_SHOWN };
  return asActor(ctx, async (db) =>
    countPairs({ ...ctx, db }, await repository.listQuestions(db, caringOfficeIds(ctx.actor), at)),
  );
}

/** Who is asked about a child and does not read yet: with one's offices, or the own school's from her yes on. */
export function listProposals(
  ctx: ActorContext,
  { schoolId }: { schoolId?: string | undefined },
): Promise<CountedPair[]> {
  const at = { today: wallTime(ctx.now).date, limit: QUESTIONS_SHOWN };
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    if (schoolId) await getSchool(tx, { schoolId });
    const which = schoolId ? { schoolId } : { organisationIds: caringOfficeIds(ctx.actor) };
    return countPairs(tx, await repository.listProposals(db, which, at));
  });
}

/** Where pairs stand, and how many hours of the running school year were what: a fixed number of statements. Inside `asActor`. */
export async function countPairs(ctx: ActorContext, pairs: Pair[]): Promise<CountedPair[]> {
  const today = wallTime(ctx.now).date;
  const { from, to } = daysOfSchoolYear(schoolYearOf(today));
  const [plans, outcomes] = await Promise.all([
    plansOf(ctx, { seriesIds: pairs.flatMap(({ seriesId }) => seriesId ?? []), from, to }),
    dates.countOutcomes(
      ctx.db,
      pairs.map(({ id }) => id),
      { from, to, now: ctx.now },
    ),
  ]);
  return pairs.map((pair) => {
    const plan = pair.seriesId ? plans.get(pair.seriesId) : undefined;
    const counted = outcomes.get(pair.id) ?? { held: 0, cancelled_school: 0, cancelled_mentor: 0, open: 0 };
    return {
      ...pair,
      state: pairState(pair, today),
      counts: {
        ...counted,
        possible: plan?.dates.length ?? 0,
        holiday: plan?.leftOut.filter(({ on }) => on <= today).length ?? 0,
      },
    };
  });
}

/**
 * After the trial: the pair goes on. By the office or the school; repeating it changes nothing. Throws NOT_FOUND,
 * INVALID_INPUT before the trial sessions are over.
 */
export async function confirmPair(ctx: ActorContext, { pairId }: PairId): Promise<void> {
  await asActor(ctx, async (db) => {
    const pair = await requirePair({ ...ctx, db }, pairId);
    if (pair.activeAt) return;
    if (!isTrialOver(pair)) throw new DomainError('INVALID_INPUT');
    const by = { activeAt: ctx.now, activeBy: ctx.actor.id };
    if (!(await repository.updateIn(db, pairId, stepsFrom.confirm, by)))
      throw new DomainError('CHANGED_MEANWHILE');
    await settleCallsAbout({ ...ctx, db }, { ...pair, prefix: `reading ${pairId} review` });
    await record({ ...ctx, db }, 'reading_pair_confirmed', pair, { pairId: pair.id });
  });
}

/** Ends a pair for good, after a day to come or at once. By the office or the school. Throws NOT_FOUND. */
export async function endPair(ctx: ActorContext, { pairId, reason, lastOn }: EndPair): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    if (!endReasonsFor(pairState(pair, wallTime(ctx.now).date)).includes(reason)) {
      throw new DomainError('INVALID_INPUT', { field: 'reason' });
    }
    await endRunningPair(tx, pairId, { reason, lastOn: lastOn || undefined });
  });
}

/** The school has seen the measles proof, or none is needed. Repeating it changes nothing. Throws NOT_FOUND. */
export async function settleMeasles(ctx: ActorContext, { pairId }: PairId): Promise<void> {
  await asActor(ctx, async (db) => {
    const pair = await requirePair({ ...ctx, db }, pairId);
    if (pair.measlesCheckedAt) return;
    await repository.updatePair(db, pair.id, { measlesCheckedAt: ctx.now, measlesCheckedBy: ctx.actor.id });
    await record({ ...ctx, db }, 'reading_measles_settled', pair, { pairId: pair.id });
  });
}
