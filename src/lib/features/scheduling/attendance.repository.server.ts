import type { Db } from '#lib/server/db/client.server.ts';
import { attendance } from '#lib/server/db/schema/index.ts';
import { eq, sql } from 'drizzle-orm';

/** How many came; null while nobody has counted. */
export async function findPeople(db: Db, eventId: string): Promise<number | null> {
  const [row] = await db
    .select({ people: attendance.people })
    .from(attendance)
    .where(eq(attendance.eventId, eventId));
  return row?.people ?? null;
}

/** Writes the number down, or over. More children than people there cannot have been: then they are forgotten. */
export async function putPeople(
  db: Db,
  row: { eventId: string; people: number; recordedAt: Date; recordedBy: string },
): Promise<void> {
  const { people, recordedAt, recordedBy } = row;
  const children = sql`case when ${attendance.children} <= ${people} then ${attendance.children} end`;
  await db
    .insert(attendance)
    .values(row)
    .onConflictDoUpdate({ target: attendance.eventId, set: { people, recordedAt, recordedBy, children } });
}

export async function deleteAttendance(db: Db, eventId: string): Promise<void> {
  await db.delete(attendance).where(eq(attendance.eventId, eventId));
}
