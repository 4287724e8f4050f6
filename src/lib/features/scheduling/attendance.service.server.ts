import { DomainError } from '#lib/errors/domain-error.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { canBeCounted } from './attendance.ts';
import * as repository from './attendance.repository.server.ts';
import { lockPlanned, record } from './events.service.server.ts';

type Count = { eventId: string; people: number | null };

/**
 * Writes down how many came to a date of one's own office: one number, no names; `null` takes it back. Returns what
 * stood there before, for the undo. Throws NOT_FOUND, SHIFT_CLOSED for a date that was called off, INVALID_INPUT on
 * `people` before its day.
 */
export async function countHeads(
  ctx: ActorContext,
  { eventId, people }: Count,
): Promise<{ previous: number | null }> {
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const { event } = await lockPlanned(tx, eventId);
    if (event.cancelledAt) throw new DomainError('SHIFT_CLOSED', { reason: 'cancelled' });
    if (!canBeCounted(event, ctx.now)) throw new DomainError('INVALID_INPUT', { field: 'people' });
    const previous = await repository.findPeople(db, eventId);
    if (people === previous) return { previous };
    if (people === null) await repository.deleteAttendance(db, eventId);
    else await repository.putPeople(db, { eventId, people, recordedAt: ctx.now, recordedBy: ctx.actor.id });
    await record(tx, 'heads_counted', event, { people });
    return { previous };
  });
}
