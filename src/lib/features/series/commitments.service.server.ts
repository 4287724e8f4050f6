import { DomainError } from '#lib/errors/domain-error.ts';
import { canPlanEvent } from '#lib/features/scheduling/events.policy.ts';
import { isVolunteer } from '#lib/features/scheduling/signups.service.server.ts';
import { ensureVolunteer } from '#lib/features/volunteers/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { MyPromise, PromiseOption, PromiseResult } from './commitment.ts';
import * as repository from './commitments.repository.server.ts';
import { keepPromises, lockSeries } from './repository.server.ts';
import { record } from './service.server.ts';

/**
 * "I come every Tuesday": gives a place at every date of the role that lies ahead, and at those still to be made.
 * For oneself, or by the office for a volunteer (`personId`). Repeating it changes nothing but fills places that have
 * become free. Throws NOT_FOUND, and CHECK_MISSING, OVERLAPPING_SIGNUP or SHIFT_FULL when not
 * a single place could be had.
 */
export async function promise(
  ctx: ActorContext,
  {
    seriesRoleId,
    personId = ctx.actor.id,
    firstOn,
  }: { seriesRoleId: string; personId?: string | undefined; firstOn?: PlainDate | undefined },
): Promise<PromiseResult> {
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const found = await repository.findRole(db, seriesRoleId);
    requireAllowed(found !== null);
    const mayPlan = canPlanEvent(ctx.actor, found.series);
    if (personId === ctx.actor.id && !mayPlan) {
      requireAllowed(found.series.publishedAt !== null);
      if (!ctx.actor.isVolunteer) await ensureVolunteer(tx);
    } else {
      requireAllowed(mayPlan && (await isVolunteer(tx, { personId })));
    }
    await lockSeries(db, [found.series.id]);
    const today = wallTime(ctx.now, found.series.timeZone).date;
    const commitmentId = await repository.insertCommitment(db, {
      seriesRoleId,
      personId,
      firstOn: firstOn && firstOn > today ? firstOn : today,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    const shifts = await repository.listFutureShifts(db, seriesRoleId, ctx.now);
    const mine = (await keepPromises(db, shifts, ctx.now)).filter((one) => one.personId === personId);
    const places = await repository.countPlaces(db, commitmentId, ctx.now);
    if (places === 0 && mine.length > 0) {
      throw refusalOf(mine, found.role.requirements);
    }
    await record(tx, 'commitment_made', found.series, { seriesRoleId, places });
    return { commitmentId, places, obstacles: await repository.describeObstacles(db, mine) };
  });
}

function refusalOf(obstacles: { obstacle: string }[], missing: string[]): DomainError {
  if (obstacles.some(({ obstacle }) => obstacle === 'check_missing')) {
    return new DomainError('CHECK_MISSING', { missing });
  }
  const isBusy = obstacles.every(({ obstacle }) => obstacle === 'overlapping');
  return new DomainError(isBusy ? 'OVERLAPPING_SIGNUP' : 'SHIFT_FULL');
}

/**
 * Ends a promise from a day on (today, if not said): the places from then are given back and whoever waits moves up.
 * By the person, or the office. Repeating it changes nothing. Throws NOT_FOUND.
 *
 * @returns how many dates are without the person now
 */
export async function endPromise(
  ctx: ActorContext,
  { commitmentId, from }: { commitmentId: string; from?: PlainDate | undefined },
): Promise<{ ended: number }> {
  return withTransaction(ctx.db, async (db) => {
    const found = await repository.findCommitment(db, commitmentId);
    requireAllowed(
      found !== null && (found.commitment.personId === ctx.actor.id || canPlanEvent(ctx.actor, found.series)),
    );
    if (found.commitment.endedAt) return { ended: 0 };
    await lockSeries(db, [found.series.id]);
    const today = wallTime(ctx.now, found.series.timeZone).date;
    const isNow = from === undefined || from <= today;
    const ended = await repository.endCommitment(db, commitmentId, {
      from: isNow ? today : from,
      isNow,
      actorId: ctx.actor.id,
      now: ctx.now,
    });
    await record({ ...ctx, db }, 'commitment_ended', found.series, { ended });
    return { ended };
  });
}

/** The signed-in person's running promises, the soonest date first. */
export function listMyPromises(ctx: ActorContext): Promise<MyPromise[]> {
  return repository.listMyPromises(ctx.db, ctx.actor.id, ctx.now);
}

/** What the signed-in person could promise at a shift; null where nothing repeats. */
export function promiseOption(
  ctx: ActorContext,
  { shiftId }: { shiftId: string },
): Promise<PromiseOption | null> {
  return repository.findPromiseOption(ctx.db, shiftId, ctx.actor.id, ctx.now);
}
