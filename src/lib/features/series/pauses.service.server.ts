import type { ActorContext, Context } from '#lib/server/context.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import * as changes from './changes.repository.server.ts';
import { syncDates } from './days-off.service.server.ts';
import * as repository from './repository.server.ts';

// For features whose series these are, inside a transaction of their own: they have asked their own policy.

/**
 * Nothing takes place from today to a day (`null`: until it goes on): the dates there are called off, later ones are not
 * made, and nobody is told. A second pause takes the place of the first.
 */
export async function pauseSeries(
  ctx: ActorContext,
  { seriesId, lastOn, reason }: { seriesId: string; lastOn: PlainDate | null; reason: string },
): Promise<void> {
  const [row] = await repository.lockSeries(ctx.db, [seriesId]);
  const firstOn = wallTime(ctx.now, row!.timeZone).date;
  await changes.putPause(ctx.db, {
    seriesId,
    firstOn,
    lastOn,
    reason,
    pausedAt: ctx.now,
    pausedBy: ctx.actor.id,
  });
  await syncAhead(ctx, row!);
}

/** It goes on: the dates of the rule as it stands now are back, with the people, and those that were not made are made. */
export async function resumeSeries(ctx: ActorContext, { seriesId }: { seriesId: string }): Promise<void> {
  const [row] = await repository.lockSeries(ctx.db, [seriesId]);
  await changes.deletePauses(ctx.db, [seriesId]);
  await syncAhead(ctx, row!);
}

/** Pauses whose last day is past: the dates after it are there already. */
export function forgetPauses(ctx: Context, { seriesIds }: { seriesIds: string[] }): Promise<void> {
  return changes.deletePauses(ctx.db, seriesIds);
}

function syncAhead(ctx: ActorContext, { id, timeZone, madeUntil }: repository.SeriesRow) {
  const from = wallTime(ctx.now, timeZone).date;
  return syncDates(ctx, [id], { from, to: madeUntil ?? from }, { isQuiet: true });
}
