import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { ShiftCard } from './finder.ts';
import {
  aroundShift,
  isOpenBetween,
  metresTo,
  readCard,
  shiftCard,
} from './finder-slots.repository.server.ts';

/**
 * Up to four shifts with a free place instead of this one, not later than `to`: two of the same activity nearest in
 * time, then two of the same kind nearest by, then others on the same weekday. For `personId` only what she could take.
 */
export async function listAlternatives(
  db: Db,
  shiftId: string,
  personId: string | null,
  { now, to }: { now: Date; to: Date },
): Promise<ShiftCard[]> {
  const isPossible = personId
    ? sql`cardinality(missing_requirements(s.id, ${personId})) = 0 and conflicting_shift(s.id, ${personId}) is null
        and not exists (select from signup g where g.shift_id = s.id and g.person_id = ${personId} and g.ended_at is null)`
    : sql`true`;
  const rows = await db.execute<{ card: ShiftCard }>(sql`
    with wanted as (
      select s.id, s.start_at, e.project_id, p.kind, extract(isodow from s.start_at at time zone e.time_zone) as weekday,
        coalesce(e.latitude, v.latitude, o.latitude) as latitude, coalesce(e.longitude, v.longitude, o.longitude) as longitude
      from shift s ${aroundShift}
      where s.id = ${shiftId}),
    candidate as (
      select s.id, place.*, abs(extract(epoch from s.start_at - wanted.start_at)) as seconds_apart,
        ${metresTo(sql`wanted`, sql`place`)} as metres,
        case when e.project_id = wanted.project_id then 1 when p.kind = wanted.kind then 2
          when extract(isodow from s.start_at at time zone e.time_zone) = wanted.weekday then 3 else 4 end as nearness
      from wanted, shift s ${aroundShift}
        cross join lateral (select coalesce(e.latitude, v.latitude, o.latitude) as latitude,
          coalesce(e.longitude, v.longitude, o.longitude) as longitude) place
      where ${isOpenBetween(now, to)} and p.published_at is not null and p.closed_at is null
        and s.taken_places < s.max_places and s.id <> wanted.id),
    nearest as (
      select id, nearness, row_number() over (
        partition by nearness order by case when nearness = 1 then 0 else round(metres / 500) end, seconds_apart, id) as number
      from candidate),
    possible as (
      select nearest.*, row_number() over (partition by nearness order by number) as place
      from nearest join shift s on s.id = nearest.id where number <= 20 and ${isPossible})
    select ${shiftCard} as card
    from possible join shift s on s.id = possible.id ${aroundShift}
    where place <= 2 order by nearness, number limit 4`);
  return rows.map(({ card }) => readCard(card));
}
