import { DomainError } from '#lib/errors/domain-error.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { type Db, withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { z } from 'zod';
import { requireLookedAfter } from './office.service.server.ts';
import * as repository from './profile.repository.server.ts';
import { recordVolunteerEvent } from './repository.server.ts';
import type { absenceSchema } from './schema.ts';
import { ensureVolunteer } from './service.server.ts';

// Days away are one's own; the office that looks after somebody enters what they say on the telephone.

/** Whose days they are: with a `personId` somebody's whom the actor's office looks after. */
type Whose = { personId?: string | undefined };

async function changeDays<T>(
  ctx: ActorContext,
  { personId = ctx.actor.id }: Whose,
  type: string,
  work: (tx: Db, personId: string) => Promise<T>,
): Promise<T> {
  const isOwn = personId === ctx.actor.id;
  if (!isOwn) await requireLookedAfter(ctx, personId);
  return withTransaction(ctx.db, async (tx) => {
    if (isOwn) await ensureVolunteer({ ...ctx, db: tx });
    const result = await work(tx, personId);
    await recordVolunteerEvent(tx, { ...ctx, type, personId });
    return result;
  });
}

/**
 * Stores days away; returns the absence with how many places fall into it. Repeating it changes nothing.
 * Throws INVALID_INPUT for days that have passed, NOT_FOUND.
 */
export async function addAbsence(
  ctx: ActorContext,
  { firstOn, lastOn, ...whose }: z.infer<typeof absenceSchema> & Whose,
): Promise<{ absenceId: string; places: number }> {
  const today = wallTime(ctx.now).date;
  const last: PlainDate = lastOn || firstOn;
  if (last < today) throw new DomainError('INVALID_INPUT', { field: lastOn ? 'lastOn' : 'firstOn' });
  return changeDays(ctx, whose, 'volunteer_absence_added', async (tx, personId) => {
    const absenceId = await repository.insertAbsence(tx, {
      ...{ personId, firstOn, lastOn: last },
      createdAt: ctx.now,
    });
    const absences = await repository.listAbsences(tx, personId, today);
    return { absenceId, places: absences.find(({ id }) => id === absenceId)?.places.length ?? 0 };
  });
}

/** Takes days away off; returns them, so that they can be entered again. Throws NOT_FOUND. */
export function removeAbsence(
  ctx: ActorContext,
  { absenceId, ...whose }: { absenceId: string } & Whose,
): Promise<{ firstOn: PlainDate; lastOn: PlainDate }> {
  return changeDays(ctx, whose, 'volunteer_absence_removed', async (tx, personId) => {
    const removed = await repository.deleteAbsence(tx, personId, absenceId);
    requireAllowed(removed !== null);
    return removed;
  });
}
