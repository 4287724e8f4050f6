import type { PairKind } from '#lib/features/volunteers/pair.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { WeekFacts } from './week-facts.ts';

type Window = { runId: string; organisationIds: string[]; from: Date; to: Date; now: Date };

/** Days before which a volunteer's dates say how much she usually gives, and which projects she knows. */
const USUAL_WEEKS = 8;
const KNOWN_DAYS = 180;

/**
 * All that decides about the roster of these organisations in [from, to): their published shifts that have not begun,
 * everybody who could help there, and what these people have on already. One statement, however many pairs they make.
 */
export async function readWeekFacts(
  db: Db,
  { runId, organisationIds, from, to, now }: Window,
): Promise<Omit<WeekFacts, 'origin'>> {
  const at = (instant: Date) => sql`${instant.toISOString()}::timestamptz`;
  const ids = sql`any (${sql.param(organisationIds)}::uuid[])`;
  const [row] = await db.execute<{ facts: Omit<WeekFacts, 'origin'> }>(sql`
    with slot as materialized (
      select s.id, e.id as event_id, e.project_id, s.start_at, s.end_at, e.time_zone, s.role, s.language, s.requirements,
        s.min_places, s.max_places, s.taken_places, coalesce(e.district_code, v.district_code) as district_code,
        e.is_step_free or coalesce(v.is_step_free, false) as is_step_free,
        coalesce(e.latitude, v.latitude, d.latitude) as latitude, coalesce(e.longitude, v.longitude, d.longitude) as longitude,
        (signup_facts(s.id)).place_key,
        (select count(*)::int from shift_ask a where a.shift_id = s.id and a.answered_at is null and a.withdrawn_at is null)
          as asked
      from event e join shift s on s.event_id = e.id join project p on p.id = e.project_id
      left join organisation v on v.id = e.venue_id
      left join district d on d.code = coalesce(e.district_code, v.district_code)
      where e.organisation_id = ${ids} and e.start_at >= ${at(from)} - interval '14 days' and e.start_at < ${at(to)}
        and s.start_at >= ${at(from)} and s.start_at < ${at(to)} and s.start_at > ${at(now)}
        and s.cancelled_at is null and e.cancelled_at is null and e.published_at is not null
        and p.published_at is not null and p.closed_at is null),
    helped as materialized (
      select g.person_id, e.project_id, count(*)::int as times
      from (select distinct project_id from slot) known join event e on e.project_id = known.project_id
        and e.start_at between ${at(from)} - make_interval(days => ${KNOWN_DAYS}) and ${at(now)}
      join shift s on s.event_id = e.id
      join signup g on g.shift_id = s.id and g.confirmed_at is not null and g.ended_at is null
      group by g.person_id, e.project_id),
    who as materialized (
      select v.*, p.district_code from volunteer v join person p on p.id = v.person_id
      where v.left_at is null and v.paused_at is null and p.deactivated_at is null
        and (v.office_id = ${ids} or v.person_id in (select person_id from helped)
          or v.person_id in (select g.person_id from signup g join slot on slot.id = g.shift_id
            where g.confirmed_at is not null and g.ended_at is null))),
    place as materialized (
      select g.person_id, s.id as shift_id, s.event_id, s.start_at, s.end_at, coalesce(e.title, p.title) as title,
        g.place_key, s.start_at >= ${at(from)} and s.start_at < ${at(to)} as is_this_week,
        case when g.commitment_id is null
            and not exists (select from shift_ask a where a.person_id = g.person_id and a.instead_of = s.id
              and a.answered_at is null and a.withdrawn_at is null)
            and not exists (select from roster_proposal x where x.run_id = ${runId} and x.person_id = g.person_id
              and x.shift_id = s.id and x.kind = 'release' and x.state in ('left_out','declined','refused'))
          then case when g.signed_up_by <> g.person_id then 'given' else 'chosen' end end as origin,
        g.signed_up_by = g.person_id or p.places_by = 'asking' as is_offer
      from who w join signup g on g.person_id = w.person_id and g.confirmed_at is not null and g.ended_at is null
        and g.during && tstzrange(${at(from)} - interval '1 day', ${at(to)} + interval '1 day')
      join shift s on s.id = g.shift_id join event e on e.id = s.event_id join project p on p.id = e.project_id
      union all
      select a.person_id, s.id, s.event_id, s.start_at, s.end_at, coalesce(e.title, p.title), (signup_facts(s.id)).place_key,
        s.start_at >= ${at(from)} and s.start_at < ${at(to)}, null, false
      from who w join shift_ask a on a.person_id = w.person_id and a.answered_at is null and a.withdrawn_at is null
      join shift s on s.id = a.shift_id and s.end_at > ${at(from)} - interval '1 day'
        and s.start_at < ${at(to)} + interval '1 day'
      join event e on e.id = s.event_id join project p on p.id = e.project_id)
    select json_build_object(
      'travelBufferMinutes', coalesce((select travel_buffer_minutes from town), 0),
      'shifts', (select coalesce(json_agg(json_build_object('id', id, 'eventId', event_id, 'projectId', project_id,
        'startAt', start_at, 'endAt', end_at, 'timeZone', time_zone, 'role', role, 'language', language,
        'requirements', requirements, 'min', min_places, 'max', max_places, 'taken', taken_places, 'asked', asked,
        'districtCode', district_code, 'isStepFree', is_step_free, 'latitude', latitude, 'longitude', longitude,
        'placeKey', place_key) order by start_at, id), '[]') from slot),
      'volunteers', (select coalesce(json_agg(json_build_object('personId', w.person_id, 'districtCode', w.district_code,
          'latitude', coalesce(w.latitude, pc.latitude, d.latitude),
          'longitude', coalesce(w.longitude, pc.longitude, d.longitude), 'radiusKm', w.radius_km,
          'languages', w.languages, 'skills', w.skills, 'needsStepFree', w.needs_step_free,
          'maxShiftsPerWeek', w.max_shifts_per_week, 'maxHoursPerWeek', w.max_hours_per_week,
          'qualifications', coalesce((select json_agg(json_build_object('kind', q.kind, 'from', q.granted_on,
            'until', q.expires_on)) from qualification q where q.person_id = w.person_id), '[]'),
          'availability', coalesce((select json_agg(json_build_object('weekday', a.weekday,
              'startTime', to_char(a.start_time, 'HH24:MI'), 'endTime', to_char(a.end_time, 'HH24:MI')))
            from availability a where a.person_id = w.person_id), '[]'),
          'absences', coalesce((select json_agg(json_build_object('firstOn', a.first_on, 'lastOn', a.last_on))
            from absence a where a.person_id = w.person_id and a.last_on >= (${at(from)} - interval '1 day')::date
              and a.first_on <= (${at(to)} + interval '1 day')::date), '[]'),
          'knows', coalesce((select json_object_agg(h.project_id, h.times) from helped h
            where h.person_id = w.person_id), '{}'),
          'usualMinutes', coalesce((select round(extract(epoch from sum(upper(g.during) - lower(g.during)))
              / 60 / ${USUAL_WEEKS}::int) from signup g
            where g.person_id = w.person_id and g.confirmed_at is not null and g.ended_at is null
              and g.during && tstzrange(${at(now)} - make_interval(weeks => ${USUAL_WEEKS}), ${at(now)})), 0))
          order by w.person_id), '[]')
        from who w left join district d on d.code = w.district_code
        left join postal_code pc on pc.code = w.postal_code),
      'places', (select coalesce(json_agg(json_build_object('personId', person_id, 'shiftId', shift_id,
        'eventId', event_id,
        'startAt', start_at, 'endAt', end_at, 'title', title, 'placeKey', place_key, 'isThisWeek', is_this_week,
        'origin', origin, 'isOffer', is_offer)), '[]') from place),
      'notAgain', (select coalesce(json_agg(distinct jsonb_build_object('personId', a.person_id, 'shiftId', a.shift_id)), '[]')
        from (select a.person_id, a.shift_id from slot join shift_ask a on a.shift_id = slot.id and a.answer = 'no'
          union select x.person_id, x.shift_id from roster_proposal x
          where x.run_id = ${runId} and x.state in ('left_out','declined','refused')) a),
      'apart', ${pairsOf('apart')}, 'together', ${pairsOf('together')}) as facts`);
  const { shifts, places, ...rest } = row!.facts;
  return { ...rest, shifts: shifts.map(withInstants), places: places.map(withInstants) };
}

/** Pairs of this kind among `who`. */
const pairsOf = (kind: PairKind) => sql`(select coalesce(json_agg(json_build_array(v.one_id, v.other_id)
  order by v.id), '[]') from volunteer_pair v join who a on a.person_id = v.one_id join who b on b.person_id = v.other_id
  where v.kind = ${kind})`;

/** JSON knows no instants. */
function withInstants<T extends { startAt: Date; endAt: Date }>(row: T): T {
  return { ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) };
}
