import type { Db } from '#lib/server/db/client.server.ts';
import { keptPlace } from '#lib/server/db/schema/index.ts';
import { sql } from 'drizzle-orm';
import type { Away, AwayPlace } from './substitutes.ts';

type PlaceRow = Omit<AwayPlace, 'startAt' | 'endAt'> & { startAt: string; endAt: string };

const placeColumns = sql`s.id as "shiftId", coalesce(e.title, p.title) as title, s.role, s.label,
  s.start_at as "startAt", s.end_at as "endAt", e.time_zone as "timeZone",
  coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", g.confirmed_at is null as "isWaiting",
  s.waiting_count > 0 as "hasWaiting", g.confirmed_at is null or s.taken_places < s.max_places as "isFree"`;
const placeTables = sql`signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id
  join project p on p.id = e.project_id left join organisation v on v.id = e.venue_id`;

const withDates = (rows: PlaceRow[]): AwayPlace[] =>
  rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));

/** An absence with whom it is of; null when there is none. */
export async function findAbsence(db: Db, absenceId: string): Promise<Omit<Away, 'places'> | null> {
  const [row] = await db.execute<Omit<Away, 'places'>>(sql`
    select a.id as "absenceId", p.id as "personId", p.given_name as "givenName",
      p.given_name || ' ' || p.family_name as name, a.first_on::text as "firstOn", a.last_on::text as "lastOn"
    from absence a join person p on p.id = a.person_id where a.id = ${absenceId}`);
  return row ?? null;
}

/** Places ahead that fall into an absence, with those given up because of it, the next date first. */
export async function listAwayPlaces(db: Db, absenceId: string, now: Date): Promise<AwayPlace[]> {
  const rows = await db.execute<PlaceRow>(sql`
    select ${placeColumns},
      case when g.ended_at is not null then 'freed' when o.id is not null then 'offered'
        when k.signup_id is not null then 'kept' else 'undecided' end as state
    from absence a join ${placeTables} on g.person_id = a.person_id
    left join substitute_offer o on o.signup_id = g.id and o.closed_at is null
    left join kept_place k on k.signup_id = g.id and k.absence_id = a.id
    where a.id = ${absenceId} and s.start_at > ${now.toISOString()} and s.cancelled_at is null and e.cancelled_at is null
      and (s.start_at at time zone e.time_zone)::date <= a.last_on
      and (s.end_at at time zone e.time_zone)::date >= a.first_on
      and (g.ended_at is null or g.end_reason = 'absent' and g.ended_at = (
        select max(latest.ended_at) from signup latest where latest.shift_id = g.shift_id and latest.person_id = g.person_id)
        and not exists (select from signup again where again.shift_id = g.shift_id and again.person_id = g.person_id
          and again.ended_at is null))
    order by s.start_at, s.id limit 100`);
  return withDates(rows);
}

/** Places ahead that somebody gave up because of an absence that is no more, and that are still to be had. */
export async function listFreedPlaces(db: Db, personId: string, now: Date): Promise<AwayPlace[]> {
  const rows = await db.execute<PlaceRow>(sql`
    select ${placeColumns}, 'freed' as state
    from ${placeTables}
    where g.person_id = ${personId} and g.end_reason = 'absent' and s.start_at > ${now.toISOString()}
      and s.cancelled_at is null and e.cancelled_at is null
      and (g.confirmed_at is null or s.taken_places < s.max_places)
      and not exists (select from signup later where later.shift_id = s.id and later.person_id = g.person_id
        and (later.ended_at is null or later.ended_at > g.ended_at))
      and not exists (select from absence a where a.person_id = g.person_id
        and (s.start_at at time zone e.time_zone)::date <= a.last_on
        and (s.end_at at time zone e.time_zone)::date >= a.first_on)
    order by s.start_at, s.id limit 50`);
  return withDates(rows);
}

/** Remembers that somebody comes although they are away. */
export async function keepPlace(
  db: Db,
  kept: { absenceId: string; shiftId: string; personId: string; keptBy: string; keptAt: Date },
): Promise<void> {
  await db
    .insert(keptPlace)
    .select(
      sql`select ${kept.absenceId}::uuid, id, ${kept.keptAt.toISOString()}::timestamptz, ${kept.keptBy}::uuid from signup
        where shift_id = ${kept.shiftId} and person_id = ${kept.personId} and ended_at is null`,
    )
    .onConflictDoNothing();
}

export type TakeBackOutcome =
  'confirmed' | 'waiting' | 'none' | 'cancelled' | 'past' | 'full' | 'check_missing' | 'overlapping';

/** One statement: see `take_back_place` in the migrations. */
export async function takeBackPlace(
  db: Db,
  place: { shiftId: string; personId: string; actorId: string; now: Date },
): Promise<{ outcome: TakeBackOutcome; conflict: string | null }> {
  const [row] = await db.execute<{ outcome: TakeBackOutcome; conflict: string | null }>(sql`
    select * from take_back_place(${place.shiftId}, ${place.personId}, ${place.actorId}, ${place.now.toISOString()})`);
  return row!;
}
