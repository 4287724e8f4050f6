import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { CalendarEvent, CalendarShift } from './calendar.ts';

type Written<T> = Omit<T, 'startAt' | 'endAt'> & { startAt: string; endAt: string };
type Row = Omit<Written<CalendarEvent>, 'shifts'> & { shifts: Written<CalendarShift>[] };

/**
 * Everything of these organisations that touches [from, to), earliest first. One statement on the index
 * `event_organisation_start`; no event is longer than 14 days, so its beginning is bounded too.
 */
export async function listCalendarEvents(
  db: Db,
  organisationIds: string[],
  { from, to }: { from: Date; to: Date },
): Promise<CalendarEvent[]> {
  const rows = await db.execute<Row>(sql`
    select e.id, e.project_id as "projectId", p.title as "projectTitle", coalesce(e.title, p.title) as title,
      p.kind as "projectKind", e.organisation_id as "organisationId",
      e.start_at as "startAt", e.end_at as "endAt", e.time_zone as "timeZone",
      coalesce(nullif(e.place_name, ''), v.name, '') as "placeName",
      case when e.cancelled_at is not null then 'cancelled'
        when e.published_at is not null then 'published' else 'draft' end as state,
      e.version, coalesce(s.shifts, '[]') as shifts
    from event e
    join project p on p.id = e.project_id
    left join organisation v on v.id = e.venue_id
    left join lateral (
      select json_agg(json_build_object('id', s.id, 'role', s.role, 'label', s.label, 'startAt', s.start_at,
        'endAt', s.end_at, 'min', s.min_places, 'max', s.max_places, 'taken', s.taken_places,
        'waiting', s.waiting_count) order by s.start_at, s.id) as shifts
      from shift s where s.event_id = e.id and s.cancelled_at is null) s on true
    where e.organisation_id = any (${sql.param(organisationIds)}::uuid[])
      and e.start_at >= ${from.toISOString()}::timestamptz - interval '14 days'
      and e.start_at < ${to.toISOString()} and e.end_at > ${from.toISOString()}
    order by e.start_at, e.id`);
  return rows.map((row) => ({ ...withDates(row), shifts: row.shifts.map(withDates) }));
}

/** Dates at which the person has a place, or one on the waiting list, and that have not ended. */
export async function listOwnEventIds(db: Db, personId: string, now: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct s.event_id as id from signup g join shift s on s.id = g.shift_id
    where g.person_id = ${personId} and g.ended_at is null and s.end_at > ${now.toISOString()}`);
  return rows.map((row) => row.id);
}

function withDates<T extends { startAt: string; endAt: string }>(row: T) {
  return { ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) };
}
