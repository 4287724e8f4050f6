import { DomainError } from '#lib/errors/domain-error.ts';
import { schoolYearName, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { requireOwnPair } from './hours.service.server.ts';
import type { RolloverAnswer } from './pair.ts';
import * as repository from './pairs.repository.server.ts';
import { requirePair } from './pairs.service.server.ts';
import { servesSchool } from './policy.ts';
import { listContactIds } from './schools.repository.server.ts';
import { getServedSchool, record } from './schools.service.server.ts';

type Answer = { pairId: string; answer: RolloverAnswer };

/**
 * Asks mentors and school of every running pair whether it goes on in the new school year. Who is asked already is
 * not asked again. Nothing ends by itself, whatever is answered or not. By the office. Throws NOT_FOUND.
 */
export async function startRollover(
  ctx: ActorContext,
  { schoolId }: { schoolId: string },
): Promise<{ asked: number }> {
  const school = await getServedSchool(ctx, { schoolId });
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pairs = await repository.listUnasked(db, schoolId);
    if (pairs.length === 0) return { asked: 0 };
    for (const { id } of pairs) {
      await repository.updatePair(db, id, {
        rolloverAskedAt: ctx.now,
        ...{ mentorAnswer: null, mentorAnsweredAt: null },
        ...{ schoolAnswer: null, schoolAnsweredAt: null, schoolAnsweredBy: null },
      });
    }
    const year = schoolYearName(schoolYearOf(wallTime(ctx.now).date) + 1);
    const people = new Set([...pairs.map((pair) => pair.mentorId), ...(await listContactIds(db, schoolId))]);
    const facts = { school: school.name, year };
    await notify(
      tx,
      [...people].map((personId) => ({
        personId,
        kind: 'reading_rollover' as const,
        facts,
        key: `rollover ${schoolId} ${year}`,
        organisationId: school.organisationId,
      })),
    );
    await record(tx, 'reading_rollover_started', school, { details: { pairs: pairs.length } });
    return { asked: pairs.length };
  });
}

/** The mentor's answer; it may be changed until the office has decided. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function answerAsMentor(ctx: ActorContext, { pairId, answer }: Answer): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requireOwnPair(tx, pairId);
    requireAsked(pair);
    await repository.updatePair(db, pairId, { mentorAnswer: answer, mentorAnsweredAt: ctx.now });
    await record(tx, 'reading_rollover_answered', pair, { pairId });
  });
}

/** The school's answer; the office may give it for a school that telephones. Throws as above. */
export function answerAsSchool(ctx: ActorContext, { pairId, answer }: Answer): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    requireAsked(pair);
    const by = { schoolAnsweredAt: ctx.now, schoolAnsweredBy: ctx.actor.id };
    await repository.updatePair(db, pairId, { schoolAnswer: answer, ...by });
    await record(tx, 'reading_rollover_answered', pair, { pairId });
  });
}

/** The office has decided that a pair goes on; ending it is `endPair`. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export async function continuePair(ctx: ActorContext, { pairId }: { pairId: string }): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    requireAllowed(servesSchool(ctx.actor, pair));
    requireAsked(pair);
    await repository.updatePair(db, pairId, { rolloverAskedAt: null });
    await record(tx, 'reading_pair_continued', pair, { pairId });
  });
}

function requireAsked(pair: { rolloverAskedAt: Date | null; endedAt: Date | null }): void {
  if (!pair.rolloverAskedAt || pair.endedAt) throw new DomainError('CHANGED_MEANWHILE');
}
