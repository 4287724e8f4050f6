import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { ImportKind } from './import.ts';

/** What was created and nothing has come of since: nobody has signed in or up, nothing was changed by hand. */
const untouched = {
  volunteers: sql`select p.id from person p join volunteer v on v.person_id = p.id
    where p.id = any (ids.list) and p.email_confirmed_at is null and p.password_hash is null
      and not exists (select from session where person_id = p.id)
      and not exists (select from membership where person_id = p.id)
      and not exists (select from signup where person_id = p.id)
      and not exists (select from commitment where person_id = p.id)
      and not exists (select from interest where person_id = p.id)
      and not exists (select from application where person_id = p.id)
      and not exists (select from person_merge where p.id in (kept_id, merged_id))
      and not exists (select from absence where person_id = p.id)
      and not exists (select from qualification where person_id = p.id)`,
  shifts: sql`select e.id from event e
    where e.id = any (ids.list) and e.version = 1
      and not exists (select from attendance where event_id = e.id)
      and not exists (select from signup g join shift s on s.id = g.shift_id where s.event_id = e.id)`,
  groups: sql`select p.id from project p
    where p.id = any (ids.list) and p.published_at is null
      and not exists (select from interest where project_id = p.id)
      and not exists (select from series_role r join series s on s.id = r.series_id
        join commitment c on c.series_role_id = r.id where s.project_id = p.id)
      and not exists (select from event e join shift s on s.event_id = e.id join signup g on g.shift_id = s.id
        where e.project_id = p.id)`,
} satisfies Record<ImportKind, unknown>;

/** Which of these may be deleted. */
export async function listUntouched(db: Db, kind: ImportKind, ids: string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with ids as (select ${sql.param(ids)}::uuid[] as list)
    select t.id from ids cross join lateral (${untouched[kind]}) t`);
  return rows.map(({ id }) => id);
}

/** Deletes what was created. Throws on a foreign key when something else has come to need one of them. */
export async function deleteCreated(db: Db, kind: ImportKind, ids: string[]): Promise<void> {
  const list = sql`any (${sql.param(ids)}::uuid[])`;
  if (kind === 'volunteers') await db.execute(sql`delete from person where id = ${list}`);
  else if (kind === 'shifts') await db.execute(sql`delete from event where id = ${list}`);
  else {
    await db.execute(sql`delete from event where project_id = ${list}`);
    await db.execute(sql`delete from series where project_id = ${list}`);
    await db.execute(sql`delete from project where id = ${list}`);
  }
}

const exists = {
  volunteers: sql`select from person where id = r.created_id`,
  shifts: sql`select from event where id = r.created_id`,
  groups: sql`select from project where id = r.created_id`,
} satisfies Record<ImportKind, unknown>;

export type CreatedRow = { number: number; createdId: string };

/** What the import created, in batches. */
export async function* eachCreated(db: Db, runId: string, limit: number): AsyncGenerator<CreatedRow[]> {
  for (let after = 0; ;) {
    const rows = await db.execute<CreatedRow>(sql`
      select number, created_id as "createdId" from import_row
      where run_id = ${runId} and number > ${after} and created_id is not null order by number limit ${limit}`);
    if (rows.length === 0) return;
    after = rows.at(-1)!.number;
    yield [...rows];
  }
}

/** Marks the rows whose creation is still there after all. @returns how many things stayed */
export async function markKept(db: Db, runId: string, kind: ImportKind): Promise<number> {
  const [row] = await db.execute<{ kept: number }>(sql`
    with kept as (
      update import_row r set is_kept = true
      where r.run_id = ${runId} and r.created_id is not null and exists (${exists[kind]}) returning created_id)
    select count(distinct created_id)::int as kept from kept`);
  return row!.kept;
}

/** By name, what stayed after an undo; at most `limit`. */
export async function listKept(
  db: Db,
  runId: string,
  kind: ImportKind,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  const named = {
    volunteers: sql`select p.id, p.given_name || ' ' || p.family_name as name from person p`,
    shifts: sql`select p.id, coalesce(p.title, (select title from project where id = p.project_id)) as name from event p`,
    groups: sql`select p.id, p.title as name from project p`,
  }[kind];
  return db.execute(sql`${named} where p.id in (
    select created_id from import_row where run_id = ${runId} and is_kept) order by name limit ${limit}`);
}

/**
 * Empties again what was filled, where it is still what the import wrote and nothing needs it: a person who confirmed
 * the address keeps it, and everybody stays reachable.
 */
export async function emptyFilled(db: Db, runId: string): Promise<void> {
  await db.execute(sql`
    with wanted as materialized (
      select r.duplicate_id as id, f.* from import_row r cross join lateral jsonb_to_record(r.filled) as f (email text,
        phone text, "districtCode" text, "postalCode" text, languages text[], skills text[], availability jsonb)
      where r.run_id = ${runId} and r.filled is not null),
    people as (
      update person p set
        email = case when p.email = w.email and p.email_confirmed_at is null and p.phone is not null
          then null else p.email end,
        phone = case when p.phone = w.phone and p.email is not null then null else p.phone end,
        district_code = case when p.district_code = w."districtCode" then null else p.district_code end
      from wanted w where p.id = w.id),
    windows as (
      delete from availability a using wanted w where a.person_id = w.id and w.availability is not null
        and not exists (select from availability b where b.person_id = w.id and not exists (
          select from jsonb_to_recordset(w.availability) as x (weekday smallint, "startTime" time, "endTime" time)
          where x.weekday = b.weekday and x."startTime" = b.start_time and x."endTime" = b.end_time)))
    update volunteer v set
      postal_code = case when v.postal_code = w."postalCode" then null else v.postal_code end,
      latitude = case when v.postal_code = w."postalCode" then null else v.latitude end,
      longitude = case when v.postal_code = w."postalCode" then null else v.longitude end,
      languages = case when v.languages = w.languages then '{}' else v.languages end,
      skills = case when v.skills = w.skills then '{}' else v.skills end
    from wanted w where v.person_id = w.id`);
}
