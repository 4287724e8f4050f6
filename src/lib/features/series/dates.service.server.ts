import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import * as changes from './changes.repository.server.ts';
import { endCommitment, listPromises } from './commitments.repository.server.ts';
import * as dates from './dates.repository.server.ts';
import * as repository from './repository.server.ts';
import { planSeries, type SeriesPlan } from './series.ts';
import { record } from './service.server.ts';

/**
 * What other features do with dates of series that are theirs, inside a transaction of their own. Whoever calls these
 * has asked the own policy: here is no other.
 */

/** What the rules of these series say for the days from `from` to `to`; a fixed number of statements. */
export async function plansOf(
  ctx: Context,
  { seriesIds, from, to }: { seriesIds: string[]; from: PlainDate; to: PlainDate },
): Promise<Map<string, SeriesPlan>> {
  if (seriesIds.length === 0) return new Map();
  const rules = await repository.listRules(ctx.db, await repository.listSeries(ctx.db, seriesIds));
  const calendarOf = await dayOffCalendars(ctx, {
    venueIds: [...rules.values()].flatMap(({ phases }) => phases.map(({ venueId }) => venueId)),
    ...{ from, to },
  });
  return new Map([...rules].map(([id, rule]) => [id, planSeries(rule, calendarOf, from, to)]));
}

/** Calls dates off; the rooms are free at once, and the reason is shown to all who had a place there. */
export async function callOffDates(
  ctx: Pick<Context, 'db' | 'now'> & { actor: { id: string } },
  { seriesId, eventIds, reason }: { seriesId: string; eventIds: string[]; reason: string },
): Promise<void> {
  const [row] = await repository.lockSeries(ctx.db, [seriesId]);
  await dates.cancelDates(
    ctx.db,
    eventIds.map((eventId) => ({ eventId, dayOff: null, reason })),
    { actorId: ctx.actor.id, now: ctx.now },
  );
  await record(ctx, 'series_dates_changed', row!, { cancelled: eventIds.length });
}

/** Takes that back, with the people where they are free. @returns the dates that are back: those whose room is free */
export async function bringBackDates(
  ctx: ActorContext,
  { seriesId, eventIds }: { seriesId: string; eventIds: string[] },
): Promise<string[]> {
  const [row] = await repository.lockSeries(ctx.db, [seriesId]);
  const restored = await dates.restoreDates(ctx.db, eventIds, ctx.now);
  if (restored.length > 0) await record(ctx, 'series_dates_changed', row!, { restored: restored.length });
  return restored;
}

/** Ends a series after a day: later dates are called off, promises end with it. */
export async function endSeries(
  ctx: ActorContext,
  { seriesId, lastOn, reason }: { seriesId: string; lastOn: PlainDate; reason: string },
): Promise<void> {
  const by = { actorId: ctx.actor.id, now: ctx.now };
  const [row] = await repository.lockSeries(ctx.db, [seriesId]);
  const from = addDays(lastOn, 1);
  const isNow = lastOn < wallTime(ctx.now, row!.timeZone).date;
  const later = await changes.lockDates(ctx.db, seriesId, { from, now: ctx.now });
  for (const { commitmentId } of await listPromises(ctx.db, seriesId)) {
    await endCommitment(ctx.db, commitmentId, { from, isNow, ...by });
  }
  await dates.cancelDates(
    ctx.db,
    later.map(({ eventId }) => ({ eventId, dayOff: null, reason })),
    by,
  );
  await dates.endPhases(ctx.db, seriesId, lastOn);
  await record(ctx, 'series_ended', row!, { cancelled: later.length });
}
