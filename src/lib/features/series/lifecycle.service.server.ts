import { DomainError } from '#lib/errors/domain-error.ts';
import { publishProject } from '#lib/features/projects/service.server.ts';
import { canPlanEvent } from '#lib/features/scheduling/events.policy.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import * as changes from './changes.repository.server.ts';
import { syncDates } from './days-off.service.server.ts';
import * as repository from './repository.server.ts';
import { roomRefused } from './rooms.service.server.ts';
import { record } from './service.server.ts';

/** Throws NOT_FOUND for a series that the actor does not plan. */
export async function requirePlanned(ctx: ActorContext, seriesId: string): Promise<repository.SeriesRow> {
  const row = await repository.findSeries(ctx.db, seriesId);
  requireAllowed(row !== null && canPlanEvent(ctx.actor, row));
  return row;
}

/**
 * Decides about one day of a series: it takes place although the day is off, or is left out with a reason; `null`
 * takes the decision back. The dates follow and everybody concerned is told. Throws NOT_FOUND, ROOM_TAKEN.
 */
export async function decideDay(
  ctx: ActorContext,
  input: { seriesId: string; onDate: PlainDate; takesPlace: boolean | null; reason: string },
): Promise<void> {
  await requirePlanned(ctx, input.seriesId);
  const { seriesId, onDate, takesPlace, reason } = input;
  await withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    await repository.lockSeries(db, [seriesId]);
    const decision = takesPlace === null ? null : { takesPlace, reason, actorId: ctx.actor.id, now: ctx.now };
    await changes.putDecision(db, seriesId, onDate, decision);
    await syncDates(tx, [seriesId], { from: onDate, to: onDate });
  }).catch(roomRefused);
}

/** Shows a series with its dates to everybody, on request together with its project. Repeating it changes nothing. */
export async function publishSeries(
  ctx: ActorContext,
  { seriesId, withProject }: { seriesId: string; withProject: boolean },
): Promise<void> {
  const row = await requirePlanned(ctx, seriesId);
  await withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    if (withProject) await publishProject(tx, row);
    await repository.lockSeries(db, [seriesId]);
    await changes.publish(db, seriesId, { actorId: ctx.actor.id, now: ctx.now });
    if (!row.publishedAt) await record(tx, 'series_published', row);
  });
}

/** Deletes a series that nobody ever had a place in. Throws STILL_IN_USE: end it instead. */
export async function deleteSeries(
  ctx: ActorContext,
  { seriesId }: { seriesId: string },
): Promise<{ projectId: string }> {
  const row = await requirePlanned(ctx, seriesId);
  return withTransaction(ctx.db, async (db) => {
    await repository.lockSeries(db, [seriesId]);
    if (await changes.hasPeople(db, seriesId)) throw new DomainError('STILL_IN_USE');
    await changes.deleteSeries(db, seriesId);
    await record({ ...ctx, db }, 'series_deleted', row);
    return { projectId: row.projectId };
  });
}
