import { requireLookedAfter } from '#lib/features/volunteers/office.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { SaveWishes } from './schema.ts';
import type { Wishes } from './wishes.ts';
import * as repository from './wishes.repository.server.ts';

/** What somebody wishes for as a visitor: one's own, or by the office that looks after her. Throws NOT_FOUND. */
export async function getWishes(
  ctx: ActorContext,
  { personId = ctx.actor.id }: { personId?: string | undefined },
): Promise<Wishes> {
  if (personId !== ctx.actor.id) await requireLookedAfter(ctx, personId);
  const wishes = await repository.findWishes(ctx.db, personId);
  requireAllowed(wishes !== null);
  return wishes;
}

/** Replaces them; a limit below what runs already ends nothing. Throws NOT_FOUND. */
export async function saveWishes(
  ctx: ActorContext,
  { personId = ctx.actor.id, gender, wishesGender, ...rest }: SaveWishes,
): Promise<void> {
  await getWishes(ctx, { personId });
  await repository.updateWishes(ctx.db, personId, {
    ...rest,
    gender: gender || null,
    wishesGender: wishesGender || null,
  });
}
