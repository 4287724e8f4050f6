import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { z } from 'zod';
import * as repository from './interests.repository.server.ts';
import { canAnswerInterest } from './policy.ts';
import type { OpenInterest } from './profile.ts';
import type { interestSchema } from './schema.ts';
import { ensureVolunteer } from './service.server.ts';

type Project = { projectId: string };

/**
 * "I would like to help here": the office that runs the project hears of it. Repeating it changes nothing; whoever
 * says it is a volunteer from then on. Throws NOT_FOUND for a project that takes nobody.
 */
export async function expressInterest(
  ctx: ActorContext,
  input: z.infer<typeof interestSchema>,
): Promise<void> {
  requireAllowed(await repository.isOpenForInterest(ctx.db, input.projectId));
  const personId = ctx.actor.id;
  await withTransaction(ctx.db, async (tx) => {
    await ensureVolunteer({ ...ctx, db: tx });
    if (!(await repository.insertInterest(tx, { ...input, personId, createdAt: ctx.now }))) return;
    const { projectId } = input;
    await repository.recordInterestEvent(tx, {
      type: 'interest_expressed',
      projectId,
      personId,
      actorId: personId,
      now: ctx.now,
    });
  });
}

/** Takes the wish back as long as nobody has answered it; else does nothing. */
export async function withdrawInterest(ctx: ActorContext, { projectId }: Project): Promise<void> {
  const personId = ctx.actor.id;
  await withTransaction(ctx.db, async (tx) => {
    if (!(await repository.withdrawInterest(tx, projectId, personId, ctx.now))) return;
    await repository.recordInterestEvent(tx, {
      type: 'interest_withdrawn',
      projectId,
      personId,
      actorId: personId,
      now: ctx.now,
    });
  });
}

/** One's own open wishes. */
export function listMyInterests(ctx: ActorContext): Promise<OpenInterest[]> {
  return repository.listOpenInterests(ctx.db, { personId: ctx.actor.id });
}

/** Open wishes at the projects that the actor plans. */
export function listInterests(ctx: ActorContext): Promise<OpenInterest[]> {
  return repository.listOpenInterests(ctx.db, { organisationIds: plannedOrganisationIds(ctx.actor) });
}

/** The office has talked with the person: the wish leaves its desk. Throws NOT_FOUND. */
export async function answerInterest(
  ctx: ActorContext,
  { interestId }: { interestId: string },
): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const open = await repository.findOpenInterest(tx, interestId);
    requireAllowed(open !== null && canAnswerInterest(ctx.actor, open.organisationId));
    await repository.answerInterest(tx, interestId, ctx.actor.id, ctx.now);
    const { projectId, personId } = open;
    await repository.recordInterestEvent(tx, {
      type: 'interest_answered',
      projectId,
      personId,
      actorId: ctx.actor.id,
      now: ctx.now,
    });
  });
}
