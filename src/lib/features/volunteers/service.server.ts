import type { ActorContext, Context } from '#lib/server/context.server.ts';
import * as repository from './repository.server.ts';

/** Makes the signed-in person a volunteer if they are none yet: whoever signs up for a shift is one. */
export async function ensureVolunteer(ctx: ActorContext): Promise<void> {
  await repository.insertVolunteer(ctx.db, ctx.actor.id, ctx.now);
}

/** Makes a newly registered person a volunteer, in the transaction that opens the account. */
export function addVolunteer(ctx: Context, personId: string): Promise<void> {
  return repository.insertVolunteer(ctx.db, personId, ctx.now);
}
