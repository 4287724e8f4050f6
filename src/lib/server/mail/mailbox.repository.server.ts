import { desc } from 'drizzle-orm';
import type { Db } from '../db/client.server.ts';
import { developmentMail } from '../db/schema/index.ts';

export async function insertDevelopmentMail(
  db: Db,
  mail: { recipient: string; subject: string; body: string },
): Promise<void> {
  await db.insert(developmentMail).values(mail);
}

/** The newest 50 messages that would have been sent. */
export function listDevelopmentMail(db: Db) {
  return db.select().from(developmentMail).orderBy(desc(developmentMail.sentAt)).limit(50);
}
