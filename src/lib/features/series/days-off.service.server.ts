import type { DayOff } from '#lib/features/days-off/day-off.ts';
import { dayOffName } from '#lib/features/days-off/names.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import * as dates from './dates.repository.server.ts';
import { type Cancellation, reconcile, type Reconciliation } from './reconcile.ts';
import * as repository from './repository.server.ts';
import { record } from './service.server.ts';
import { planSeries } from './series.ts';

type Days = { from: PlainDate; to: PlainDate };
/** `restored`: dates that take place now, brought back or made for the first time. */
type Outcome = { cancelled: number; restored: number; people: number };
const none: Outcome = { cancelled: 0, restored: 0, people: 0 };

/**
 * Makes the dates of all series at these houses (`null`: everywhere) follow the days off as they are now: dates on
 * days that are off fall away, dates whose day is no longer off return with their people where possible. Everybody
 * concerned is told once, however many dates there are. Questions are left to whoever decides.
 */
export function applyDaysOff(
  ctx: ActorContext,
  { venueIds, ...days }: Days & { venueIds: string[] | null },
): Promise<Outcome> {
  return withTransaction(ctx.db, async (db) => {
    const ids = await dates.listSeriesAt(db, { venueIds, ...days });
    return ids.length > 0 ? syncDates({ ...ctx, db }, ids, days) : none;
  });
}

/** What closing a house on these days would do: dates that fall away, people who are told, questions to decide. */
export async function previewDaysOff(
  ctx: ActorContext,
  { venueId, closing }: { venueId: string; closing: { firstOn: PlainDate; lastOn: PlainDate }[] },
): Promise<{ dates: number; people: number; questions: number }> {
  if (closing.length === 0) return { dates: 0, people: 0, questions: 0 };
  const from = closing.map((one) => one.firstOn).sort()[0]!;
  const to = closing
    .map((one) => one.lastOn)
    .sort()
    .at(-1)!;
  const ids = await dates.listSeriesAt(ctx.db, { venueIds: [venueId], from, to });
  if (ids.length === 0) return { dates: 0, people: 0, questions: 0 };
  const off: DayOff = { kind: 'closing_day', name: 'other' };
  const isClosed = (day: PlainDate) => closing.some((one) => one.firstOn <= day && day <= one.lastOn);
  const { perSeries, questions } = await reconciliations(
    ctx,
    await repository.listSeries(ctx.db, ids),
    { from, to },
    (venue, known) => (day) => (venue === venueId && isClosed(day) ? [...known(day), off] : known(day)),
  );
  const eventIds = perSeries.flatMap(({ todo }) => todo.cancel.map(({ eventId }) => eventId));
  const concerned = await dates.listConcerned(ctx.db, eventIds);
  return {
    dates: eventIds.length,
    people: new Set(concerned.map(({ personId }) => personId)).size,
    questions,
  };
}

type Calendars = Awaited<ReturnType<typeof dayOffCalendars>>;
type DayOffs = ReturnType<Calendars>;

async function reconciliations(
  ctx: ActorContext,
  rows: repository.SeriesRow[],
  { from, to }: Days,
  with_: (venueId: string | null, known: DayOffs) => DayOffs = (_, known) => known,
): Promise<{ perSeries: { row: repository.SeriesRow; todo: Reconciliation }[]; questions: number }> {
  const ids = rows.map(({ id }) => id);
  const rules = await repository.listRules(ctx.db, rows);
  const existing = await dates.listDates(ctx.db, ids, { from, to, now: ctx.now });
  const calendarOf = await dayOffCalendars(ctx, {
    venueIds: [...rules.values()].flatMap(({ phases }) => phases.map(({ venueId }) => venueId)),
    ...{ from, to },
  });
  let questions = 0;
  const perSeries = rows.map((row) => {
    const rule = rules.get(row.id)!;
    const until = row.madeUntil !== null && row.madeUntil < to ? row.madeUntil : to;
    const plan = planSeries(rule, (venueId) => with_(venueId, calendarOf(venueId)), from, until);
    plan.dates = plan.dates.filter(({ startAt }) => startAt > ctx.now);
    questions += plan.asked.length;
    return {
      row,
      todo: reconcile(
        plan,
        existing.filter(({ seriesId }) => seriesId === row.id),
        rule.decisions,
      ),
    };
  });
  return { perSeries, questions };
}

/**
 * Makes the dates of these series be those of their plan for the given days, and tells everybody concerned once, unless
 * `isQuiet`. To be called inside a transaction. Throws ROOM_TAKEN.
 */
export async function syncDates(
  ctx: ActorContext,
  ids: string[],
  days: Days,
  { isQuiet = false } = {},
): Promise<Outcome> {
  const { perSeries } = await reconciliations(ctx, await repository.lockSeries(ctx.db, ids), days);
  const cancellations = perSeries.flatMap(({ todo }) => todo.cancel);
  const loses = await dates.listConcerned(
    ctx.db,
    cancellations.map(({ eventId }) => eventId),
  );
  const by = { actorId: ctx.actor.id, now: ctx.now };
  await dates.cancelDates(
    ctx.db,
    cancellations.map((one) => ({
      eventId: one.eventId,
      dayOff: one.isPause ? 'pause' : one.decision === null ? (one.reasons[0]?.kind ?? null) : null,
      reason: reasonOf(one),
    })),
    by,
  );
  const restored = await dates.restoreDates(
    ctx.db,
    perSeries.flatMap(({ todo }) => todo.restore),
    ctx.now,
  );
  const regains = await dates.listConcerned(ctx.db, restored);
  const missing = perSeries.flatMap(({ row, todo }) =>
    todo.make.map((date) => ({ ...date, seriesId: row.id })),
  );
  const { made } = await repository.makeDates(ctx.db, missing, by);
  if (!isQuiet) {
    await tell(ctx, 'series_dates_cancelled', loses, cancellations);
    await tell(ctx, 'series_dates_restored', regains, []);
  }
  for (const { row, todo } of perSeries) {
    if (todo.cancel.length + todo.restore.length + todo.make.length === 0) continue;
    await record(ctx, 'series_dates_changed', row, {
      cancelled: todo.cancel.length,
      restored: todo.restore.length,
      made: todo.make.length,
    });
  }
  return {
    cancelled: cancellations.length,
    restored: restored.length + made,
    people: new Set(loses.map(({ personId }) => personId)).size,
  };
}

function reasonOf({ reasons, decision }: Cancellation): string {
  if (decision) return decision;
  return reasons.map(dayOffName).join(', ') || m.series_left_out();
}

/** One notice for each person, with all of their dates. */
async function tell(
  ctx: ActorContext,
  kind: 'series_dates_cancelled' | 'series_dates_restored',
  concerned: dates.Concerned[],
  cancellations: Cancellation[],
): Promise<void> {
  const reasonOfEvent = new Map(cancellations.map((one) => [one.eventId, reasonOf(one)]));
  const byPerson = Map.groupBy(concerned, ({ personId }) => personId);
  await notify(
    ctx,
    [...byPerson].map(([personId, own]) => ({
      personId,
      kind,
      facts: {
        dates: own.map(({ title, startAt }) => ({ title, at: startAt.toISOString() })),
        reasons: [...new Set(own.flatMap(({ eventId }) => reasonOfEvent.get(eventId) ?? []))],
      },
    })),
  );
}
