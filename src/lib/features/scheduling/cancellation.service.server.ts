import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { retryDeadlock } from './deadlock.ts';
import * as repository from './events.repository.server.ts';
import { lockPlanned, record } from './events.service.server.ts';

/**
 * Calls a date off for all who have a place there; the reason is shown to them. There is no way back, since people
 * rely on what they were told: plan it anew instead. Repeating it changes nothing. Throws NOT_FOUND, SHIFT_CLOSED
 * once it is over.
 *
 * @returns how many people had a place or waited for one
 */
export function cancelEvent(
  ctx: ActorContext,
  { eventId, reason }: { eventId: string; reason: string },
): Promise<{ people: number }> {
  return inTransaction(ctx, async (tx) => {
    const { event, shifts } = await lockPlanned(tx, eventId);
    if (event.cancelledAt) return { people: 0 };
    if (event.endAt <= ctx.now) throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
    const ids = shifts.map((shift) => shift.id);
    const end = { actorId: ctx.actor.id, reason: 'event_cancelled', now: ctx.now } as const;
    const people = await repository.endSignups(tx.db, ids, end);
    const cancelled = { cancelledAt: ctx.now, cancelledBy: ctx.actor.id, cancellationReason: reason };
    await repository.updateEvent(tx.db, eventId, cancelled, ctx.now);
    await record(tx, 'event_cancelled', event, { people });
    return { people };
  });
}

/** Calls one shift off, as `cancelEvent` does the whole date. */
export function cancelShift(
  ctx: ActorContext,
  { shiftId, reason }: { shiftId: string; reason: string },
): Promise<{ people: number }> {
  return inTransaction(ctx, async (tx) => {
    const { event, shift } = await lockShift(tx, shiftId);
    if (shift.cancelledAt || event.cancelledAt) return { people: 0 };
    if (shift.endAt <= ctx.now) throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
    const end = { actorId: ctx.actor.id, reason: 'shift_cancelled', now: ctx.now } as const;
    const people = await repository.endSignups(tx.db, [shiftId], end);
    const cancelled = { cancelledAt: ctx.now, cancelledBy: ctx.actor.id, cancellationReason: reason };
    await repository.updateShift(tx.db, shiftId, cancelled);
    await repository.updateEvent(tx.db, event.id, {}, ctx.now);
    await record(tx, 'shift_cancelled', event, { people }, shiftId);
    return { people };
  });
}

/** Fills free places of a shift from its waiting list, for instance after somebody's other date was called off. */
export function moveUp(ctx: ActorContext, { shiftId }: { shiftId: string }): Promise<{ movedUp: number }> {
  return inTransaction(ctx, async (tx) => {
    await lockShift(tx, shiftId);
    return { movedUp: await repository.moveUp(tx.db, shiftId, ctx.actor.id, ctx.now) };
  });
}

async function lockShift(tx: ActorContext, shiftId: string) {
  const found = await repository.findEventOfShift(tx.db, shiftId);
  requireAllowed(found !== null);
  const { event, shifts } = await lockPlanned(tx, found.id);
  const shift = shifts.find((one) => one.id === shiftId);
  requireAllowed(shift !== undefined);
  return { event, shift };
}

function inTransaction<T>(ctx: ActorContext, work: (tx: ActorContext) => Promise<T>): Promise<T> {
  return retryDeadlock(() => withTransaction(ctx.db, (db) => work({ ...ctx, db })));
}
