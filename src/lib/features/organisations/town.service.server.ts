import { DomainError } from '#lib/errors/domain-error.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { forgetTown } from '#lib/server/town.repository.server.ts';
import { canAdministrate } from './policy.ts';
import { recordEvent } from './repository.server.ts';
import type { TownSettings } from './schema.ts';
import * as repository from './town.repository.server.ts';

/** The town's settings. Throws NOT_FOUND in a database that has no town yet. */
export async function getTown(ctx: Context) {
  const town = await repository.findTown(ctx.db);
  if (!town) throw new DomainError('NOT_FOUND');
  const { name, phone, email, timeZone, travelBufferMinutes, disclaimer } = town;
  return { name, phone, email, timeZone, travelBufferMinutes, disclaimer };
}

/** Changes the help line and the time to travel; the latter counts for places taken from now on. */
export async function updateTown(ctx: ActorContext, input: TownSettings): Promise<void> {
  requireAllowed(canAdministrate(ctx.actor));
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateTown(tx, input);
    await recordEvent(tx, { type: 'town_changed', occurredAt: ctx.now, actorId: ctx.actor.id });
  });
  forgetTown();
}

export function listDistricts(ctx: Context) {
  return repository.listDistricts(ctx.db);
}

/** The districts that a postal code touches, the likeliest first: a person confirms which one it is. */
export function suggestDistrict(ctx: Context, input: { postalCode: string }) {
  return repository.listDistrictsOf(ctx.db, input.postalCode);
}
