import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as repository from './applications.repository.server.ts';
import { judged } from './applications.service.server.ts';
import { canRecruit } from './policy.ts';
import type { Move } from './schema.ts';
import type { LeftReason, Stage } from './stage.ts';

/** Turns what the database refuses into what people are told. */
async function refuse(ctx: ActorContext, applicationId: string, error: unknown): Promise<never> {
  const constraint = brokenConstraint(error);
  if (constraint === 'application_ready') {
    const facts = await repository.findApplication(ctx.db, applicationId);
    requireAllowed(facts !== null);
    const { requirements } = judged(ctx, facts);
    const missing = requirements.filter(({ light }) => light === 'red').map(({ kind }) => kind);
    throw new DomainError('CHECK_MISSING', { missing, applicationId });
  }
  if (constraint === 'application_open') throw new DomainError('ALREADY_EXISTS');
  if (constraint === 'application_stage') throw new DomainError('CHANGED_MEANWHILE');
  throw error;
}

async function lock(ctx: ActorContext, applicationId: string) {
  const found = await repository.lockApplication(ctx.db, applicationId);
  requireAllowed(found !== null && canRecruit(ctx.actor, found.organisationId));
  return found;
}

/**
 * Moves an application to another stage; `moveId` takes it back. Who has left is archived, and returns by a move like
 * any other. Throws NOT_FOUND, CHANGED_MEANWHILE when somebody else has moved it, CHECK_MISSING with what is `missing`
 * to be ready, ALREADY_EXISTS when another application for the same is open.
 */
export async function move(ctx: ActorContext, input: Move): Promise<{ moveId: string }> {
  const { applicationId, from, to } = input;
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const { organisationId, personId } = await lock(tx, applicationId);
    const was = await repository.moveApplication(db, applicationId, from, {
      stage: to,
      stageAt: ctx.now,
      pausedUntil: to === 'paused' ? input.pausedUntil || null : null,
      leftReason: to === 'left' ? input.leftReason! : null,
    });
    if (!was) throw new DomainError('CHANGED_MEANWHILE');
    const moveId = await repository.insertMove(db, {
      ...{ applicationId, fromStage: from, toStage: to },
      ...{ fromStageAt: was.stageAt, fromPausedUntil: was.pausedUntil, fromLeftReason: was.leftReason },
      ...{ movedAt: ctx.now, movedBy: ctx.actor.id },
    });
    if (to === 'ready' && from !== 'ready') await tellReady(tx, { applicationId, personId, organisationId });
    await record(tx, 'application_moved', { organisationId, personId, details: { from, to } });
    return { moveId };
  }).catch((error: unknown) => refuse(ctx, applicationId, error));
}

/**
 * Takes a move back, as long as it is the last one. Throws NOT_FOUND, UNDO_TOO_LATE, and as `move` when somebody would
 * be ready again who is not.
 */
export async function undoMove(ctx: ActorContext, { moveId }: { moveId: string }): Promise<void> {
  const found = await repository.findMove(ctx.db, moveId);
  requireAllowed(found !== null);
  const { applicationId } = found;
  await withTransaction(ctx.db, async (db) => {
    const { organisationId, personId, stage } = await lock({ ...ctx, db }, applicationId);
    const last = await repository.findLastMove(db, applicationId);
    if (last?.id !== moveId || last.fromStage === null) throw new DomainError('UNDO_TOO_LATE');
    await repository.moveApplication(db, applicationId, stage, {
      stage: last.fromStage as Stage,
      stageAt: last.fromStageAt ?? ctx.now,
      pausedUntil: last.fromPausedUntil,
      leftReason: last.fromLeftReason as LeftReason | null,
    });
    await repository.markUndone(db, moveId, ctx.actor.id, ctx.now);
    await record({ ...ctx, db }, 'application_move_undone', { organisationId, personId });
  }).catch((error: unknown) => refuse(ctx, applicationId, error));
}

function record(
  ctx: ActorContext,
  type: string,
  facts: { organisationId: string; personId: string; details?: Record<string, string> },
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    ...{ type, occurredAt: ctx.now, actorId: ctx.actor.id },
    ...facts,
  });
}

/** Told once, however often the card goes to and fro. */
async function tellReady(
  ctx: ActorContext,
  {
    applicationId,
    personId,
    organisationId,
  }: { applicationId: string; personId: string; organisationId: string },
): Promise<void> {
  const facts = await repository.findApplication(ctx.db, applicationId);
  if (!facts) return;
  const { activityName: activity, organisationName: office } = facts;
  const key = `ready ${applicationId}`;
  await notify(ctx, [
    { personId, kind: 'recruiting_ready', facts: { activity, office }, key, organisationId },
  ]);
}
