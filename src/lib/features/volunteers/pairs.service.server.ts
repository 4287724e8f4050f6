import { DomainError } from '#lib/errors/domain-error.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireLookedAfter, requireSeen } from './office.service.server.ts';
import type { Meeting, PairKind } from './pair.ts';
import * as repository from './pairs.repository.server.ts';
import { recordVolunteerEvent } from './repository.server.ts';

/**
 * Notes that two volunteers want to serve together or are not to meet; with null, neither. Repeating it changes nothing.
 * Returns what was noted before, so that it can be taken back. No reason is kept. Throws NOT_FOUND unless the actor's
 * office looks after the first and knows the second.
 */
export async function setPair(
  ctx: ActorContext,
  { personId, otherId, kind }: { personId: string; otherId: string; kind: PairKind | null },
): Promise<{ before: PairKind | null }> {
  await requireLookedAfter(ctx, personId);
  await requireSeen(ctx, otherId);
  return withTransaction(ctx.db, async (tx) => {
    const pair = { kind, actorId: ctx.actor.id, now: ctx.now };
    const before = await repository.setPair(tx, { personId, otherId }, pair);
    if (before !== kind) {
      // In both histories, and in neither who the other is.
      for (const id of [personId, otherId]) {
        await recordVolunteerEvent(tx, { ...ctx, type: 'volunteer_pair_changed', personId: id });
      }
    }
    return { before };
  });
}

/** Throws NOT_TOGETHER when somebody is at the date whom the person is not to meet. For other features. */
export async function refuseMeeting(
  ctx: Pick<ActorContext, 'db'>,
  place: { shiftId: string; personId: string },
): Promise<void> {
  if (await repository.isApart(ctx.db, place)) throw new DomainError('NOT_TOGETHER');
}

/** Who is at a date with somebody they are not to meet. For other features, which have judged the permission. */
export function listMeetings(ctx: Pick<ActorContext, 'db'>, eventId: string): Promise<Meeting[]> {
  return repository.listMeetings(ctx.db, eventId);
}
