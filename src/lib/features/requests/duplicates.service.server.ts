import { DomainError } from '#lib/errors/domain-error.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { listDuplicates } from './inbox.repository.server.ts';
import { canAnswer } from './policy.ts';
import * as repository from './repository.server.ts';
import { type Duplicate, type Request, unfinishedStates } from './request.ts';
import type { Similar } from './schema.ts';
import { record } from './service.server.ts';

/** How many to show. */
const DUPLICATES = 5;

/** What may mean the same as a request of the own office. */
export function duplicatesOf(ctx: ActorContext, request: Request): Promise<Duplicate[]> {
  const { id, organisationId, contactName, personName, contactPhone, contactEmail } = request;
  return listDuplicates(
    ctx.db,
    { requestId: id, organisationId, contactName, personName, phone: contactPhone, email: contactEmail },
    DUPLICATES,
  );
}

/** What may mean the same as a request that is not saved yet. Throws NOT_FOUND for an office that one does not plan. */
export async function listSimilar(
  ctx: ActorContext,
  { phone, email, ...input }: Similar,
): Promise<Duplicate[]> {
  requireAllowed(canAnswer(ctx.actor, input));
  const like = { ...input, phone: phone ?? null, email: email ?? null, requestId: null };
  return listDuplicates(ctx.db, like, DUPLICATES);
}

/**
 * The request belongs to another one of the same office: it was asked twice, and is answered there. Throws
 * NOT_FOUND for another office's, CHANGED_MEANWHILE when one of the two is finished or merged already.
 */
export async function merge(ctx: ActorContext, input: { requestId: string; intoId: string }): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const locked = await repository.lockRequests(tx, [input.requestId, input.intoId]);
    requireAllowed(locked.every((one) => canAnswer(ctx.actor, one)));
    const request = locked.find(({ id }) => id === input.requestId);
    const into = locked.find(({ id }) => id === input.intoId);
    requireAllowed(
      request !== undefined && into !== undefined && request.organisationId === into.organisationId,
    );
    const merged =
      into.state !== 'merged' &&
      input.requestId !== input.intoId &&
      (await repository.updateInState(tx, request.id, unfinishedStates, {
        mergedIntoId: into.id,
        mergedAt: ctx.now,
        mergedBy: ctx.actor.id,
        newsAt: null,
      }));
    if (!merged) throw new DomainError('CHANGED_MEANWHILE');
    await repository.moveMerged(tx, request.id, into.id);
    await record({ ...ctx, db: tx }, 'request_merged', request);
  });
}
