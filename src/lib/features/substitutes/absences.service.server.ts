import { DomainError } from '#lib/errors/domain-error.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import { freePlace } from '#lib/features/scheduling/signups.service.server.ts';
import { requireLookedAfter } from '#lib/features/volunteers/office.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as repository from './absences.repository.server.ts';
import { findConflict } from './offers.repository.server.ts';
import { lookFor } from './offers.service.server.ts';
import type { Away, AwayPlace, PlaceChoice } from './substitutes.ts';

/** Everybody decides about their own places; the office that looks after somebody does it for them on the telephone. */
async function requireOwnOrLookedAfter(ctx: ActorContext, personId: string): Promise<void> {
  if (personId !== ctx.actor.id) await requireLookedAfter(ctx, personId);
}

/** Days away with the places that fall into them. Throws NOT_FOUND. */
export async function getAway(ctx: ActorContext, { absenceId }: { absenceId: string }): Promise<Away> {
  const absence = await repository.findAbsence(ctx.db, absenceId);
  requireAllowed(absence !== null);
  await requireOwnOrLookedAfter(ctx, absence.personId);
  return { ...absence, places: await repository.listAwayPlaces(ctx.db, absenceId, ctx.now) };
}

/**
 * Decides about places that fall into an absence, all at once or none: they are freed, a substitute is looked for, or
 * they are kept. What is decided already stays. Throws NOT_FOUND, SOMEBODY_WAITS.
 */
export function settleAbsence(
  ctx: ActorContext,
  { absenceId, choices }: { absenceId: string; choices: { shiftId: string; choice: PlaceChoice }[] },
): Promise<Record<PlaceChoice, number>> {
  return retryDeadlock(() =>
    withTransaction(ctx.db, async (tx) => {
      const within = { ...ctx, db: tx };
      const { personId, places } = await getAway(within, { absenceId });
      const done = { free: 0, substitute: 0, keep: 0 };
      // In one order, so that two who decide at once do not wait for each other.
      for (const { shiftId, choice } of choices.toSorted((a, b) => (a.shiftId < b.shiftId ? -1 : 1))) {
        const place = places.find((one) => one.shiftId === shiftId);
        requireAllowed(place !== undefined);
        if (place.state === 'freed' || (place.state === 'offered' && choice === 'substitute')) continue;
        if (choice === 'free') await freePlace(within, { shiftId, personId });
        else if (choice === 'substitute') await lookFor(within, { shiftId, personId, note: '' });
        else {
          await repository.keepPlace(tx, {
            ...{ absenceId, shiftId, personId },
            keptBy: ctx.actor.id,
            keptAt: ctx.now,
          });
        }
        done[choice]++;
      }
      return done;
    }),
  );
}

/** Places that were given up because of an absence that is no more, and that are still free. Throws NOT_FOUND. */
export async function listFreedPlaces(
  ctx: ActorContext,
  { personId = ctx.actor.id }: { personId?: string | undefined },
): Promise<AwayPlace[]> {
  await requireOwnOrLookedAfter(ctx, personId);
  return repository.listFreedPlaces(ctx.db, personId, ctx.now);
}

/**
 * Takes a place back that was given up because of an absence. Throws NOT_FOUND, SHIFT_CLOSED, SHIFT_FULL,
 * OVERLAPPING_SIGNUP, CHECK_MISSING.
 */
export async function takeBack(
  ctx: ActorContext,
  { shiftId, personId = ctx.actor.id }: { shiftId: string; personId?: string | undefined },
): Promise<void> {
  await requireOwnOrLookedAfter(ctx, personId);
  const place = { shiftId, personId, actorId: ctx.actor.id, now: ctx.now };
  const { outcome, conflict } = await retryDeadlock(() => repository.takeBackPlace(ctx.db, place));
  switch (outcome) {
    case 'none':
      throw new DomainError('NOT_FOUND');
    case 'cancelled':
    case 'past':
      throw new DomainError('SHIFT_CLOSED', { reason: outcome });
    case 'full':
      throw new DomainError('PLACE_GONE');
    case 'check_missing':
      throw new DomainError('CHECK_MISSING');
    case 'overlapping':
      throw new DomainError('OVERLAPPING_SIGNUP', {
        shiftId: conflict,
        ...(conflict && (await findConflict(ctx.db, conflict))),
      });
  }
}
