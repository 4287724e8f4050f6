import type { Db } from '#lib/server/db/client.server.ts';
import { readingChild } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { eq, type SQL, sql } from 'drizzle-orm';
import { MONTHS_KEPT, type ReadingChild } from './child.ts';

// Row-level security: every function is called inside `asActor` or `asSystem`.

type NewChild = typeof readingChild.$inferInsert;

export async function insertChild(db: Db, row: NewChild): Promise<string> {
  const [inserted] = await db.insert(readingChild).values(row).returning({ id: readingChild.id });
  return inserted!.id;
}

export async function updateChild(db: Db, id: string, changes: Partial<NewChild>): Promise<void> {
  await db.update(readingChild).set(changes).where(eq(readingChild.id, id));
}

/** A child whose data is still there. */
export async function findChild(db: Db, id: string): Promise<ReadingChild | null> {
  const [row] = await select(db, sql`c.id = ${id}`, sql`limit 1`);
  return row ?? null;
}

/** The children of a school who read or wait, by class; more than anybody lists. */
export function listChildren(db: Db, schoolId: string): Promise<ReadingChild[]> {
  const where = sql`c.school_id = ${schoolId} and c.left_at is null`;
  return select(
    db,
    where,
    sql`order by c.class_name collate german, c.nickname collate german, c.id limit 300`,
  );
}

/** Children of these offices' schools without a mentor, longest waiting first. */
export function listWaiting(db: Db, organisationIds: string[], limit: number): Promise<ReadingChild[]> {
  const where = sql`c.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and c.left_at is null
    and p.id is null`;
  return select(db, where, sql`order by c.created_at, c.id limit ${limit}`);
}

async function select(db: Db, where: SQL, rest: SQL): Promise<ReadingChild[]> {
  type Row = Omit<ReadingChild, 'createdAt' | 'leftAt'> & { createdAt: string; leftAt: string | null };
  const rows = await db.execute<Row>(sql`
    select c.id, c.school_id as "schoolId", c.organisation_id as "organisationId", c.nickname,
      c.class_name as "className", c.needs, c.interests, c.consent_on::text as "consentOn",
      c.consent_scope as "consentScope", c.created_at as "createdAt", c.left_at as "leftAt",
      case when p.trial_on is not null then p.id end as "pairId",
      case when p.trial_on is null then p.id end as "proposalId"
    from reading_child c left join reading_pair p on p.child_id = c.id and p.ended_at is null
    where c.erased_at is null and ${where} ${rest}`);
  return rows.map((row) => ({
    ...row,
    createdAt: new Date(row.createdAt),
    leftAt: row.leftAt ? new Date(row.leftAt) : null,
  }));
}

const erasure = (now: Date) =>
  sql`nickname = '', class_name = '', needs = '{}', interests = '{}', erased_at = ${now.toISOString()}`;

/** Deletes what was known of a child; that it read, and how often, stays as a number. */
export async function eraseChild(db: Db, id: string, now: Date): Promise<void> {
  await db.execute(sql`update reading_child set ${erasure(now)} where id = ${id} and erased_at is null`);
}

/**
 * The same for all children who left long enough ago, and for those who waited in vain until long after the school
 * year in which they were entered: `enteredBefore` is that year's first day.
 *
 * @returns how many children were forgotten
 */
export async function eraseOverdue(db: Db, now: Date, enteredBefore: PlainDate): Promise<number> {
  const rows = await db.execute<{ id: string }>(sql`
    update reading_child c set ${erasure(now)}
    where erased_at is null and (
      left_at < ${now.toISOString()}::timestamptz - make_interval(months => ${MONTHS_KEPT})
      or (left_at is null and created_at < ${enteredBefore}::date
        and not exists (select from reading_pair p where p.child_id = c.id
          and (p.ended_at is null or p.last_on >= ${enteredBefore}::date))))
    returning id`);
  return rows.length;
}
