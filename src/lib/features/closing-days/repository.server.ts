import type { Db } from '#lib/server/db/client.server.ts';
import { closingDay } from '#lib/server/db/schema/index.ts';
import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { ClosingDay, ClosingStretch, House } from './closing-day.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

/** Houses among `ownIds`, and those at which one of these organisations has series; by name, at most `limit`. */
export async function listHouses(
  db: Db,
  { ownIds, planningIds, limit }: { ownIds: string[]; planningIds: string[]; limit: number },
): Promise<House[]> {
  const rows = await db.execute<House>(sql`
    select o.id, o.name, o.kind from organisation o
    where o.archived_at is null and (o.id = any (${sql.param(ownIds)}::uuid[]) or exists (
        select from series_phase p join series s on s.id = p.series_id
        where p.venue_id = o.id and s.organisation_id = any (${sql.param(planningIds)}::uuid[])))
    order by o.name, o.id limit ${limit}`);
  return [...rows];
}

/** The house with those organisations that have series there; null when there is none, or archived. */
export async function findHouse(db: Db, id: string): Promise<(House & { plannedBy: string[] }) | null> {
  const [row] = await db.execute<House & { plannedBy: string[] }>(sql`
    select o.id, o.name, o.kind, array(
      select distinct s.organisation_id from series_phase p join series s on s.id = p.series_id
      where p.venue_id = o.id) as "plannedBy"
    from organisation o
    where o.id = ${id} and o.archived_at is null`);
  return row ?? null;
}

/** The house's stretches that touch [from, to], in the order of the calendar. */
export async function listClosingDays(
  db: Db,
  houseId: string,
  { from, to }: { from: string; to: string },
): Promise<ClosingDay[]> {
  const rows = await db.execute<ClosingDay>(sql`
    select id, first_on::text as "firstOn", last_on::text as "lastOn", kind, note from closing_day
    where organisation_id = ${houseId} and removed_at is null and last_on >= ${from} and first_on <= ${to}
    order by first_on`);
  return [...rows];
}

/** Throws on `closing_day_once`. */
export async function insertClosingDays(
  db: Db,
  houseId: string,
  stretches: ClosingStretch[],
  by: { createdAt: Date; createdBy: string },
): Promise<string[]> {
  const inserted = await db
    .insert(closingDay)
    .values(stretches.map((stretch) => ({ organisationId: houseId, ...stretch, ...by })))
    .returning({ id: closingDay.id });
  return inserted.map(({ id }) => id);
}

/** A published date of no series, and who of the office answers for it. */
export type SingleDate = {
  eventId: string;
  title: string;
  startAt: Date;
  contactId: string | null;
  organisationId: string;
};

/** What is still to come at the house on these days and keeps to no rule; the earliest `limit`. */
export async function listSingleDates(
  db: Db,
  houseId: string,
  stretches: { firstOn: string; lastOn: string }[],
  { now, limit }: { now: Date; limit: number },
): Promise<SingleDate[]> {
  const rows = await db.execute<Omit<SingleDate, 'startAt'> & { startAt: string }>(sql`
    select e.id as "eventId", coalesce(e.title, p.title) as title, e.start_at as "startAt",
      coalesce(p.contact_id, e.published_by) as "contactId", e.organisation_id as "organisationId"
    from event e join project p on p.id = e.project_id
    where e.venue_id = ${houseId} and e.series_id is null and e.cancelled_at is null and e.published_at is not null
      and e.start_at > ${now.toISOString()} and exists (
        select from unnest(${sql.param(stretches.map((one) => one.firstOn))}::text[]::date[],
          ${sql.param(stretches.map((one) => one.lastOn))}::text[]::date[]) as d (first_on, last_on)
        where (e.start_at at time zone e.time_zone)::date between d.first_on and d.last_on)
    order by e.start_at, e.id limit ${limit}`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}

/** Marks them as removed, or (null) as there again. @returns those that were not so already */
export async function setRemoved(
  db: Db,
  { houseId, ids }: { houseId: string; ids: string[] },
  removal: { removedAt: Date; removedBy: string } | null,
): Promise<{ firstOn: string; lastOn: string }[]> {
  return db
    .update(closingDay)
    .set(removal ?? { removedAt: null, removedBy: null })
    .where(
      and(
        eq(closingDay.organisationId, houseId),
        inArray(closingDay.id, ids),
        removal ? isNull(closingDay.removedAt) : isNotNull(closingDay.removedAt),
      ),
    )
    .returning({ firstOn: closingDay.firstOn, lastOn: closingDay.lastOn });
}
