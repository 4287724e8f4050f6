import type { Db } from '#lib/server/db/client.server.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';
import type { Stage } from './stage.ts';

/** An application that is to move by itself. */
export type DueMove = {
  applicationId: string;
  organisationId: string;
  personId: string;
  activity: string;
  office: string;
  stages: Stage[];
  stage: Stage;
};

const columns = sql`p.id as "applicationId", p.organisation_id as "organisationId", p.person_id as "personId",
  a.name as activity, o.name as office, a.stages, p.stage`;
const source = sql`application p join activity a on a.id = p.activity_id
  join organisation o on o.id = p.organisation_id
  join volunteer v on v.person_id = p.person_id and v.left_at is null`;

/** Who is called ready although something that she held has ended. */
export async function listExpired(
  db: Db,
  today: PlainDate,
): Promise<(DueMove & { kinds: QualificationKind[] })[]> {
  const rows = await db.execute<DueMove & { kinds: QualificationKind[] }>(sql`
    select ${columns}, due.kinds from ${source}
    cross join lateral (select array_agg(kind) as kinds
      from unnest(lacking(a.requirements, p.person_id, ${today}::date, p.organisation_id)) kind
      where exists (select from qualification q where q.person_id = p.person_id and q.kind = kind
        and (q.organisation_id is null or q.organisation_id = controller_of(p.organisation_id))
        and q.expires_on < ${today}::date)) due
    where p.stage = 'ready' and due.kinds is not null order by p.id`);
  return [...rows];
}

/** Who stands where the end of a check has put her, and lacks nothing any more; of one person, or of everybody. */
export async function listRenewed(db: Db, today: PlainDate, personId: string | null): Promise<DueMove[]> {
  const rows = await db.execute<DueMove>(sql`
    select ${columns} from ${source}
    cross join lateral (select m.cause, m.to_stage from application_move m
      where m.application_id = p.id and m.undone_at is null order by m.moved_at desc, m.id desc limit 1) last
    where last.cause = 'expired' and last.to_stage = p.stage
      and (${personId}::uuid is null or p.person_id = ${personId}::uuid)
      and cardinality(lacking(a.requirements, p.person_id, ${today}::date, p.organisation_id)) = 0
    order by p.id`);
  return [...rows];
}
