import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type {
  EventShift,
  EventSummary,
  FacilityDate,
  PlannedEvent,
  ShiftPerson,
  SignupWay,
} from './event.ts';

const instant = (text: string | null) => (text === null ? null : new Date(text));

/** A date with its shifts and people, if one of these organisations plans it. */
export async function findPlannedEvent(
  db: Db,
  eventId: string,
  organisationIds: string[],
): Promise<PlannedEvent | null> {
  const [[event], shifts, people] = await Promise.all([
    eventRow(db, eventId, organisationIds),
    shiftRows(db, eventId),
    peopleRows(db, eventId),
  ]);
  if (!event) return null;
  const at = (shiftId: string, isWaiting: boolean): ShiftPerson[] =>
    people
      .filter((person) => person.shiftId === shiftId && person.isWaiting === isWaiting)
      .map(({ personId, name, phone, since, way }) => ({
        personId,
        name,
        phone,
        since: new Date(since),
        way,
      }));
  return {
    ...event,
    startAt: new Date(event.startAt),
    endAt: new Date(event.endAt),
    publishedAt: instant(event.publishedAt),
    cancelledAt: instant(event.cancelledAt),
    shifts: shifts.map((shift) => ({
      ...shift,
      startAt: new Date(shift.startAt),
      endAt: new Date(shift.endAt),
      cancelledAt: instant(shift.cancelledAt),
      people: at(shift.id, false),
      waiting: at(shift.id, true),
    })),
  };
}

type Text<T> = { [K in keyof T]: Date extends T[K] ? string | Extract<T[K], null> : T[K] };

function eventRow(db: Db, eventId: string, organisationIds: string[]) {
  return db.execute<Text<Omit<PlannedEvent, 'shifts'>>>(sql`
    select e.id, e.project_id as "projectId", p.title as "projectTitle", p.kind as "projectKind",
      p.published_at is not null as "isProjectPublished", p.closed_at is not null as "isProjectClosed",
      e.organisation_id as "organisationId", o.name as "organisationName", o.phone as "organisationPhone",
      coalesce(e.title, p.title) as title, e.title as "ownTitle", e.start_at as "startAt", e.end_at as "endAt",
      e.time_zone as "timeZone", e.venue_id as "venueId", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName",
      coalesce(e.street, v.street) as street, coalesce(e.postal_code, v.postal_code) as "postalCode", e.room,
      e.is_step_free or coalesce(v.is_step_free, false) as "isStepFree",
      e.access_note as "accessNote", v.access_note as "venueAccessNote", e.note, e.version, e.published_at as "publishedAt",
      e.cancelled_at as "cancelledAt", e.cancellation_reason as "cancellationReason",
      e.series_id as "seriesId", e.series_on::text as "seriesOn",
      (select people from attendance where event_id = e.id) as people
    from event e join project p on p.id = e.project_id join organisation o on o.id = e.organisation_id
    left join organisation v on v.id = e.venue_id
    where e.id = ${eventId} and e.organisation_id = any (${sql.param(organisationIds)}::uuid[])`);
}

function shiftRows(db: Db, eventId: string) {
  return db.execute<Text<Omit<EventShift, 'people' | 'waiting'>>>(sql`
    select id, role, label, start_at as "startAt", end_at as "endAt", min_places as "minPlaces",
      max_places as "maxPlaces", taken_places as "takenPlaces", waiting_count as "waitingCount", requirements,
      language, note, cancelled_at as "cancelledAt", cancellation_reason as "cancellationReason"
    from shift where event_id = ${eventId} order by start_at, id`);
}

function peopleRows(db: Db, eventId: string) {
  type Row = {
    shiftId: string;
    personId: string;
    name: string;
    phone: string | null;
    isWaiting: boolean;
    since: string;
    way: SignupWay;
  };
  return db.execute<Row>(sql`
    select s.id as "shiftId", p.id as "personId", p.given_name || ' ' || p.family_name as name, p.phone,
      g.confirmed_at is null as "isWaiting", g.signed_up_at as since,
      case when g.confirmed_at > g.signed_up_at then 'moved_up'
        when g.signed_up_by = g.person_id then 'self' else 'office' end as way
    from shift s join signup g on g.shift_id = s.id and g.ended_at is null join person p on p.id = g.person_id
    where s.event_id = ${eventId}
    order by case when g.confirmed_at is null then g.arrival end nulls first,
      p.family_name collate german, p.given_name collate german`);
}

