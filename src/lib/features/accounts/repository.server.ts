import type { Db } from '#lib/server/db/client.server.ts';
import { person, signInCode } from '#lib/server/db/schema/index.ts';
import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';

export type Person = typeof person.$inferSelect;
export type NewPerson = typeof person.$inferInsert;

/** Active accounts with this e-mail address or telephone number; a telephone may have several. */
export function listByLogin(db: Db, login: string, phone: string | null): Promise<Person[]> {
  return db
    .select()
    .from(person)
    .where(
      and(
        or(eq(person.email, login.toLowerCase()), phone ? eq(person.phone, phone) : undefined),
        isNull(person.deactivatedAt),
      ),
    )
    .limit(5);
}

export async function findByEmail(db: Db, email: string): Promise<Person | null> {
  const [row] = await db
    .select()
    .from(person)
    .where(and(eq(person.email, email), isNull(person.deactivatedAt)));
  return row ?? null;
}

export async function findPerson(db: Db, id: string): Promise<Person | null> {
  const [row] = await db.select().from(person).where(eq(person.id, id));
  return row ?? null;
}

/** Throws on the constraint `person_email` when the address is taken. */
export async function insertPerson(db: Db, row: NewPerson): Promise<string> {
  const [inserted] = await db.insert(person).values(row).returning({ id: person.id });
  return inserted!.id;
}

export async function updatePerson(db: Db, id: string, changes: Partial<NewPerson>): Promise<void> {
  await db.update(person).set(changes).where(eq(person.id, id));
}

export async function insertCode(db: Db, row: typeof signInCode.$inferInsert): Promise<void> {
  await db.insert(signInCode).values(row);
}

/** The newest code that may still be used. */
export async function findUsableCode(db: Db, personId: string, now: Date) {
  const [row] = await db
    .select()
    .from(signInCode)
    .where(and(eq(signInCode.personId, personId), isNull(signInCode.usedAt), gt(signInCode.expiresAt, now)))
    .orderBy(desc(signInCode.createdAt))
    .limit(1);
  return row ?? null;
}

/** Counts a try before it is judged, so that guessing in parallel gains nothing. Returns the tries so far. */
export async function countAttempt(db: Db, codeId: string): Promise<number> {
  const [row] = await db
    .update(signInCode)
    .set({ attempts: sql`${signInCode.attempts} + 1` })
    .where(eq(signInCode.id, codeId))
    .returning({ attempts: signInCode.attempts });
  return row?.attempts ?? Number.POSITIVE_INFINITY;
}

/** True exactly once per code, also when two requests use it at the same moment. */
export async function useCode(db: Db, codeId: string, now: Date): Promise<boolean> {
  const used = await db
    .update(signInCode)
    .set({ usedAt: now })
    .where(and(eq(signInCode.id, codeId), isNull(signInCode.usedAt)))
    .returning({ id: signInCode.id });
  return used.length === 1;
}
