import type { Db } from '#lib/server/db/client.server.ts';
import {
  project,
  room,
  series,
  seriesDecision,
  seriesPause,
  seriesPhase,
  seriesRole,
} from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, asc, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Phase, PlannedDate, SeriesRule } from './series.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

export type SeriesRow = typeof series.$inferSelect;
export type PhaseRow = typeof seriesPhase.$inferSelect;
export type RoleRow = typeof seriesRole.$inferSelect;
export type NewSeries = typeof series.$inferInsert;
export type NewPhase = typeof seriesPhase.$inferInsert;
export type NewRole = typeof seriesRole.$inferInsert;

export async function findSeries(db: Db, id: string): Promise<SeriesRow | null> {
  const [row] = await db.select().from(series).where(eq(series.id, id));
  return row ?? null;
}

export async function listSeries(db: Db, ids: string[]): Promise<SeriesRow[]> {
  return db.select().from(series).where(inArray(series.id, ids)).orderBy(asc(series.id));
}

/** Held until the end of the transaction: everybody who changes a series or makes its dates stands in one line. */
export async function lockSeries(db: Db, ids: string[]): Promise<SeriesRow[]> {
  return db.select().from(series).where(inArray(series.id, ids)).orderBy(asc(series.id)).for('update');
}

export async function insertSeries(db: Db, row: NewSeries): Promise<string> {
  const [inserted] = await db.insert(series).values(row).returning({ id: series.id });
  return inserted!.id;
}

export async function insertPhase(db: Db, row: NewPhase): Promise<string> {
  const [inserted] = await db.insert(seriesPhase).values(row).returning({ id: seriesPhase.id });
  return inserted!.id;
}

export async function insertRoles(db: Db, rows: NewRole[]): Promise<string[]> {
  const inserted = await db.insert(seriesRole).values(rows).returning({ id: seriesRole.id });
  return inserted.map(({ id }) => id);
}

export async function listPhases(db: Db, seriesIds: string[]): Promise<PhaseRow[]> {
  return db
    .select()
    .from(seriesPhase)
    .where(inArray(seriesPhase.seriesId, seriesIds))
    .orderBy(asc(seriesPhase.seriesId), asc(seriesPhase.firstOn));
}

export async function listRoles(db: Db, seriesId: string): Promise<RoleRow[]> {
  return db
    .select()
    .from(seriesRole)
    .where(and(eq(seriesRole.seriesId, seriesId), isNull(seriesRole.endedAt)))
    .orderBy(asc(seriesRole.position), asc(seriesRole.id));
}

/** The rules of these series as `planSeries` wants them; four statements however many there are. */
export async function listRules(db: Db, rows: SeriesRow[]): Promise<Map<string, SeriesRule>> {
  const ids = rows.map(({ id }) => id);
  const phases = await listPhases(db, ids);
  const decisions = await db.select().from(seriesDecision).where(inArray(seriesDecision.seriesId, ids));
  const pauses = await db
    .select({
      seriesId: seriesPause.seriesId,
      firstOn: seriesPause.firstOn,
      lastOn: seriesPause.lastOn,
      reason: seriesPause.reason,
    })
    .from(seriesPause)
    .where(inArray(seriesPause.seriesId, ids));
  const rules = new Map<string, SeriesRule>();
  for (const row of rows) {
    const { timeZone } = row;
    rules.set(row.id, { timeZone, handling: handlingOf(row), phases: [], decisions: [], pause: null });
  }
  for (const phase of phases) rules.get(phase.seriesId)!.phases.push(phaseOf(phase));
  for (const { seriesId, ...decision } of decisions) rules.get(seriesId)!.decisions.push(decision);
  for (const { seriesId, ...pause } of pauses) rules.get(seriesId)!.pause = pause;
  return rules;
}

export function handlingOf(row: SeriesRow): SeriesRule['handling'] {
  return {
    school_holiday: row.onSchoolHolidays,
    public_holiday: row.onPublicHolidays,
    closing_day: row.onClosingDays,
  } as SeriesRule['handling'];
}

/** PostgreSQL writes times with seconds. */
const minutes = (time: string) => time.slice(0, 5);

export function phaseOf(row: PhaseRow): Phase {
  return {
    id: row.id,
    firstOn: row.firstOn,
    lastOn: row.lastOn,
    frequency: row.frequency,
    every: row.every,
    weekdays: row.weekdays,
    ordinals: row.ordinals,
    startTime: minutes(row.startTime),
    endTime: minutes(row.endTime),
    venueId: row.venueId,
  } as Phase;
}

/**
 * Makes dates with their shifts, and gives whoever promised to come a place. A day that has its date already is
 * passed over, also a cancelled one: that is restored instead, or stays so.
 * Three statements for any number of series. Throws on `event_room_is_free`.
 *
 * @returns how many dates were made, and who could not be given a place
 */
