import { notify } from '#lib/features/messaging/service.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import { findMovedUp } from './signups.repository.server.ts';

/**
 * Tells somebody who waited that they have a place now. The background job behind `move_up` in the migrations: it runs
 * when the cancellation before it can no longer be taken back.
 */
export async function tellMovedUp(ctx: Context, { signupId }: { signupId: string }): Promise<void> {
  const place = await findMovedUp(ctx.db, signupId);
  if (!place || new Date(place.startAt) <= ctx.now) return;
  const { title, startAt, timeZone, ...about } = place;
  await notify(ctx, [
    { kind: 'place_moved_up', facts: { title, startAt, timeZone }, key: `moved up ${signupId}`, ...about },
  ]);
}
