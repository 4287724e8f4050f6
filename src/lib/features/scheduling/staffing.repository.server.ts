import type { Db } from '#lib/server/db/client.server.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { FitFacts } from './fit.ts';

type ShiftFacts = FitFacts['shift'];
export type CandidateFacts = FitFacts['volunteer'] & {
  personId: string;
  name: string;
  phone: string | null;
  districtName: string | null;
};

/** What a shift asks for, if one of these organisations plans it; without them, whoever does. */
export async function findShiftFacts(
  db: Db,
  shiftId: string,
  organisationIds: string[] | null,
): Promise<(ShiftFacts & { eventId: string }) | null> {
  type Row = Omit<ShiftFacts, 'startAt' | 'endAt'> & { eventId: string; startAt: string; endAt: string };
  const [row] = await db.execute<Row>(sql`
    select e.id as "eventId", s.start_at as "startAt", s.end_at as "endAt", e.time_zone as "timeZone", s.role, s.language,
      s.requirements, coalesce(e.district_code, v.district_code) as "districtCode",
      e.is_step_free or coalesce(v.is_step_free, false) as "isStepFree",
      coalesce(e.latitude, v.latitude, d.latitude) as latitude, coalesce(e.longitude, v.longitude, d.longitude) as longitude
    from shift s join event e on e.id = s.event_id left join organisation v on v.id = e.venue_id
    left join district d on d.code = coalesce(e.district_code, v.district_code)
    where s.id = ${shiftId}
      ${organisationIds ? sql`and e.organisation_id = any (${sql.param(organisationIds)}::uuid[])` : sql``}`);
  return row ? { ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) } : null;
}

type Search = {
  shiftId: string;
  organisationIds: string[];
  /** The district of the date first, then those of one's own organisations. */
  districtCodes: string[];
  text: string | null;
  /** False: only whom these organisations look after, or who lives in one of the districts. */
  isEverywhere: boolean;
  limit: number;
};

/** Those nearest to the date first. */
const byDistrict = (districtCode: string | null) =>
  sql`p.district_code is distinct from ${districtCode}, p.family_name collate german, p.given_name collate german, p.id`;

/**
 * Volunteers who have no place at the shift, those nearest to it first, each with all that decides whether they fit.
 * One statement, however many they are.
 */
export function listCandidates(db: Db, search: Search): Promise<CandidateFacts[]> {
  return weighable(db, search.shiftId, {
    where: sql`(${search.isEverywhere} or p.district_code = any (${sql.param(search.districtCodes)}::text[])
          or v.office_id = any (${sql.param(search.organisationIds)}::uuid[]))
        and (${search.text}::text is null or p.search like '%' || search_text(${search.text}) || '%')`,
    order: byDistrict(search.districtCodes[0] ?? null),
    limit: search.limit,
  });
}

/**
 * Who knows the project of a shift, having had a place in it, or is looked after by its office; those who know it
 * first. Who makes a pause is left in peace.
 */
export function listHelpers(
  db: Db,
  { shiftId, districtCode, limit }: { shiftId: string; districtCode: string | null; limit: number },
): Promise<CandidateFacts[]> {
  const knowsIt = sql`v.person_id in (
    select g.person_id from event here join event e on e.project_id = here.project_id join shift s on s.event_id = e.id
      join signup g on g.shift_id = s.id and g.confirmed_at is not null
    where here.id = (select event_id from shift where id = ${shiftId}))`;
  return weighable(db, shiftId, {
    where: sql`v.paused_at is null and (${knowsIt} or v.office_id = (
      select e.organisation_id from shift s join event e on e.id = s.event_id where s.id = ${shiftId}))`,
    order: sql`not (${knowsIt}), ${byDistrict(districtCode)}`,
    limit,
  });
}

async function weighable(
  db: Db,
  shiftId: string,
  who: { where: SQL; order: SQL; limit: number },
): Promise<CandidateFacts[]> {
  type Row = Omit<CandidateFacts, 'conflict' | 'hasLeft'> & {
    conflict: { title: string; startAt: string } | null;
  };
  const rows = await db.execute<Row>(sql`
    with wanted as (
      select s.id, s.event_id, s.start_at, (s.start_at at time zone e.time_zone)::date as day, e.time_zone,
        e.organisation_id,
        date_trunc('week', s.start_at at time zone e.time_zone) as monday
      from shift s join event e on e.id = s.event_id where s.id = ${shiftId}),
    candidate as (
      select p.id, p.given_name, p.family_name, p.phone, p.district_code, v.*
      from volunteer v join person p on p.id = v.person_id
      where v.left_at is null and p.deactivated_at is null and ${who.where}
        and not exists (select from signup g where g.shift_id = ${shiftId} and g.person_id = p.id and g.ended_at is null)
      order by ${who.order}
      limit ${who.limit})
    select c.id as "personId", c.given_name || ' ' || c.family_name as name, c.phone, d.name as "districtName",
      c.district_code as "districtCode", coalesce(c.latitude, pc.latitude, d.latitude) as latitude,
      coalesce(c.longitude, pc.longitude, d.longitude) as longitude, c.radius_km as "radiusKm", c.languages, c.skills,
      c.needs_step_free as "needsStepFree", c.max_shifts_per_week as "maxShiftsPerWeek",
      c.max_hours_per_week as "maxHoursPerWeek", c.paused_at is not null as "isPaused",
      coalesce((select array_agg(q.kind) from qualification q where q.person_id = c.id
        and (q.organisation_id is null or q.organisation_id = controller_of(w.organisation_id))
        and w.day between q.granted_on and coalesce(q.expires_on, 'infinity')), '{}') as qualifications,
      coalesce((select json_agg(json_build_object('weekday', a.weekday, 'startTime', to_char(a.start_time, 'HH24:MI'),
          'endTime', to_char(a.end_time, 'HH24:MI')) order by a.weekday, a.start_time)
        from availability a where a.person_id = c.id), '[]') as availability,
      (select json_build_object('firstOn', a.first_on, 'lastOn', a.last_on) from absence a
        where a.person_id = c.id and w.day between a.first_on and a.last_on order by a.first_on limit 1) as absence,
      exists (select from volunteer_with a join signup g on g.person_id = a.other_id and g.confirmed_at is not null
        and g.ended_at is null join shift s on s.id = g.shift_id and s.event_id = w.event_id
        where a.person_id = c.id and a.kind = 'apart') as "isApart",
      week.shifts as "shiftsThatWeek", week.hours as "hoursThatWeek",
      (select json_build_object('title', coalesce(e.title, p.title), 'startAt', s.start_at)
        from shift s join event e on e.id = s.event_id join project p on p.id = e.project_id
        where s.id = conflicting_shift(w.id, c.id)) as conflict
    from candidate c cross join wanted w
    left join district d on d.code = c.district_code left join postal_code pc on pc.code = c.postal_code
    cross join lateral (
      select count(*)::int as shifts,
        coalesce(extract(epoch from sum(upper(g.during) - lower(g.during))) / 3600, 0)::float8 as hours
      from signup g where g.person_id = c.id and g.confirmed_at is not null and g.ended_at is null
        and g.during && tstzrange(w.monday at time zone w.time_zone, (w.monday + interval '7 days') at time zone w.time_zone)) week`);
  return rows.map(({ conflict, ...row }) => ({
    ...row,
    hasLeft: false,
    conflict: conflict && { title: conflict.title, startAt: new Date(conflict.startAt) },
  }));
}
