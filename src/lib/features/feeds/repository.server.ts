import type { Db } from '#lib/server/db/client.server.ts';
import { calendarFeed } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

/** The person's link, if there is one. */
export async function findActiveLink(db: Db, personId: string) {
  const [row] = await db
    .select()
    .from(calendarFeed)
    .where(and(eq(calendarFeed.personId, personId), isNull(calendarFeed.revokedAt)));
  return row ?? null;
}

/** Ends the person's link, if there is one, and says whether there was. */
export async function revokeLink(db: Db, personId: string, now: Date): Promise<boolean> {
  const rows = await db
    .update(calendarFeed)
    .set({ revokedAt: now })
    .where(and(eq(calendarFeed.personId, personId), isNull(calendarFeed.revokedAt)))
    .returning({ id: calendarFeed.id });
  return rows.length > 0;
}

/** Adds a link, unless another request has just done so. */
export async function insertLink(db: Db, personId: string, now: Date): Promise<void> {
  await db
    .insert(calendarFeed)
    .values({ personId, createdAt: now })
    .onConflictDoNothing({ target: calendarFeed.personId, where: sql`revoked_at is null` });
}

/** Remembers the day on which the feed was read: once a day is enough. */
export async function markRead(db: Db, feedId: string, today: PlainDate): Promise<void> {
  await db.update(calendarFeed).set({ lastReadOn: today }).where(eq(calendarFeed.id, feedId));
}