export async function makeDates(
  db: Db,
  dates: (PlannedDate & { seriesId: string })[],
  by: { actorId: string | null; now: Date },
): Promise<{ made: number; obstacles: { shiftId: string; personId: string; obstacle: string }[] }> {
  if (dates.length === 0) return { made: 0, obstacles: [] };
  const column = <T>(of: (date: PlannedDate & { seriesId: string }) => T) => sql.param(dates.map(of));
  const now = by.now.toISOString();
  const shifts = await db.execute<{ shiftId: string; eventId: string; isPromised: boolean }>(sql`
    with wanted as (
      select * from unnest(${column((d) => d.phaseId)}::uuid[], ${column((d) => d.on)}::text[]::date[],
        ${column((d) => d.startAt.toISOString())}::text[]::timestamptz[],
        ${column((d) => d.endAt.toISOString())}::text[]::timestamptz[]) as w (phase_id, series_on, start_at, end_at)
    ), made as (
      insert into event (project_id, organisation_id, title, start_at, end_at, time_zone, venue_id, place_name, street,
        postal_code, district_code, latitude, longitude, room_id, room, is_step_free, access_note, note,
        created_at, created_by, changed_at, published_at, published_by, series_id, series_on)
      select s.project_id, s.organisation_id, s.title, w.start_at, w.end_at, s.time_zone, p.venue_id, p.place_name,
        p.street, p.postal_code, p.district_code, p.latitude, p.longitude, p.room_id, p.room, p.is_step_free,
        p.access_note, p.note, ${now}, ${by.actorId}, ${now}, case when s.published_at is not null then ${now}::timestamptz end,
        case when s.published_at is not null then coalesce(${by.actorId}::uuid, s.published_by) end, s.id, w.series_on
      from wanted w join series_phase p on p.id = w.phase_id join series s on s.id = p.series_id
      where not exists (select from event e where e.series_id = s.id and e.series_on = w.series_on)
      returning id, series_id, start_at, end_at
    )
    insert into shift (event_id, series_role_id, role, label, start_at, end_at, min_places, max_places, requirements,
      language, note)
    select m.id, r.id, r.role, r.label, m.start_at, m.end_at, r.min_places, r.max_places, r.requirements, r.language,
      r.note
    from made m join series_role r on r.series_id = m.series_id and r.ended_at is null
    order by m.start_at, r.position, r.id
    returning id as "shiftId", event_id as "eventId", exists (select from commitment c
      where c.series_role_id = shift.series_role_id and c.ended_at is null) as "isPromised"`);
  const promised = shifts.filter(({ isPromised }) => isPromised).map(({ shiftId }) => shiftId);
  return {
    made: new Set(shifts.map(({ eventId }) => eventId)).size,
    obstacles: promised.length > 0 ? await keepPromises(db, promised, by.now) : [],
  };
}

/** Gives whoever promised to come a place at these shifts. @returns for whom that was not possible, and why */
export async function keepPromises(
  db: Db,
  shiftIds: string[],
  now: Date,
): Promise<{ shiftId: string; personId: string; obstacle: string }[]> {
  const rows = await db.execute<{ shiftId: string; personId: string; obstacle: string }>(sql`
    select shift_id as "shiftId", person_id as "personId", obstacle
    from keep_promises(${sql.param(shiftIds)}::uuid[], ${now.toISOString()})`);
  return [...rows];
}

/** Running series whose dates are made only to before `due`, in order of their ids. */
export async function listDue(
  db: Db,
  due: PlainDate,
  { after, limit }: { after: string; limit: number },
): Promise<SeriesRow[]> {
  return db
    .select()
    .from(series)
    .where(
      and(
        lt(series.madeUntil, due),
        after ? gt(series.id, after) : undefined,
        sql`exists (select from series_phase p join project pr on pr.id = ${series.projectId} where p.series_id = ${series.id}
          and pr.closed_at is null and (p.last_on is null or p.last_on > ${series.madeUntil}))`,
      ),
    )
    .orderBy(asc(series.id))
    .limit(limit);
}

export async function setMadeUntil(db: Db, seriesIds: string[], madeUntil: PlainDate): Promise<void> {
  await db.update(series).set({ madeUntil }).where(inArray(series.id, seriesIds));
}

/** The first other date that has the room of one of these dates at its time; null when all rooms are free. */
export async function findRoomConflict(
  db: Db,
  dates: PlannedDate[],
): Promise<{ title: string; startAt: Date; room: string } | null> {
  if (dates.length === 0) return null;
  const column = <T>(of: (date: PlannedDate) => T) => sql.param(dates.map(of));
  const [row] = await db.execute<{ title: string; startAt: string; room: string }>(sql`
    select coalesce(e.title, pr.title) as title, e.start_at as "startAt", r.name as room
    from unnest(${column((d) => d.phaseId)}::uuid[], ${column((d) => d.startAt.toISOString())}::text[]::timestamptz[],
      ${column((d) => d.endAt.toISOString())}::text[]::timestamptz[]) as w (phase_id, start_at, end_at)
    join series_phase p on p.id = w.phase_id and p.room_id is not null
    join event e on e.room_id = p.room_id and e.cancelled_at is null
      and tstzrange(e.start_at, e.end_at) && tstzrange(w.start_at, w.end_at)
      and e.series_id is distinct from p.series_id
    join project pr on pr.id = e.project_id join room r on r.id = e.room_id
    order by e.start_at limit 1`);
  return row ? { ...row, startAt: new Date(row.startAt) } : null;
}

export async function findProjectTitle(db: Db, projectId: string): Promise<string> {
  const [row] = await db.select({ title: project.title }).from(project).where(eq(project.id, projectId));
  return row!.title;
}

/** A room that the house has and still uses. */
export async function findRoom(
  db: Db,
  id: string,
  venueId: string | null,
): Promise<{ id: string; name: string } | null> {
  if (!venueId) return null;
  const [row] = await db
    .select({ id: room.id, name: room.name })
    .from(room)
    .where(and(eq(room.id, id), eq(room.organisationId, venueId), isNull(room.archivedAt)));
  return row ?? null;
}
