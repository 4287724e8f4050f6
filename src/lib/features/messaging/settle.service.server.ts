import type { ActorContext } from '#lib/server/context.server.ts';
import type { CallOutcome, NoticeKind } from './notice.ts';
import * as repository from './settle.repository.server.ts';

/**
 * Somebody was told by other means (`reached`), or there is nothing to tell any more (`settled`): the notices about
 * these dates count as read and nobody has to telephone. In the transaction of a feature that has asked its policy.
 */
export function settleNotices(
  ctx: ActorContext,
  { outcome, ...which }: { personIds: string[]; eventIds: string[]; kind: NoticeKind; outcome: CallOutcome },
): Promise<void> {
  return repository.settle(ctx.db, which, { outcome, doneBy: ctx.actor.id, doneAt: ctx.now });
}
