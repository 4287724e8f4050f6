import type { Actor, Membership } from '#lib/features/accounts/actor.ts';
import { and, eq, lte, sql } from 'drizzle-orm';
import type { Db } from '../db/client.server.ts';
import { session } from '../db/schema/index.ts';

export type SessionRow = { id: string; personId: string; expiresAt: Date };

/** The session with its person and all memberships, in one round trip; null when there is none. */
export async function findSessionWithActor(
  db: Db,
  id: string,
): Promise<{ session: SessionRow; actor: Actor } | null> {
  const [row] = await db.execute<{
    expiresAt: string;
    personId: string;
    givenName: string;
    familyName: string;
    email: string | null;
    locale: string;
    isVolunteer: boolean;
    memberships: Membership[];
  }>(sql`
    select s.expires_at as "expiresAt", p.id as "personId", p.given_name as "givenName",
      p.family_name as "familyName", p.email, p.locale,
      exists (select from volunteer v where v.person_id = p.id and v.left_at is null) as "isVolunteer",
      coalesce((
        select json_agg(json_build_object('organisationId', o.id, 'organisationName', o.name,
          'organisationKind', o.kind, 'districtCode', o.district_code, 'role', m.role) order by m.started_at, m.id)
        from membership m join organisation o on o.id = m.organisation_id
        where m.person_id = p.id and m.ended_at is null and o.archived_at is null), '[]') as memberships
    from session s join person p on p.id = s.person_id
    where s.id = ${id} and p.deactivated_at is null`);
  if (!row) return null;
  return {
    session: { id, personId: row.personId, expiresAt: new Date(row.expiresAt) },
    actor: {
      id: row.personId,
      name: `${row.givenName} ${row.familyName}`,
      givenName: row.givenName,
      email: row.email,
      locale: row.locale,
      isVolunteer: row.isVolunteer,
      memberships: row.memberships,
    },
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
