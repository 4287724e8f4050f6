import { type SQL, sql } from 'drizzle-orm';
import type { ShiftCard } from './finder.ts';

/**
 * Which shifts a visitor may take: of open activities and published events, not called off. Aliases: `s` shift,
 * `e` event. The range of the event's own start lets its index work: an event lasts at most fourteen days (the check
 * `event_length`), and nobody sets up or clears away more than two days before or after.
 */
export function isOpenBetween(from: Date, to: Date | null): SQL {
  const after = sql`${from.toISOString()}::timestamptz`;
  const before = sql`${to?.toISOString() ?? null}::timestamptz`;
  return sql`s.cancelled_at is null and e.cancelled_at is null and e.published_at is not null
    and s.start_at > ${after} and e.start_at > ${after} - interval '16 days' and e.end_at > ${after} - interval '2 days'
    ${to ? sql`and s.start_at < ${before} and e.start_at < ${before} + interval '2 days'` : sql``}`;
}

/**
 * Common table expression `slot`: every open shift of the window, and one row without a date for each standing
 * activity. Where the event says nothing, its house speaks, then the office. Needs `activity` and `language`.
 */
export function openSlots({ from, to }: { from: Date; to: Date }): SQL {
  return sql`
    slot as (
      select a.id as activity_id, a.kind, a.words, s.id as shift_id, s.start_at,
        s.start_at at time zone e.time_zone as local_at,
        coalesce(e.district_code, v.district_code, a.district_code) as district,
        coalesce(v.name, e.place_name) as house,
        case when s.language is null then a.languages
          else coalesce((select bit from language where code = s.language), 0) end as languages,
        e.is_step_free or coalesce(v.is_step_free, false) as is_step_free,
        s.taken_places < s.max_places as has_room,
        coalesce(e.latitude, v.latitude, a.latitude) as latitude,
        coalesce(e.longitude, v.longitude, a.longitude) as longitude
      from shift s join event e on e.id = s.event_id join activity a on a.id = e.project_id
        left join organisation v on v.id = e.venue_id
      where ${isOpenBetween(from, to)}
      union all
      select a.id, a.kind, a.words, null, null, null, a.district_code, null, a.languages, a.is_step_free, true,
        a.latitude, a.longitude
      from activity a where a.is_standing)`;
}

/**
 * After `shift s`: its event `e`, activity `p`, office `o`, house `v` and district `sd`. Where the event does not say
 * in which district it is, its house does, then the office.
 */
export const aroundShift = sql`
  join event e on e.id = s.event_id join project p on p.id = e.project_id
  join organisation o on o.id = p.organisation_id left join organisation v on v.id = e.venue_id
  left join district sd on sd.code = coalesce(e.district_code, v.district_code, o.district_code)`;

/** Metres as the crow flies between two rows with a latitude and a longitude; null when one is unknown. */
export function metresTo(origin: SQL, place: SQL): SQL {
  return sql`case when ${origin}.latitude is not null then 12742000 * asin(sqrt(
    sin(radians(${place}.latitude - ${origin}.latitude) / 2) ^ 2
    + cos(radians(${origin}.latitude)) * cos(radians(${place}.latitude))
      * sin(radians(${place}.longitude - ${origin}.longitude) / 2) ^ 2)) end`;
}

/**
 * A `ShiftCard` as JSON; aliases as in `aroundShift`. Dates come as text: `readCard` makes instants of them.
 */
export const shiftCard = sql`jsonb_build_object(
  'id', s.id, 'eventId', e.id, 'projectId', p.id, 'kind', p.kind, 'title', coalesce(e.title, p.title),
  'role', s.role, 'label', s.label, 'startAt', s.start_at, 'endAt', s.end_at, 'timeZone', e.time_zone,
  'placeName', coalesce(v.name, nullif(e.place_name, ''), sd.name, ''), 'district', sd.name,
  'places', jsonb_build_object('min', s.min_places, 'max', s.max_places, 'taken', s.taken_places,
    'waiting', s.waiting_count))`;

export function readCard(json: ShiftCard): ShiftCard {
  return { ...json, startAt: new Date(json.startAt), endAt: new Date(json.endAt) };
}
