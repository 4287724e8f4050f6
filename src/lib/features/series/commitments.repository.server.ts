import type { Db } from '#lib/server/db/client.server.ts';
import { commitment, series, seriesRole } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { MyPromise, PromisedPerson, PromiseOption } from './commitment.ts';

/** A role with the series it belongs to. */
export async function findRole(db: Db, seriesRoleId: string) {
  const [row] = await db
    .select({ series, role: seriesRole })
    .from(seriesRole)
    .innerJoin(series, eq(series.id, seriesRole.seriesId))
    .where(and(eq(seriesRole.id, seriesRoleId), isNull(seriesRole.endedAt)));
  return row ?? null;
}

export async function findCommitment(db: Db, id: string) {
  const [row] = await db
    .select({ commitment, series })
    .from(commitment)
    .innerJoin(seriesRole, eq(seriesRole.id, commitment.seriesRoleId))
    .innerJoin(series, eq(series.id, seriesRole.seriesId))
    .where(eq(commitment.id, id));
  return row ?? null;
}

/** Writes the promise; one that runs already stays as it is. @returns its id */
export async function insertCommitment(db: Db, row: typeof commitment.$inferInsert): Promise<string> {
  await db.insert(commitment).values(row).onConflictDoNothing();
  const [running] = await db
    .select({ id: commitment.id })
    .from(commitment)
    .where(
      and(
        eq(commitment.seriesRoleId, row.seriesRoleId),
        eq(commitment.personId, row.personId),
        isNull(commitment.endedAt),
      ),
    );
  return running!.id;
}

/** Shifts of a role that lie ahead. */
export async function listFutureShifts(db: Db, seriesRoleId: string, now: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select s.id from shift s join event e on e.id = s.event_id
    where s.series_role_id = ${seriesRoleId} and s.start_at > ${now.toISOString()} and s.cancelled_at is null
      and e.cancelled_at is null
    order by s.start_at`);
  return rows.map(({ id }) => id);
}

/** The dates of obstacles that `keepPromises` named. */
export async function describeObstacles(
  db: Db,
  obstacles: { shiftId: string; obstacle: string }[],
): Promise<{ startAt: Date; obstacle: string }[]> {
  if (obstacles.length === 0) return [];
  const rows = await db.execute<{ id: string; startAt: string }>(sql`
    select id, start_at as "startAt" from shift where id = any (${sql.param(obstacles.map((o) => o.shiftId))}::uuid[])`);
  const startOf = new Map(rows.map((row) => [row.id, new Date(row.startAt)]));
  return obstacles
    .map(({ shiftId, obstacle }) => ({ startAt: startOf.get(shiftId)!, obstacle }))
    .sort((a, b) => a.startAt.getTime() - b.startAt.getTime());
}

/** How many places the promise has ahead. */
export async function countPlaces(db: Db, commitmentId: string, now: Date): Promise<number> {
  const [row] = await db.execute<{ places: number }>(sql`
    select count(*)::int as places from signup g join shift s on s.id = g.shift_id
    where g.commitment_id = ${commitmentId} and g.ended_at is null and s.start_at > ${now.toISOString()}`);
  return row!.places;
}

/** Ends the promise on the day before `from`: at once when that is today, else it runs until then. */
export async function endCommitment(
  db: Db,
  id: string,
  end: { from: PlainDate; isNow: boolean; actorId: string; now: Date },
): Promise<number> {
  await db
    .update(commitment)
    .set(
      end.isNow
        ? { endedAt: end.now, endedBy: end.actorId }
        : { lastOn: sql`greatest(first_on, ${end.from}::date - 1)` },
    )
    .where(eq(commitment.id, id));
  const [row] = await db.execute<{ ended: number }>(
    sql`select end_promised_places(${id}, ${end.from}, ${end.actorId}, ${end.now.toISOString()}) as ended`,
  );
  return row!.ended;
}

/** Who has promised to come, by role; the office sees names. */
export async function listPromises(db: Db, seriesId: string): Promise<PromisedPerson[]> {
  const rows = await db.execute<PromisedPerson>(sql`
    select c.id as "commitmentId", c.series_role_id as "seriesRoleId", c.person_id as "personId",
      p.given_name || ' ' || p.family_name as name, c.first_on::text as "firstOn", c.last_on::text as "lastOn"
    from commitment c join series_role r on r.id = c.series_role_id join person p on p.id = c.person_id
    where r.series_id = ${seriesId} and c.ended_at is null
    order by c.created_at, c.id limit 200`);
  return [...rows];
}

/** The own running promises, with the next date of each. */
export async function listMyPromises(db: Db, personId: string, now: Date): Promise<MyPromise[]> {
  const rows = await db.execute<Omit<MyPromise, 'nextAt'> & { nextAt: string | null }>(sql`
    select c.id as "commitmentId", s.id as "seriesId", pr.id as "projectId", coalesce(s.title, pr.title) as title,
      r.role, r.label, c.first_on::text as "firstOn", c.last_on::text as "lastOn", s.time_zone as "timeZone",
      (select min(x.start_at) from signup g join shift x on x.id = g.shift_id
        where g.commitment_id = c.id and g.ended_at is null and x.start_at > ${now.toISOString()}) as "nextAt",
      ph.frequency, ph.every, ph.weekdays, ph.ordinals, to_char(ph.start_time, 'HH24:MI') as "startTime",
      to_char(ph.end_time, 'HH24:MI') as "endTime"
    from commitment c join series_role r on r.id = c.series_role_id join series s on s.id = r.series_id
    join project pr on pr.id = s.project_id
    join lateral (select * from series_phase f where f.series_id = s.id
      order by (f.last_on is null or f.last_on >= (${now.toISOString()}::timestamptz at time zone s.time_zone)::date) desc, f.first_on
      limit 1) ph on true
    where c.person_id = ${personId} and c.ended_at is null
      and (c.last_on is null or c.last_on >= (${now.toISOString()}::timestamptz at time zone s.time_zone)::date)
    order by "nextAt" nulls last, c.id limit 50`);
  return rows.map((row) => ({ ...row, nextAt: row.nextAt ? new Date(row.nextAt) : null }));
}

/** What a volunteer can promise at a shift of a running, published series; null for any other shift. */
export async function findPromiseOption(
  db: Db,
  shiftId: string,
  personId: string,
  now: Date,
): Promise<PromiseOption | null> {
  const [row] = await db.execute<PromiseOption>(sql`
    select r.id as "seriesRoleId", ph.frequency, ph.every, ph.weekdays, ph.ordinals,
      to_char(ph.start_time, 'HH24:MI') as "startTime", to_char(ph.end_time, 'HH24:MI') as "endTime",
      (select c.id from commitment c where c.series_role_id = r.id and c.person_id = ${personId}
        and c.ended_at is null) as "commitmentId",
      (select count(*) from commitment c where c.series_role_id = r.id and c.ended_at is null) >= r.max_places as "isTaken"
    from shift s join event e on e.id = s.event_id join series_role r on r.id = s.series_role_id and r.ended_at is null
    join series se on se.id = r.series_id and se.published_at is not null
    join series_phase ph on ph.series_id = se.id
      and e.series_on between ph.first_on and coalesce(ph.last_on, 'infinity')
    where s.id = ${shiftId} and s.start_at > ${now.toISOString()} and exists (
      select from event n where n.series_id = se.id and n.cancelled_at is null and n.start_at > e.start_at)`);
  return row ?? null;
}
