import { TRIAL_DATES } from '#lib/features/matching/pair-life.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { readingSchool } from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { eq, type SQL, sql } from 'drizzle-orm';
import type { ReadingSchool, SchoolLine } from './school.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

type NewSchool = typeof readingSchool.$inferInsert;

export async function insertSchool(db: Db, row: NewSchool): Promise<void> {
  await db.insert(readingSchool).values(row);
}

export async function updateSchool(db: Db, schoolId: string, changes: Partial<NewSchool>): Promise<void> {
  await db.update(readingSchool).set(changes).where(eq(readingSchool.schoolId, schoolId));
}

export async function findSchool(db: Db, schoolId: string): Promise<ReadingSchool | null> {
  const [row] = await db.execute<Omit<ReadingSchool, 'createdAt'>>(sql`
    select r.school_id as "schoolId", s.name, r.organisation_id as "organisationId", o.name as "organisationName",
      o.phone as "organisationPhone", r.project_id as "projectId", r.contact_name as "contactName",
      r.contact_phone as "contactPhone", to_char(r.absence_until, 'HH24:MI') as "absenceUntil", r.emergency,
      r.agreed_on::text as "agreedOn"
    from reading_school r join organisation s on s.id = r.school_id join organisation o on o.id = r.organisation_id
    where r.school_id = ${schoolId}`);
  return row ?? null;
}

/** Schools with how things stand there, by name: those that these offices serve, or these very schools. */
export async function listSchools(
  db: Db,
  which: { organisationIds: string[] } | { schoolIds: string[] },
  today: PlainDate,
): Promise<SchoolLine[]> {
  const where: SQL =
    'organisationIds' in which
      ? sql`r.organisation_id = any (${sql.param(which.organisationIds)}::uuid[])`
      : sql`r.school_id = any (${sql.param(which.schoolIds)}::uuid[])`;
  const rows = await db.execute<SchoolLine>(sql`
    select r.school_id as "schoolId", s.name, o.name as "organisationName", r.organisation_id as "organisationId",
      (select count(*)::int from reading_child c where c.school_id = r.school_id and c.left_at is null
        and not exists (select from reading_pair p where p.child_id = c.id and p.ended_at is null)) as waiting,
      n.running, n.trials, n.rollovers
    from reading_school r join organisation s on s.id = r.school_id join organisation o on o.id = r.organisation_id
    cross join lateral (
      select count(*)::int as running,
        count(*) filter (where p.active_at is null and p.ended_at is null and (select count(*) from reading_session x
          where x.pair_id = p.id and x.outcome = 'held') >= ${TRIAL_DATES})::int as trials,
        count(*) filter (where p.rollover_asked_at is not null and p.ended_at is null)::int as rollovers
      from reading_pair p where p.school_id = r.school_id and p.trial_on is not null and (p.last_on is null or p.last_on >= ${today})) n
    where ${where}
    order by s.name collate german, r.school_id limit 200`);
  return [...rows];
}

/** Schools and kindergartens without an agreement: those in the offices' districts first. */
export async function listSchoolOptions(
  db: Db,
  organisationIds: string[],
): Promise<{ id: string; name: string }[]> {
  return db.execute(sql`
    select o.id, o.name from organisation o
    where o.kind in ('school', 'kindergarten') and o.archived_at is null
      and not exists (select from reading_school r where r.school_id = o.id)
    order by o.district_code in (select district_code from organisation
      where id = any (${sql.param(organisationIds)}::uuid[])) desc, o.name collate german limit 300`);
}

/** People to tell at a school: its contacts. */
export async function listContactIds(db: Db, schoolId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct m.person_id as id from membership m join person p on p.id = m.person_id
    where m.organisation_id = ${schoolId} and m.role = 'facility_contact' and m.ended_at is null
      and p.deactivated_at is null`);
  return rows.map(({ id }) => id);
}

/** Who cares for people in an office's name. */
export async function listCoordinatorIds(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select distinct m.person_id as id from membership m join person p on p.id = m.person_id
    where m.organisation_id = ${organisationId} and m.role = 'coordinator' and m.ended_at is null
      and p.deactivated_at is null`);
  return rows.map(({ id }) => id);
}

/** Schools with running pairs about which nobody has been asked whether they go on. */
export async function listUnaskedSchools(
  db: Db,
): Promise<{ schoolId: string; name: string; organisationId: string; pairs: number }[]> {
  const rows = await db.execute<{
    schoolId: string;
    name: string;
    organisationId: string;
    pairs: number;
  }>(sql`
    select p.school_id as "schoolId", s.name, p.organisation_id as "organisationId", count(*)::int as pairs
    from reading_pair p join organisation s on s.id = p.school_id
    where p.ended_at is null and p.trial_on is not null and p.rollover_asked_at is null
    group by p.school_id, s.name, p.organisation_id order by s.name, p.school_id`);
  return [...rows];
}
