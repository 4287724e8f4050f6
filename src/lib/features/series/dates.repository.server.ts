import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';
import type { ExistingDate } from './reconcile.ts';

/** Series that have a rule at one of these houses (`null`: anywhere) for days in [from, to]. */
export async function listSeriesAt(
  db: Db,
  { venueIds, from, to }: { venueIds: string[] | null; from: PlainDate; to: PlainDate },
): Promise<string[]> {
  const where = venueIds ? sql`and p.venue_id = any (${sql.param(venueIds)}::uuid[])` : sql``;
  const rows = await db.execute<{ id: string }>(sql`
    select distinct p.series_id as id from series_phase p
    where p.first_on <= ${to} and (p.last_on is null or p.last_on >= ${from}) ${where}`);
  return rows.map(({ id }) => id);
}

/** The dates of these series for days in [from, to] that have not begun, in the order in which they were made. */
export async function listDates(
  db: Db,
  seriesIds: string[],
  { from, to, now }: { from: PlainDate; to: PlainDate; now: Date },
): Promise<(ExistingDate & { seriesId: string })[]> {
  const rows = await db.execute<ExistingDate & { seriesId: string }>(sql`
    select id as "eventId", series_id as "seriesId", series_on::text as "on", cancelled_at is not null as "isCancelled",
      day_off is not null as "isDayOff"
    from event
    where series_id = any (${sql.param(seriesIds)}::uuid[]) and series_on between ${from} and ${to}
      and start_at > ${now.toISOString()}
    order by series_on, created_at`);
  return [...rows];
}

/** Somebody who had a place at a date, for telling them. */
export type Concerned = { personId: string; eventId: string; title: string; startAt: Date };

/** Everybody who has a place at these dates, waiting included. */
export async function listConcerned(db: Db, eventIds: string[]): Promise<Concerned[]> {
  if (eventIds.length === 0) return [];
  const rows = await db.execute<Omit<Concerned, 'startAt'> & { startAt: string }>(sql`
    select distinct g.person_id as "personId", e.id as "eventId", coalesce(e.title, p.title) as title,
      e.start_at as "startAt"
    from event e join project p on p.id = e.project_id join shift s on s.event_id = e.id
    join signup g on g.shift_id = s.id and g.ended_at is null
    where e.id = any (${sql.param(eventIds)}::uuid[])
    order by e.start_at`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** Cancels dates, each with its reason, and ends all places there; the shifts are locked in one order. */
export async function cancelDates(
  db: Db,
  dates: { eventId: string; dayOff: string | null; reason: string }[],
  by: { actorId: string; now: Date },
): Promise<void> {
  if (dates.length === 0) return;
  const ids = sql.param(dates.map(({ eventId }) => eventId));
  const now = by.now.toISOString();
  await db.execute(sql`
    select end_signups(array(select s.id from shift s where s.event_id = any (${ids}::uuid[])), ${by.actorId},
      'event_cancelled', ${now})`);
  await db.execute(sql`
    update event e set cancelled_at = ${now}, cancelled_by = ${by.actorId}, cancellation_reason = w.reason,
      day_off = w.day_off, changed_at = ${now}, version = version + 1
    from unnest(${ids}::uuid[], ${sql.param(dates.map(({ dayOff }) => dayOff))}::text[],
      ${sql.param(dates.map(({ reason }) => reason))}::text[]) as w (id, day_off, reason)
    where e.id = w.id and e.cancelled_at is null`);
}

/** Brings cancelled dates back with their people; see `restore_dates`. @returns those that are back */
export async function restoreDates(db: Db, eventIds: string[], now: Date): Promise<string[]> {
  if (eventIds.length === 0) return [];
  const rows = await db.execute<{ id: string }>(
    sql`select restore_dates(${sql.param(eventIds)}::uuid[], ${now.toISOString()}) as id`,
  );
  return rows.map(({ id }) => id);
}

/** Ends the rule of a series after a day; a rule that would begin later keeps its first day, whose date is cancelled. */
export async function endPhases(db: Db, seriesId: string, lastOn: PlainDate): Promise<void> {
  await db.execute(sql`
    update series_phase set last_on = greatest(first_on, ${lastOn}::date)
    where series_id = ${seriesId} and (last_on is null or last_on > ${lastOn})`);
  await db.execute(sql`update series set version = version + 1 where id = ${seriesId}`);
}
