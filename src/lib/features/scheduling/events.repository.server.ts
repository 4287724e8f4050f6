import type { Db } from '#lib/server/db/client.server.ts';
import { event, shift } from '#lib/server/db/schema/index.ts';
import { and, eq, gt, isNull, sql } from 'drizzle-orm';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

export type EventRow = typeof event.$inferSelect;
export type ShiftRow = typeof shift.$inferSelect;
type NewEvent = typeof event.$inferInsert;
type NewShift = typeof shift.$inferInsert;

export async function findEvent(db: Db, id: string): Promise<EventRow | null> {
  const [row] = await db.select().from(event).where(eq(event.id, id));
  return row ?? null;
}

export async function findEventWithShifts(
  db: Db,
  id: string,
): Promise<{ event: EventRow; shifts: ShiftRow[] } | null> {
  const rows = await db
    .select()
    .from(event)
    .leftJoin(shift, eq(shift.eventId, event.id))
    .where(eq(event.id, id));
  return rows[0] ? { event: rows[0].event, shifts: rows.flatMap((row) => row.shift ?? []) } : null;
}

/** The date, held until the end of the transaction; its shifts are locked with it, always in the same order. */
export async function lockEvent(db: Db, id: string): Promise<{ event: EventRow; shifts: ShiftRow[] } | null> {
  const [row] = await db.select().from(event).where(eq(event.id, id)).for('update');
  if (!row) return null;
  const shifts = await db.select().from(shift).where(eq(shift.eventId, id)).orderBy(shift.id).for('update');
  return { event: row, shifts };
}

export async function findEventOfShift(db: Db, shiftId: string): Promise<EventRow | null> {
  const [row] = await db
    .select({ event })
    .from(shift)
    .innerJoin(event, eq(event.id, shift.eventId))
    .where(eq(shift.id, shiftId));
  return row?.event ?? null;
}

export async function insertEvents(db: Db, rows: NewEvent[]): Promise<{ id: string; startAt: Date }[]> {
  return db.insert(event).values(rows).returning({ id: event.id, startAt: event.startAt });
}

export async function insertShifts(db: Db, rows: NewShift[]): Promise<void> {
  if (rows.length > 0) await db.insert(shift).values(rows);
}

/** Changes the date and counts its version up. */
export async function updateEvent(
  db: Db,
  id: string,
  changes: Partial<NewEvent>,
  now: Date,
): Promise<number> {
  const [row] = await db
    .update(event)
    .set({ ...changes, changedAt: now, version: sql`${event.version} + 1` })
    .where(eq(event.id, id))
    .returning({ version: event.version });
  return row!.version;
}

/** Publishes the drafts of a project that lie ahead and are not called off. Returns how many there were. */
export async function publishDrafts(
  db: Db,
  projectId: string,
  by: { actorId: string; now: Date },
): Promise<number> {
  const rows = await db
    .update(event)
    .set({
      ...{ publishedAt: by.now, publishedBy: by.actorId, changedAt: by.now },
      version: sql`${event.version} + 1`,
    })
    .where(
      and(
        ...[eq(event.projectId, projectId), isNull(event.publishedAt), isNull(event.cancelledAt)],
        gt(event.endAt, by.now),
      ),
    )
    .returning({ id: event.id });
  return rows.length;
}

export async function updateShift(db: Db, id: string, changes: Partial<NewShift>): Promise<void> {
  await db.update(shift).set(changes).where(eq(shift.id, id));
}

export async function deleteEvent(db: Db, id: string): Promise<void> {
  await db.delete(event).where(eq(event.id, id));
}

export async function deleteShift(db: Db, id: string): Promise<void> {
  await db.delete(shift).where(eq(shift.id, id));
}

/** Whether somebody ever had a place there, also one that has ended. */
export async function hasSignups(db: Db, of: { eventId: string } | { shiftId: string }): Promise<boolean> {
  const which = 'eventId' in of ? sql`s.event_id = ${of.eventId}` : sql`s.id = ${of.shiftId}`;
  const rows = await db.execute(
    sql`select from signup g join shift s on s.id = g.shift_id where ${which} limit 1`,
  );
  return rows.length > 0;
}

/** The town's zone, in which people enter times. */
export async function townTimeZone(db: Db): Promise<string> {
  const [row] = await db.execute<{ zone: string }>(
    sql`select coalesce((select time_zone from town), 'Europe/Berlin') as zone`,
  );
  return row!.zone;
}

/** District and point of a place: the house's, else the postal code's, else the district of the organisation. */
export async function locate(
  db: Db,
  place: { venueId: string | null; postalCode: string | null; organisationId: string },
): Promise<{ districtCode: string | null; latitude: number | null; longitude: number | null }> {
  const [row] = await db.execute<{
    districtCode: string | null;
    latitude: number | null;
    longitude: number | null;
  }>(sql`
    select coalesce(v.district_code, d.district_code, o.district_code) as "districtCode",
      coalesce(v.latitude, c.latitude) as latitude, coalesce(v.longitude, c.longitude) as longitude
    from organisation o
    left join organisation v on v.id = ${place.venueId}
    left join postal_code c on c.code = coalesce(v.postal_code, ${place.postalCode})
    left join lateral (select district_code from postal_code_district where postal_code = c.code
      order by is_main desc, district_code limit 1) d on true
    where o.id = ${place.organisationId}`);
  return row ?? { districtCode: null, latitude: null, longitude: null };
}

/** From here the two rules against double booking are judged at the end, so that several shifts may move at once. */
export async function deferConflicts(db: Db): Promise<void> {
  await db.execute(sql`set constraints signup_no_overlap, signup_time_to_travel deferred`);
}

/** Judges them now. Throws on the constraint that is broken. */
export async function judgeConflicts(db: Db): Promise<void> {
  await db.execute(sql`set constraints signup_no_overlap, signup_time_to_travel immediate`);
}

/** Fills free places from the waiting list; the shift is locked. Returns how many moved up. */
export async function moveUp(db: Db, shiftId: string, actorId: string, now: Date): Promise<number> {
  const [row] = await db.execute<{ moved: number }>(
    sql`select move_up(${shiftId}, null, ${actorId}, ${now.toISOString()}) as moved`,
  );
  return row!.moved;
}

/** Ends all places at these shifts. Returns how many people had one. */
export async function endSignups(
  db: Db,
  shiftIds: string[],
  end: { actorId: string; reason: 'event_cancelled' | 'shift_cancelled'; now: Date },
): Promise<number> {
  const [row] = await db.execute<{ people: number }>(sql`
    select end_signups(${sql.param(shiftIds)}::uuid[], ${end.actorId}, ${end.reason}, ${end.now.toISOString()}) as people`);
  return row!.people;
}
