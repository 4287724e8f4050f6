import type { Db } from '#lib/server/db/client.server.ts';
import { attendance } from '#lib/server/db/schema/index.ts';
import { sql } from 'drizzle-orm';

export type Numbers = { eventId: string; people: number; children: number | null };

/** What is known of how many came to the sessions of a week. */
export async function listNumbers(db: Db, projectId: string): Promise<Numbers[]> {
  const rows = await db.execute<Numbers>(sql`
    select a.event_id as "eventId", a.people, a.children from attendance a join event e on e.id = a.event_id
    where e.project_id = ${projectId} limit 500`);
  return [...rows];
}

export async function putNumbers(
  db: Db,
  rows: Numbers[],
  by: { recordedAt: Date; recordedBy: string },
): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insert(attendance)
    .values(rows.map((row) => ({ ...row, ...by })))
    .onConflictDoUpdate({
      target: attendance.eventId,
      set: {
        people: sql`excluded.people`,
        children: sql`excluded.children`,
        recordedAt: sql`excluded.recorded_at`,
        recordedBy: sql`excluded.recorded_by`,
      },
    });
}

/** Volunteers who had a place at a session that took place. */
export async function listHelpers(db: Db, projectId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct g.person_id as id from signup g join shift s on s.id = g.shift_id join event e on e.id = s.event_id
    where e.project_id = ${projectId} and e.cancelled_at is null and g.confirmed_at is not null and g.ended_at is null`);
  return rows.map(({ id }) => id);
}

/** What the deletion would take and what it would leave. */
export async function countKept(db: Db, projectId: string) {
  const [row] = await db.execute<{
    participants: number;
    places: number;
    standIns: number;
    consents: number;
  }>(sql`
    select (select count(*)::int from participant where project_id = ${projectId}) as participants,
      (select count(*)::int from session_participant sp join participant t on t.id = sp.participant_id
        where t.project_id = ${projectId}) as places,
      (select count(*)::int from stand_in where project_id = ${projectId}) as "standIns",
      (select count(*)::int from participant where project_id = ${projectId} and photo_consent <> 'unknown') as consents`);
  return row!;
}

/** Deletes residents with their places and consents, and the stand-ins. False when it had been done already. */
export async function deleteLists(
  db: Db,
  projectId: string,
  { at, by }: { at: Date; by: string | null },
): Promise<boolean> {
  const marked = await db.execute(sql`
    update history_week set participants_deleted_at = ${at.toISOString()}, participants_deleted_by = ${by}
    where project_id = ${projectId} and participants_deleted_at is null returning project_id`);
  if (marked.length === 0) return false;
  await db.execute(sql`delete from participant where project_id = ${projectId}`);
  await db.execute(sql`delete from stand_in where project_id = ${projectId}`);
  await db.execute(sql`delete from witness_exception where project_id = ${projectId}`);
  return true;
}

/** Weeks whose last day is so many months past, and that still have their lists. */
export async function listOverdue(
  db: Db,
  now: Date,
  months: number,
): Promise<{ projectId: string; organisationId: string }[]> {
  const rows = await db.execute<{ projectId: string; organisationId: string }>(sql`
    select w.project_id as "projectId", p.organisation_id as "organisationId"
    from history_week w join project p on p.id = w.project_id
    where w.participants_deleted_at is null
      and w.last_on < (${now.toISOString()}::timestamptz - make_interval(months => ${months}))::date
    order by w.last_on limit 500`);
  return [...rows];
}
