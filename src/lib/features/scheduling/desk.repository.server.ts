import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import { DESK_LIST, type Desk } from './desk.ts';

/** Instants between which the desk looks. */
export type DeskWindow = {
  now: Date;
  yesterday: Date;
  today: Date;
  tomorrow: Date;
  urgentUntil: Date;
  until: Date;
};

/** At most `DESK_LIST` rows of a statement as a JSON array in their order. */
const list = (rows: SQL) => sql`(select coalesce(json_agg(t), '[]') from (${rows} limit ${DESK_LIST}) t)`;

/** Everything on the desk in one statement; what lies ahead is read once, on `event_organisation_start`. */
export async function readDesk(db: Db, organisationIds: string[], window: DeskWindow): Promise<Desk> {
  const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;
  const ids = sql`any (${sql.param(organisationIds)}::uuid[])`;
  const [row] = await db.execute<{ desk: Desk }>(sql`
    with ahead as materialized (
      select e.id, coalesce(e.title, p.title) as title, e.start_at, e.end_at, e.time_zone,
        coalesce(nullif(e.place_name, ''), v.name, '') as place, e.published_at, e.cancelled_at
      from event e join project p on p.id = e.project_id left join organisation v on v.id = e.venue_id
      where e.organisation_id = ${ids} and e.start_at >= ${at(window.today)} and e.start_at < ${at(window.until)}),
    slot as materialized (
      select s.id, a.id as "eventId", a.title, s.role, s.label, s.start_at as "startAt", s.end_at as "endAt",
        a.time_zone as "timeZone", a.place as "placeName", s.min_places as min, s.max_places as max,
        s.taken_places as taken, s.waiting_count as waiting
      from ahead a join shift s on s.event_id = a.id
      where s.cancelled_at is null and a.cancelled_at is null and a.published_at is not null),
    short as (select * from slot where taken < min and "startAt" > ${at(window.now)}),
    registration as (
      select v.person_id as "personId", p.given_name || ' ' || p.family_name as name, d.name as district,
        v.registered_at as "registeredAt"
      from volunteer v join person p on p.id = v.person_id left join district d on d.code = p.district_code
      where v.office_id = ${ids} and v.welcomed_at is null and v.left_at is null and p.deactivated_at is null),
    wish as (
      select i.id, i.person_id as "personId", p.given_name || ' ' || p.family_name as "personName",
        j.id as "projectId", j.title as "projectTitle", i.message, i.created_at as "createdAt"
      from project j join interest i on i.project_id = j.id join person p on p.id = i.person_id
      where j.organisation_id = ${ids} and i.answered_at is null and i.withdrawn_at is null),
    draft as (
      select e.id, coalesce(e.title, p.title) as title, e.start_at as "startAt", e.time_zone as "timeZone",
        coalesce(nullif(e.place_name, ''), v.name, '') as "placeName"
      from event e join project p on p.id = e.project_id left join organisation v on v.id = e.venue_id
      where e.organisation_id = ${ids} and e.start_at > ${at(window.now)}
        and e.published_at is null and e.cancelled_at is null)
    select json_build_object(
      'short', ${list(sql`select * from short order by "startAt", id`)},
      'cancellations', ${list(sql`
        select s.*, g.person_id as "personId", p.given_name || ' ' || p.family_name as "personName",
          g.ended_at as "cancelledAt",
          exists (select from signup u where u.shift_id = g.shift_id and u.moved_up_by = g.id and u.ended_at is null)
            as "isRefilled"
        from slot s join signup g on g.shift_id = s.id join person p on p.id = g.person_id
        where g.end_reason in ('cancelled_by_person', 'absent') and g.confirmed_at is not null
          and g.ended_at >= ${at(window.yesterday)} and s."startAt" > ${at(window.now)}
          and not exists (select from signup b
            where b.shift_id = g.shift_id and b.person_id = g.person_id and b.ended_at is null)
        order by "isRefilled", s."startAt", g.id`)},
      'registrations', ${list(sql`select * from registration order by "registeredAt", "personId"`)},
      'interests', ${list(sql`select * from wish order by "createdAt", id`)},
      'today', (select coalesce(json_agg(t), '[]') from (
        select a.id, a.title, a.start_at as "startAt", a.end_at as "endAt", a.time_zone as "timeZone",
          a.place as "placeName", a.cancelled_at is not null as "isCancelled",
          coalesce((select json_agg(json_build_object('min', s.min, 'max', s.max, 'taken', s.taken,
            'waiting', s.waiting)) from slot s where s."eventId" = a.id), '[]') as shifts
        from ahead a where a.start_at < ${at(window.tomorrow)} and a.published_at is not null
        order by a.start_at, a.id limit 60) t),
      'drafts', ${list(sql`select * from draft order by "startAt", id`)},
      'counts', json_build_object(
        'shortUrgent', (select count(*) from short where "startAt" < ${at(window.urgentUntil)}),
        'short', (select count(*) from short),
        'registrations', (select count(*) from registration),
        'interests', (select count(*) from wish),
        'drafts', (select count(*) from draft),
        'eventsAhead', (select count(distinct "eventId") from slot where "startAt" < ${at(window.urgentUntil)}),
        'peopleAhead', (select coalesce(sum(taken), 0) from slot where "startAt" < ${at(window.urgentUntil)})
      )) as desk`);
  return withDates(row!.desk);
}

/** JSON knows no instants: every `…At` becomes one again. */
function withDates<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withDates) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key.endsWith('At') ? new Date(part as string) : withDates(part),
    ]),
  ) as T;
}
