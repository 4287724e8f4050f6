import type { Db } from '#lib/server/db/client.server.ts';
import { lessonTime, room, roomWindow } from '#lib/server/db/schema/index.ts';
import type { PlainDate, Weekday } from '#lib/time/date.ts';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Booking, Room, RoomWindow, Slot } from './room.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

type NewRoom = typeof room.$inferInsert;

/** PostgreSQL writes times with seconds. */
const minutes = (time: string) => time.slice(0, 5);

const isOpen = isNull(room.archivedAt);

/** The rooms of a house that are in use, by name. */
export async function listRooms(db: Db, organisationId: string): Promise<Room[]> {
  return withWindows(db, and(eq(room.organisationId, organisationId), isOpen)!);
}

export async function findRoom(db: Db, id: string): Promise<(Room & { archivedAt: Date | null }) | null> {
  const [found] = await withWindows(db, eq(room.id, id));
  return found ?? null;
}

async function withWindows(db: Db, which: ReturnType<typeof eq>) {
  const rows = await db.select().from(room).leftJoin(roomWindow, eq(roomWindow.roomId, room.id)).where(which);
  const rooms = new Map<string, Room & { archivedAt: Date | null }>();
  for (const { room: row, room_window: window } of rows) {
    const { id, organisationId, name, seats, isStepFree, note, archivedAt } = row;
    const known = rooms.get(id) ?? {
      id,
      organisationId,
      name,
      seats,
      isStepFree,
      note,
      archivedAt,
      windows: [],
    };
    rooms.set(id, known);
    if (window) known.windows.push(windowOf(window));
  }
  for (const one of rooms.values()) {
    one.windows.sort((a, b) => a.weekday - b.weekday || a.startTime.localeCompare(b.startTime));
  }
  return [...rooms.values()].sort((a, b) => a.name.localeCompare(b.name, 'de', { numeric: true }));
}

function windowOf(row: typeof roomWindow.$inferSelect): RoomWindow {
  return {
    weekday: row.weekday as Weekday,
    startTime: minutes(row.startTime),
    endTime: minutes(row.endTime),
  };
}

export async function insertRoom(db: Db, row: NewRoom): Promise<string> {
  const [inserted] = await db.insert(room).values(row).returning({ id: room.id });
  return inserted!.id;
}

export async function updateRoom(db: Db, id: string, changes: Partial<NewRoom>): Promise<void> {
  await db.update(room).set(changes).where(eq(room.id, id));
}

export async function replaceWindows(db: Db, roomId: string, windows: RoomWindow[]): Promise<void> {
  await db.delete(roomWindow).where(eq(roomWindow.roomId, roomId));
  if (windows.length > 0)
    await db.insert(roomWindow).values(windows.map((window) => ({ roomId, ...window })));
}

/** The first date ahead that has the room; null when nothing would be left without one. */
export async function nextBooking(
  db: Db,
  roomId: string,
  now: Date,
): Promise<{ title: string; startAt: Date } | null> {
  const [row] = await db.execute<{ title: string; startAt: string }>(sql`
    select coalesce(e.title, p.title) as title, e.start_at as "startAt"
    from event e join project p on p.id = e.project_id
    where e.room_id = ${roomId} and e.cancelled_at is null and tstzrange(e.start_at, e.end_at) && tstzrange(${now.toISOString()}, null)
    order by e.start_at limit 1`);
  return row ? { title: row.title, startAt: new Date(row.startAt) } : null;
}

/** Whether a series has the room in a rule that still runs. */
export async function hasRunningSeries(db: Db, roomId: string, today: PlainDate): Promise<boolean> {
  const rows = await db.execute(sql`
    select from series_phase where room_id = ${roomId} and coalesce(last_on, 'infinity') >= ${today} limit 1`);
  return rows.length > 0;
}

/** Dates that have the room in [from, to), by when they begin. Titles only: who comes is nobody's business here. */
export async function listBookings(db: Db, roomId: string, from: Date, to: Date): Promise<Booking[]> {
  type Row = Omit<Booking, 'startAt' | 'endAt'> & { startAt: string; endAt: string };
  const rows = await db.execute<Row>(sql`
    select e.id as "eventId", coalesce(e.title, p.title) as title, o.name as "organisationName",
      e.start_at as "startAt", e.end_at as "endAt", e.time_zone as "timeZone"
    from event e join project p on p.id = e.project_id join organisation o on o.id = e.organisation_id
    where e.room_id = ${roomId} and e.cancelled_at is null
      and tstzrange(e.start_at, e.end_at) && tstzrange(${from.toISOString()}, ${to.toISOString()})
    order by e.start_at, e.id limit 200`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

export async function listLessons(db: Db, organisationId: string): Promise<Slot[]> {
  const rows = await db
    .select()
    .from(lessonTime)
    .where(eq(lessonTime.organisationId, organisationId))
    .orderBy(asc(lessonTime.number));
  return rows.map(({ number, startTime, endTime }) => ({
    number,
    startTime: minutes(startTime),
    endTime: minutes(endTime),
  }));
}

export async function replaceLessons(db: Db, organisationId: string, lessons: Slot[]): Promise<void> {
  await db.delete(lessonTime).where(eq(lessonTime.organisationId, organisationId));
  if (lessons.length > 0)
    await db.insert(lessonTime).values(lessons.map((lesson) => ({ organisationId, ...lesson })));
}
