import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';

type Times = { startAt: Date; endAt: Date }[];

const rowsOf = (times: Times) => {
  const column = (of: (time: Times[number]) => Date) =>
    sql.param(times.map((time) => of(time).toISOString()));
  return sql`unnest(${column((t) => t.startAt)}::text[]::timestamptz[], ${column((t) => t.endAt)}::text[]::timestamptz[])`;
};

/** The first date that has a room at one of these times. */
export async function findRoomConflict(
  db: Db,
  { roomId, times }: { roomId: string; times: Times },
): Promise<{ title: string; startAt: Date; room: string } | null> {
  if (times.length === 0) return null;
  const [row] = await db.execute<{ title: string; startAt: string; room: string }>(sql`
    select coalesce(e.title, pr.title) as title, e.start_at as "startAt", r.name as room
    from ${rowsOf(times)} as w (start_at, end_at)
    join event e on e.room_id = ${roomId} and e.cancelled_at is null
      and tstzrange(e.start_at, e.end_at) && tstzrange(w.start_at, w.end_at)
    join project pr on pr.id = e.project_id join room r on r.id = e.room_id
    order by e.start_at limit 1`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

/**
 * The first confirmed place of a person that stands in the way of one of these times at a house: overlapping, or too
 * near to travel.
 */
export async function findMentorConflict(
  db: Db,
  { personId, venueId, times }: { personId: string; venueId: string; times: Times },
): Promise<{ title: string; startAt: Date } | null> {
  if (times.length === 0) return null;
  const [row] = await db.execute<{ title: string; startAt: string }>(sql`
    select coalesce(e.title, pr.title) as title, s.start_at as "startAt"
    from ${rowsOf(times)} as w (start_at, end_at)
    cross join lateral (select make_interval(secs => 30 * coalesce((select travel_buffer_minutes from town), 0)) as half) b
    join signup g on g.person_id = ${personId} and g.confirmed_at is not null and g.ended_at is null
      and (g.during && tstzrange(w.start_at, w.end_at)
        or (g.during_with_travel && tstzrange(w.start_at - b.half, w.end_at + b.half) and g.place_key <> ${venueId}))
    join shift s on s.id = g.shift_id join event e on e.id = s.event_id join project pr on pr.id = e.project_id
    order by s.start_at limit 1`);
  return row ? { title: row.title, startAt: new Date(row.startAt) } : null;
}
