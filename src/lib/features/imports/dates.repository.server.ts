import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';

/** Dates of the office that are planned already: the same project, beginning and role. */
export async function findShifts(
  db: Db,
  rows: { number: number; projectId: string; startAt: string; role: string }[],
): Promise<Map<number, string>> {
  const found = await db.execute<{ number: number; id: string }>(sql`
    select distinct on (w.number) w.number, e.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as w (number int, "projectId" uuid, "startAt" timestamptz, role text)
    join event e on e.project_id = w."projectId" and e.start_at = w."startAt" and e.cancelled_at is null
    join shift s on s.event_id = e.id and s.role = w.role and s.cancelled_at is null
    order by w.number, e.id`);
  return new Map(found.map(({ number, id }) => [number, id]));
}

/** Projects of the office that are called the same and not closed. */
export async function findProjects(
  db: Db,
  organisationId: string,
  rows: { number: number; title: string }[],
): Promise<Map<number, string>> {
  const found = await db.execute<{ number: number; id: string }>(sql`
    select distinct on (w.number) w.number, p.id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as w (number int, title text)
    join project p on p.organisation_id = ${organisationId} and p.closed_at is null
      and search_text(p.title) = search_text(w.title)
    order by w.number, p.created_at`);
  return new Map(found.map(({ number, id }) => [number, id]));
}
