import type { Db } from '#lib/server/db/client.server.ts';
import { participant } from '#lib/server/db/schema/index.ts';
import { eq } from 'drizzle-orm';

type Row = typeof participant.$inferSelect;

export async function findParticipant(db: Db, id: string): Promise<Row | null> {
  const [row] = await db.select().from(participant).where(eq(participant.id, id));
  return row ?? null;
}

export async function insertParticipant(db: Db, row: typeof participant.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(participant).values(row).returning({ id: participant.id });
  return inserted!.id;
}

export async function updateParticipant(db: Db, id: string, changes: Partial<Row>): Promise<void> {
  await db.update(participant).set(changes).where(eq(participant.id, id));
}

export async function deleteParticipant(db: Db, id: string): Promise<void> {
  await db.delete(participant).where(eq(participant.id, id));
}
