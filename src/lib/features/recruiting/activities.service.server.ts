import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { declarationKinds } from '#lib/features/volunteers/volunteer.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { type Db, withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as repository from './activities.repository.server.ts';
import { type Activity, type ActivityLine, inOrder, presets } from './activity.ts';
import { type DeclarationText, firstTexts } from './declaration.ts';
import { canRecruit } from './policy.ts';
import type { PublishText, SaveActivity } from './schema.ts';
import { stagesWith } from './stage.ts';

type ActivityId = { activityId: string };

/** Gives an office that has never recruited what offices usually recruit for, and the words to be signed. */
async function ensureActivities(ctx: Context, organisationIds: string[]): Promise<void> {
  for (const organisationId of await repository.listWithoutActivities(ctx.db, organisationIds)) {
    await withTransaction(ctx.db, async (tx) => {
      const at = ctx.now;
      const rows = presets.map((preset) => ({ ...preset, organisationId, createdAt: at }));
      await repository.insertActivities(tx, rows);
      await repository.insertTexts(
        tx,
        declarationKinds.map((kind) => ({
          ...{ organisationId, kind, version: 1 },
          body: firstTexts[kind],
          publishedAt: at,
        })),
      );
    });
  }
}

/** What one's offices recruit for. */
export async function listActivities(ctx: ActorContext): Promise<ActivityLine[]> {
  const planned = plannedOrganisationIds(ctx.actor);
  await ensureActivities(ctx, planned);
  return repository.listActivities(ctx.db, planned);
}

/** One activity of one's offices. Throws NOT_FOUND. */
export async function getActivity(ctx: ActorContext, { activityId }: ActivityId) {
  const found = await repository.findActivity(ctx.db, activityId);
  requireAllowed(found !== null && canRecruit(ctx.actor, found.organisationId));
  return found;
}

function changeActivity<T>(
  ctx: ActorContext,
  { organisationId }: { organisationId: string },
  type: string,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  return withTransaction(ctx.db, async (tx) => {
    const result = await work(tx);
    await repository.recordEvent(tx, { type, occurredAt: ctx.now, actorId: ctx.actor.id, organisationId });
    return result;
  }).catch((error: unknown) => {
    if (brokenConstraint(error) !== 'activity_name') throw error;
    throw new DomainError('ALREADY_EXISTS', { field: 'name' });
  });
}

/**
 * Adds an activity, or changes its name, stages and requirements. Who is ready stays so in the board; what they lack
 * now shows as a red light. Throws NOT_FOUND, ALREADY_EXISTS, STILL_IN_USE for a stage in which somebody stands.
 */
export async function saveActivity(ctx: ActorContext, input: SaveActivity): Promise<{ activityId: string }> {
  const stages = stagesWith(input.stages);
  const requirements = inOrder(input.requirements);
  if (!input.activityId) {
    requireAllowed(canRecruit(ctx.actor, input.organisationId));
    await ensureActivities(ctx, [input.organisationId]);
    return changeActivity(ctx, input, 'activity_added', async (tx) => {
      const { organisationId, kind, name } = input;
      const [activityId] = await repository.insertActivities(tx, [
        { organisationId, kind, name, stages, requirements, createdAt: ctx.now, createdBy: ctx.actor.id },
      ]);
      if (!activityId) throw new DomainError('ALREADY_EXISTS', { field: 'name' });
      return { activityId };
    });
  }
  const activity = await getActivity(ctx, { activityId: input.activityId });
  return changeActivity(ctx, activity, 'activity_changed', async (tx) => {
    const gone = activity.stages.filter((stage) => !stages.includes(stage));
    if (gone.length > 0 && (await repository.countInStages(tx, activity.id, gone)) > 0) {
      throw new DomainError('STILL_IN_USE', { field: 'stages' });
    }
    await repository.updateActivity(tx, activity.id, { name: input.name, stages, requirements });
    return { activityId: activity.id };
  });
}

/** How much each criterion counts when people are matched for this activity. Throws NOT_FOUND. */
export async function setWeights(
  ctx: ActorContext,
  { activityId, weights }: ActivityId & { weights: Record<string, number> },
): Promise<void> {
  const activity = await getActivity(ctx, { activityId });
  await changeActivity(ctx, activity, 'activity_changed', (tx) =>
    repository.updateActivity(tx, activityId, { weights }),
  );
}

/**
 * Nobody new comes into it any more; or it comes back. Throws NOT_FOUND, STILL_IN_USE while somebody is on the way or
 * ready, ALREADY_EXISTS when another has its name meanwhile.
 */
export async function setArchived(
  ctx: ActorContext,
  { activityId, isArchived }: ActivityId & { isArchived: boolean },
): Promise<void> {
  const activity = await getActivity(ctx, { activityId });
  await changeActivity(ctx, activity, isArchived ? 'activity_archived' : 'activity_returned', async (tx) => {
    const open = activity.stages.filter((stage) => stage !== 'left');
    if (isArchived && (await repository.countInStages(tx, activityId, open)) > 0) {
      throw new DomainError('STILL_IN_USE');
    }
    await repository.setArchived(tx, activityId, isArchived ? { at: ctx.now, by: ctx.actor.id } : null);
  });
}

/** The words that count now, of one's offices. */
export async function listTexts(
  ctx: ActorContext,
): Promise<(DeclarationText & { organisationId: string })[]> {
  const planned = plannedOrganisationIds(ctx.actor);
  await ensureActivities(ctx, planned);
  return repository.listTexts(ctx.db, planned);
}

/**
 * Publishes new words for a declaration. With `renewBy` all who signed older ones are to sign these by that day: until
 * then their light is yellow, after it red. Throws NOT_FOUND, CHANGED_MEANWHILE when somebody else has published.
 */
export async function publishText(ctx: ActorContext, input: PublishText): Promise<{ toRenew: number }> {
  const { organisationId, kind, body, afterVersion, renewBy } = input;
  requireAllowed(canRecruit(ctx.actor, organisationId));
  return withTransaction(ctx.db, async (tx) => {
    const current = (await repository.listTexts(tx, [organisationId])).find((text) => text.kind === kind);
    if ((current?.version ?? 0) !== afterVersion) throw new DomainError('CHANGED_MEANWHILE');
    const version = afterVersion + 1;
    await repository.insertTexts(tx, [
      { organisationId, kind, version, body, publishedAt: ctx.now, publishedBy: ctx.actor.id },
    ]);
    const toRenew = renewBy
      ? await repository.endOlderSignatures(tx, { organisationId, kind, version }, renewBy)
      : 0;
    await repository.recordEvent(tx, {
      type: 'declaration_text_published',
      ...{ occurredAt: ctx.now, actorId: ctx.actor.id, organisationId, details: { kind, version, toRenew } },
    });
    return { toRenew };
  });
}
