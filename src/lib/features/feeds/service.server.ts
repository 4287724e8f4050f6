import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import type { FeedLink } from './feed.ts';
import * as repository from './repository.server.ts';
import { tokenOf } from './token.ts';

/** Links are made and read with the installation's key. */
export type Keyed<C extends Context> = C & { secret: string };

/** The link to one's own calendar, or null. */
export async function findLink({ db, actor, secret }: Keyed<ActorContext>): Promise<FeedLink | null> {
  const link = await repository.findActiveLink(db, actor.id);
  return link && { token: tokenOf(link.id, secret), createdAt: link.createdAt, lastReadOn: link.lastReadOn };
}

/** Makes a link to one's own calendar. The one before, if any, opens nothing from now on. */
export function createLink(ctx: ActorContext): Promise<{ hasReplaced: boolean }> {
  const { actor, now } = ctx;
  return withTransaction(ctx.db, async (tx) => {
    const hasReplaced = await repository.revokeLink(tx, actor.id, now);
    await repository.insertLink(tx, actor.id, now);
    const type = 'calendar_link_created';
    await repository.recordEvent(tx, { type, occurredAt: now, actorId: actor.id, personId: actor.id });
    return { hasReplaced };
  });
}
