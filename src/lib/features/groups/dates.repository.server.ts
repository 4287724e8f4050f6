import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { GroupDate, GroupYear } from './group.ts';

type Text<T> = { [K in keyof T]: Date extends T[K] ? string | Extract<T[K], null> : T[K] };

/** Which dates of a group are wanted, in which order; alias `e`. */
async function listDates(db: Db, projectId: string, which: SQL, limit: number): Promise<GroupDate[]> {
  const rows = await db.execute<Text<GroupDate>>(sql`
    select e.id as "eventId", e.title as "ownTitle", e.start_at as "startAt", e.end_at as "endAt",
      e.time_zone as "timeZone", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", e.room, e.note,
      e.published_at is not null as "isPublished", e.cancelled_at as "cancelledAt",
      e.cancellation_reason as "cancellationReason", a.people,
      coalesce((select json_agg(json_build_object('role', s.role, 'label', s.label, 'min', s.min_places,
          'max', s.max_places, 'names', coalesce((
            select json_agg(q.given_name || ' ' || q.family_name order by q.family_name, q.given_name)
            from signup g join person q on q.id = g.person_id
            where g.shift_id = s.id and g.ended_at is null and g.confirmed_at is not null), '[]'))
          order by s.start_at, s.id)
        from shift s where s.event_id = e.id and s.cancelled_at is null), '[]') as helpers
    from event e left join organisation v on v.id = e.venue_id left join attendance a on a.event_id = e.id
    where e.project_id = ${projectId} and ${which} limit ${limit}`);
  return rows.map((row) => ({
    ...row,
    startAt: new Date(row.startAt),
    endAt: new Date(row.endAt),
    cancelledAt: row.cancelledAt === null ? null : new Date(row.cancelledAt),
  }));
}

/** The next dates, those called off among them. */
export function listNext(db: Db, projectId: string, now: Date, limit: number): Promise<GroupDate[]> {
  return listDates(db, projectId, sql`e.end_at > ${now.toISOString()} order by e.start_at, e.id`, limit);
}

/** Dates before `until` and after `from` without a number, or with one; the latest first. */
export function listPast(
  db: Db,
  projectId: string,
  { from, until, isCounted }: { from: Date; until: Date; isCounted: boolean },
  limit: number,
): Promise<GroupDate[]> {
  const counted = isCounted ? sql`a.event_id is not null` : sql`a.event_id is null`;
  return listDates(
    db,
    projectId,
    sql`e.start_at >= ${from.toISOString()} and e.start_at < ${until.toISOString()} and e.cancelled_at is null
      and e.published_at is not null and ${counted} order by e.start_at desc, e.id`,
    limit,
  );
}

/** What took place from `from` to before `to`, of which `now` sees only the past. */
export async function sumUp(
  db: Db,
  projectId: string,
  { from, to, now }: { from: Date; to: Date; now: Date },
): Promise<Omit<GroupYear, 'year'>> {
  const [row] = await db.execute<Omit<GroupYear, 'year'>>(sql`
    select count(*) filter (where e.cancelled_at is null)::int as meetings,
      count(*) filter (where e.cancelled_at is not null)::int as cancelled,
      count(a.event_id)::int as counted, coalesce(sum(a.people), 0)::int as people,
      coalesce(sum(h.minutes) filter (where e.cancelled_at is null), 0)::int as "volunteerMinutes"
    from event e left join attendance a on a.event_id = e.id
    cross join lateral (
      select sum(extract(epoch from s.end_at - s.start_at) / 60 * s.taken_places) as minutes
      from shift s where s.event_id = e.id and s.cancelled_at is null) h
    where e.project_id = ${projectId} and e.published_at is not null and e.start_at >= ${from.toISOString()}
      and e.start_at < ${to.toISOString()} and e.start_at <= ${now.toISOString()}`);
  return row!;
}
