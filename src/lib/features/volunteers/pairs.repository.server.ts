import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { Counterpart, Meeting, PairKind } from './pair.ts';

type Two = { personId: string; otherId: string };

export function listCounterparts(db: Db, personId: string): Promise<Counterpart[]> {
  return db.execute<Counterpart>(sql`
    select w.other_id as "personId", p.given_name || ' ' || p.family_name as name, w.kind
    from volunteer_with w join person p on p.id = w.other_id where w.person_id = ${personId}
    order by w.kind desc, p.family_name collate german, p.given_name collate german, p.id`);
}

/** Notes what the two are to each other, or with null that they are nothing; returns what they were before. */
export async function setPair(
  db: Db,
  { personId, otherId }: Two,
  { kind, actorId, now }: { kind: PairKind | null; actorId: string; now: Date },
): Promise<PairKind | null> {
  const isThis = sql`least(one_id, other_id) = least(${personId}::uuid, ${otherId}::uuid)
    and greatest(one_id, other_id) = greatest(${personId}::uuid, ${otherId}::uuid)`;
  const [gone] = await db.execute<{ kind: PairKind }>(
    sql`delete from volunteer_pair where ${isThis} returning kind`,
  );
  if (kind) {
    // Two coordinators at once: what the later one says stands.
    await db.execute(sql`
      insert into volunteer_pair (one_id, other_id, kind, created_at, created_by)
      values (${personId}, ${otherId}, ${kind}, ${now.toISOString()}, ${actorId})
      on conflict (least(one_id, other_id), greatest(one_id, other_id)) do update set kind = excluded.kind`);
  }
  return gone?.kind ?? null;
}

/** Whether somebody has a place at the date of this shift whom the person is not to meet. */
export async function isApart(db: Db, place: { shiftId: string; personId: string }): Promise<boolean> {
  const rows = await db.execute(sql`
    select from shift here join shift s on s.event_id = here.event_id
    join signup g on g.shift_id = s.id and g.confirmed_at is not null and g.ended_at is null
    join volunteer_with w on w.other_id = g.person_id and w.person_id = ${place.personId} and w.kind = 'apart'
    where here.id = ${place.shiftId} limit 1`);
  return rows.length > 0;
}

/** Who is at this date together with somebody they are not to meet. */
export function listMeetings(db: Db, eventId: string): Promise<Meeting[]> {
  return db.execute<Meeting>(sql`
    with here as (
      select distinct g.person_id from shift s
      join signup g on g.shift_id = s.id and g.confirmed_at is not null and g.ended_at is null
      where s.event_id = ${eventId})
    select a.given_name || ' ' || a.family_name as one, b.given_name || ' ' || b.family_name as other
    from here x join volunteer_with w on w.person_id = x.person_id and w.kind = 'apart'
    join here y on y.person_id = w.other_id and y.person_id > x.person_id
    join person a on a.id = x.person_id join person b on b.id = y.person_id
    order by a.family_name collate german, a.id, b.id`);
}
