import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { MoveConflict } from './event.ts';

type MovedShift = { shiftId: string; startAt: Date; endAt: Date };

/** Who has a confirmed place at one of these shifts and could not come at their new times. */
export async function listMoveConflicts(
  db: Db,
  eventId: string,
  shifts: MovedShift[],
): Promise<MoveConflict[]> {
  if (shifts.length === 0) return [];
  const moved = sql.join(
    shifts.map(
      (s) =>
        sql`(${s.shiftId}::uuid, ${s.startAt.toISOString()}::timestamptz, ${s.endAt.toISOString()}::timestamptz)`,
    ),
    sql`, `,
  );
  const rows = await db.execute<Omit<MoveConflict, 'conflictStartAt'> & { conflictStartAt: string }>(sql`
    with half as (select make_interval(secs => 30 * coalesce((select travel_buffer_minutes from town), 0)) as t),
    moved (shift_id, start_at, end_at) as (values ${moved})
    select distinct on (p.id) p.given_name || ' ' || p.family_name as name, coalesce(oe.title, op.title) as "conflictTitle",
      os.start_at as "conflictStartAt"
    from moved n cross join half
    join signup g on g.shift_id = n.shift_id and g.confirmed_at is not null and g.ended_at is null
    join person p on p.id = g.person_id
    join signup og on og.person_id = g.person_id and og.confirmed_at is not null and og.ended_at is null
      and (og.during && tstzrange(n.start_at, n.end_at)
        or (og.place_key <> g.place_key and og.during_with_travel && tstzrange(n.start_at - half.t, n.end_at + half.t)))
    join shift os on os.id = og.shift_id and os.event_id <> ${eventId}
    join event oe on oe.id = os.event_id join project op on op.id = oe.project_id
    order by p.id, os.start_at`);
  return rows.map((row) => ({ ...row, conflictStartAt: new Date(row.conflictStartAt) }));
}
