import type { Qualification } from '#lib/features/volunteers/qualification.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { MyApplication } from './application.ts';
import { qualificationsOf } from './applications.repository.server.ts';
import type { DeclarationText } from './declaration.ts';

type Facts = Omit<MyApplication, 'requirements'> & {
  required: QualificationKind[];
  qualifications: Qualification[];
  birthYear: number | null;
};

/** One's own applications, without those that ended. */
export async function listMine(db: Db, personId: string): Promise<Facts[]> {
  return db.execute(sql`
    select p.id, a.name as "activityName", o.name as "organisationName", o.phone as "organisationPhone", a.stages, p.stage,
      p.paused_until::text as "pausedUntil", a.requirements as required, v.birth_year as "birthYear",
      ${qualificationsOf(sql`p.person_id`, sql`p.organisation_id`)} as qualifications
    from application p join activity a on a.id = p.activity_id join organisation o on o.id = p.organisation_id
    join volunteer v on v.person_id = p.person_id
    where p.person_id = ${personId} and p.stage <> 'left' order by p.created_at limit 20`);
}

/** The words that count now at the offices where the person has an open application, with what she has signed of them. */
export async function listTextsFor(
  db: Db,
  personId: string,
): Promise<
  (DeclarationText & { organisationId: string; organisationName: string; signedOn: string | null })[]
> {
  const rows = await db.execute<
    Omit<DeclarationText, 'publishedAt'> & {
      publishedAt: string;
      organisationId: string;
      organisationName: string;
      signedOn: string | null;
    }
  >(sql`
    select distinct on (t.organisation_id, t.kind) t.id, t.kind, t.version, t.body, t.published_at as "publishedAt",
      o.id as "organisationId", o.name as "organisationName", q.granted_on::text as "signedOn"
    from declaration_text t join organisation o on o.id = t.organisation_id
    left join qualification q on q.person_id = ${personId} and q.kind = t.kind and q.text_id = t.id
    where exists (select from application p join activity a on a.id = p.activity_id
      where p.person_id = ${personId} and p.stage <> 'left' and p.organisation_id = t.organisation_id
        and t.kind = any (a.requirements))
    order by t.organisation_id, t.kind, t.version desc`);
  return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt) }));
}