/** A project's dates ahead (or past, latest first) and how many there are. */
export async function listProjectEvents(
  db: Db,
  projectId: string,
  page: { isPast: boolean; now: Date; limit: number; offset: number },
): Promise<{ items: EventSummary[]; total: number }> {
  const now = page.now.toISOString();
  const when = page.isPast ? sql`e.end_at <= ${now}` : sql`e.end_at > ${now}`;
  const rows = await db.execute<Text<EventSummary> & { total: number }>(sql`
    select e.id, coalesce(e.title, p.title) as title, e.start_at as "startAt", e.end_at as "endAt",
      e.time_zone as "timeZone", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName",
      e.published_at as "publishedAt", e.cancelled_at as "cancelledAt", c.taken, c.min, c.max, c.waiting,
      count(*) over ()::int as total
    from event e join project p on p.id = e.project_id left join organisation v on v.id = e.venue_id
    cross join lateral (select coalesce(sum(s.taken_places), 0)::int as taken, coalesce(sum(s.min_places), 0)::int as min,
      coalesce(sum(s.max_places), 0)::int as max, coalesce(sum(s.waiting_count), 0)::int as waiting
      from shift s where s.event_id = e.id and s.cancelled_at is null) c
    where e.project_id = ${projectId} and ${when}
    order by e.start_at ${page.isPast ? sql`desc` : sql`asc`}, e.id
    limit ${page.limit} offset ${page.offset}`);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _total, ...row }) => ({
      ...row,
      startAt: new Date(row.startAt),
      endAt: new Date(row.endAt),
      publishedAt: instant(row.publishedAt),
      cancelledAt: instant(row.cancelledAt),
    })),
  };
}

/** Published dates ahead in these houses, soonest first; of the people only how they are called. */
export async function listFacilityDates(
  db: Db,
  venueIds: string[],
  page: { now: Date; limit: number; offset: number },
): Promise<{ items: FacilityDate[]; total: number }> {
  type ShiftText = {
    role: string;
    label: string | null;
    startAt: string;
    endAt: string;
    givenNames: string[];
  };
  type Row = Text<Omit<FacilityDate, 'shifts'>> & { shifts: ShiftText[]; total: number };
  const rows = await db.execute<Row>(sql`
    select e.id as "eventId", coalesce(e.title, p.title) as title, e.start_at as "startAt", e.end_at as "endAt",
      e.time_zone as "timeZone", v.name as "venueName", e.room, e.note, o.name as "organisationName",
      o.phone as "organisationPhone", e.cancelled_at as "cancelledAt", e.cancellation_reason as "cancellationReason",
      coalesce((select json_agg(json_build_object('role', s.role, 'label', s.label, 'startAt', s.start_at,
          'endAt', s.end_at, 'givenNames', coalesce((select json_agg(q.given_name order by q.given_name)
            from signup g join person q on q.id = g.person_id
            where g.shift_id = s.id and g.ended_at is null and g.confirmed_at is not null), '[]'))
          order by s.start_at, s.id)
        from shift s where s.event_id = e.id and s.cancelled_at is null), '[]') as shifts,
      count(*) over ()::int as total
    from event e join project p on p.id = e.project_id join organisation v on v.id = e.venue_id
    join organisation o on o.id = e.organisation_id
    where e.venue_id = any (${sql.param(venueIds)}::uuid[]) and e.end_at > ${page.now.toISOString()}
      and e.published_at is not null and p.published_at is not null
    order by e.start_at, e.id limit ${page.limit} offset ${page.offset}`);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _total, ...row }) => ({
      ...row,
      startAt: new Date(row.startAt),
      endAt: new Date(row.endAt),
      cancelledAt: instant(row.cancelledAt),
      shifts: row.shifts.map((s) => ({ ...s, startAt: new Date(s.startAt), endAt: new Date(s.endAt) })),
    })),
  };
}
