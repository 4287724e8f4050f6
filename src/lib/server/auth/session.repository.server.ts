import type { Actor } from '#lib/features/accounts/actor.ts';
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/client.server.ts';
import { session } from '../db/schema/index.ts';
import { actorColumns, actorOf, type ActorRow } from './actor.repository.server.ts';

export type SessionRow = { id: string; personId: string; expiresAt: Date };

/** The session with its person and all memberships, in one round trip; null when there is none. */
export async function findSessionWithActor(
  db: Db,
  id: string,
): Promise<{ session: SessionRow; actor: Actor } | null> {
  const [row] = await db.execute<ActorRow & { expiresAt: string }>(sql`
    select s.expires_at as "expiresAt", ${actorColumns}
    from session s join person p on p.id = s.person_id
    where s.id = ${id} and p.deactivated_at is null`);
  if (!row) return null;
  return {
    session: { id, personId: row.personId, expiresAt: new Date(row.expiresAt) },
    actor: actorOf(row),
  };
}

export async function insertSession(db: Db, row: SessionRow): Promise<void> {
  await db.insert(session).values(row);
}

export async function updateSessionExpiry(db: Db, id: string, expiresAt: Date): Promise<void> {
  await db.update(session).set({ expiresAt }).where(eq(session.id, id));
}

export async function deleteSession(db: Db, id: string): Promise<void> {
  await db.delete(session).where(eq(session.id, id));
}

export async function deleteSessionsOf(db: Db, personId: string): Promise<void> {
  await db.delete(session).where(eq(session.personId, personId));
}

export async function deleteExpiredSessions(db: Db, now: Date): Promise<void> {
  await db.delete(session).where(and(lte(session.expiresAt, now)));
}

export async function listSessionsOf(db: Db, personId: string): Promise<SessionRow[]> {
  return db
    .select({ id: session.id, personId: session.personId, expiresAt: session.expiresAt })
    .from(session)
    .where(eq(session.personId, personId));
}
