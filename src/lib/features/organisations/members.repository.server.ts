import type { Db } from '#lib/server/db/client.server.ts';
import { membership, person } from '#lib/server/db/schema/index.ts';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Member, MembershipRole } from './organisation.ts';

/** Who has a seat there today, by name. */
export async function listMembers(db: Db, organisationId: string): Promise<Member[]> {
  const rows = await db.execute<Omit<Member, 'startedAt'> & { startedAt: string }>(sql`
    select s.id as "membershipId", p.id as "personId", p.given_name || ' ' || p.family_name as name, p.email, s.role,
      s.started_at as "startedAt"
    from membership s join person p on p.id = s.person_id
    where s.organisation_id = ${organisationId} and s.ended_at is null
    order by p.family_name collate german, p.given_name collate german, s.role`);
  return rows.map((row) => ({ ...row, startedAt: new Date(row.startedAt) }));
}

export type MembershipRow = typeof membership.$inferSelect;

/** Locks the seat, so that ending it and taking that back follow one another. */
export async function lockMembership(tx: Db, id: string): Promise<MembershipRow | null> {
  const [row] = await tx.select().from(membership).where(eq(membership.id, id)).for('update');
  return row ?? null;
}

/** Throws on the constraint `membership_active` when the person has this seat already. */
export async function insertMembership(
  tx: Db,
  row: {
    personId: string;
    organisationId: string;
    role: MembershipRole;
    startedAt: Date;
    startedBy: string | null;
  },
): Promise<string> {
  const [inserted] = await tx.insert(membership).values(row).returning({ id: membership.id });
  return inserted!.id;
}

export async function endMembership(tx: Db, id: string, by: string, at: Date): Promise<void> {
  await tx
    .update(membership)
    .set({ endedAt: at, endedBy: by })
    .where(and(eq(membership.id, id), isNull(membership.endedAt)));
}

/** Throws on the constraint `membership_active` when the person was given the seat anew meanwhile. */
export async function restoreMembership(tx: Db, id: string): Promise<void> {
  await tx
    .update(membership)
    .set({ endedAt: null, endedBy: null })
    .where(and(eq(membership.id, id), isNotNull(membership.endedAt)));
}

/**
 * The seats of all administrators who can sign in, locked: two administrators who take each other's seat at the
 * same moment come one after the other, and the second finds only herself.
 */
export async function lockAdministrators(
  tx: Db,
): Promise<{ membershipId: string; organisationId: string }[]> {
  return tx.execute<{ membershipId: string; organisationId: string }>(sql`
    select s.id as "membershipId", s.organisation_id as "organisationId"
    from membership s join organisation o on o.id = s.organisation_id join person p on p.id = s.person_id
    where s.role = 'administrator' and s.ended_at is null and o.archived_at is null and p.deactivated_at is null
    order by s.id for update of s`);
}

export type FoundPerson = { id: string; givenName: string; isActive: boolean };

export async function findPersonByEmail(db: Db, email: string): Promise<FoundPerson | null> {
  const [row] = await db
    .select({ id: person.id, givenName: person.givenName, deactivatedAt: person.deactivatedAt })
    .from(person)
    .where(eq(person.email, email));
  return row ? { id: row.id, givenName: row.givenName, isActive: row.deactivatedAt === null } : null;
}

/** An account without a password: its owner signs in with a code by e-mail. Throws on `person_email`. */
export async function insertPerson(
  tx: Db,
  row: { givenName: string; familyName: string; email: string; createdAt: Date; createdBy: string | null },
): Promise<string> {
  const [inserted] = await tx.insert(person).values(row).returning({ id: person.id });
  return inserted!.id;
}
