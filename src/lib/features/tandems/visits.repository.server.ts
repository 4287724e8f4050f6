import type { Db } from '#lib/server/db/client.server.ts';
import { visit } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, sql } from 'drizzle-orm';
import type { Visit } from './tandem.ts';

// Row-level security: every function is called inside `asActor`.

/** Dates of a tandem around a day: the last `past` and the next `ahead`, in order of time. */
export async function listVisits(
  db: Db,
  tandemId: string,
  { now, past, ahead }: { now: Date; past: number; ahead: number },
): Promise<Visit[]> {
  type Row = Omit<Visit, 'startAt' | 'endAt'> & { startAt: string; endAt: string };
  const part = (isPast: boolean, limit: number) => sql`(
    select e.series_on as "onDate", e.series_id as "seriesId", e.id as "eventId", s.id as "shiftId", e.start_at as "startAt", e.end_at as "endAt",
      e.cancelled_at is not null as "isCancelled", visitor.id as "visitorId", visitor.name as "visitorName",
      (select p.given_name || ' ' || p.family_name from visit_stand_in a join person p on p.id = a.volunteer_id
        where a.event_id = e.id and a.answer is null and a.withdrawn_at is null) as "askedName", v.outcome, v.minutes, coalesce(v.note, '') as note,
      coalesce(v.is_concern, false) as "isConcern"
    from tandem t join event e on e.series_id = t.series_id join shift s on s.event_id = e.id
    left join visit v on v.tandem_id = t.id and v.on_date = e.series_on
    left join lateral (select p.id, p.given_name || ' ' || p.family_name as name from signup g
      join person p on p.id = g.person_id
      where g.shift_id = s.id and g.confirmed_at is not null and g.ended_at is null limit 1) visitor on true
    where t.id = ${tandemId} and e.start_at ${isPast ? sql`<=` : sql`>`} ${now.toISOString()}
    order by e.start_at ${isPast ? sql`desc` : sql``} limit ${limit})`;
  const rows = await db.execute<Row>(sql`
    select * from (${part(true, past)} union all ${part(false, ahead)}) dates order by "startAt"`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

/** What was said last about a day counts. */
export async function putVisit(db: Db, row: typeof visit.$inferInsert): Promise<void> {
  const { tandemId: _tandem, organisationId: _office, onDate: _on, ...said } = row;
  await db
    .insert(visit)
    .values(row)
    .onConflictDoUpdate({ target: [visit.tandemId, visit.onDate], set: said });
}

export async function deleteVisit(db: Db, tandemId: string, onDate: PlainDate): Promise<boolean> {
  const rows = await db
    .delete(visit)
    .where(and(eq(visit.tandemId, tandemId), eq(visit.onDate, onDate)))
    .returning({ onDate: visit.onDate });
  return rows.length === 1;
}

/** The visits that have begun and about which nothing has been said, of a volunteer's tandems; the earliest first. */
export async function listUnsaid(
  db: Db,
  volunteerId: string,
  now: Date,
): Promise<{ tandemId: string; onDate: PlainDate; startAt: Date; endAt: Date; givenName: string }[]> {
  const rows = await db.execute<{
    tandemId: string;
    onDate: PlainDate;
    startAt: string;
    endAt: string;
    givenName: string;
  }>(sql`
    select t.id as "tandemId", e.series_on as "onDate", e.start_at as "startAt", e.end_at as "endAt",
      c.given_name as "givenName"
    from tandem t join event e on e.series_id = t.series_id join client c on c.id = t.client_id
    where t.volunteer_id = ${volunteerId} and t.ended_at is null and t.paused_at is null and e.cancelled_at is null
      and exists (select from shift s join signup g on g.shift_id = s.id and g.person_id = t.volunteer_id
        and g.confirmed_at is not null and g.ended_at is null where s.event_id = e.id)
      and e.start_at between ${now.toISOString()}::timestamptz - interval '21 days' and ${now.toISOString()}
      and not exists (select from visit v where v.tandem_id = t.id and v.on_date = e.series_on)
    order by e.start_at limit 5`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

/** The visits from a day on that lie ahead and take place, in order of time. */
export async function listFrom(
  db: Db,
  tandemId: string,
  { from, now, limit }: { from: PlainDate; now: Date; limit: number },
): Promise<{ startAt: Date; endAt: Date }[]> {
  const rows = await db.execute<{ startAt: string; endAt: string }>(sql`
    select e.start_at as "startAt", e.end_at as "endAt" from tandem t join event e on e.series_id = t.series_id
    where t.id = ${tandemId} and e.cancelled_at is null and e.series_on >= ${from} and e.start_at > ${now.toISOString()}
    order by e.start_at limit ${limit}`);
  return rows.map((row) => ({ startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

/** One date of a tandem; null when the rule made none for that day, or it was called off. */
export async function findDate(
  db: Db,
  tandemId: string,
  onDate: PlainDate,
): Promise<{ startAt: Date; endAt: Date } | null> {
  const [row] = await db.execute<{ startAt: string; endAt: string }>(sql`
    select e.start_at as "startAt", e.end_at as "endAt" from tandem t join event e on e.series_id = t.series_id
    where t.id = ${tandemId} and e.series_on = ${onDate} order by e.cancelled_at nulls first limit 1`);
  return row ? { startAt: new Date(row.startAt), endAt: new Date(row.endAt) } : null;
}
