import type { Db } from '#lib/server/db/client.server.ts';
import { application, applicationMove, interest, volunteer } from '#lib/server/db/schema/index.ts';
import type { Qualification } from '#lib/features/volunteers/qualification.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import type { ProjectKind } from '#lib/features/projects/project.ts';
import { and, desc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { ApplicationFacts, ApplicationSort, DueStep, StageMove } from './application.ts';
import type { LeftReason, Stage } from './stage.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

/** The confirmations of `person` that count for an office, each kind once, as one JSON value. */
export const qualificationsOf = (person: SQL, office: SQL) => sql`coalesce((
  select jsonb_agg(jsonb_build_object('kind', q.kind, 'grantedOn', q.granted_on, 'expiresOn', q.expires_on))
  from (select distinct on (q.kind) q.* from qualification q
    where q.person_id = ${person} and (q.organisation_id is null or q.organisation_id = controller_of(${office}))
    order by q.kind, coalesce(q.expires_on, 'infinity') desc, q.granted_on) q), '[]')`;

const columns = sql`p.id, p.person_id as "personId", s.given_name || ' ' || s.family_name as name,
  p.activity_id as "activityId", a.name as "activityName", o.name as "organisationName", a.stages, p.stage,
  p.stage_at as "stageAt", p.created_at as "createdAt", c.given_name || ' ' || c.family_name as "assigneeName",
  p.next_step as "nextStep", p.next_on::text as "nextOn", p.paused_until::text as "pausedUntil",
  p.left_reason as "leftReason", a.requirements as required, ${qualificationsOf(sql`p.person_id`, sql`p.organisation_id`)} as qualifications,
  v.birth_year as "birthYear"`;
// Who has left the office altogether, or is only an alias, stands on no board.
const source = sql`application p join activity a on a.id = p.activity_id join organisation o on o.id = p.organisation_id
  join person s on s.id = p.person_id join volunteer v on v.person_id = p.person_id and v.left_at is null
  left join person c on c.id = p.assignee_id`;

type Instants = { stageAt: string; createdAt: string };
type Row<T extends { stageAt: Date; createdAt: Date }> = Omit<T, keyof Instants> & Instants;
const withInstants = <T extends Instants>(row: T) => ({
  ...row,
  stageAt: new Date(row.stageAt),
  createdAt: new Date(row.createdAt),
});

export type ApplicationFilter = {
  organisationIds: string[];
  activityId?: string | undefined;
  text?: string | undefined;
  assigneeId?: string | undefined;
};

const matches = ({ organisationIds, activityId, text, assigneeId }: ApplicationFilter) => sql`
  p.organisation_id = any (${sql.param(organisationIds)}::uuid[])
  ${activityId ? sql`and p.activity_id = ${activityId}` : sql``}
  ${assigneeId ? sql`and p.assignee_id = ${assigneeId}` : sql``}
  ${text ? sql`and strpos(s.search, search_text(${text})) > 0` : sql``}`;

/** How many stand in each stage. */
export async function countByStage(
  db: Db,
  filter: ApplicationFilter,
): Promise<Partial<Record<Stage, number>>> {
  const rows = await db.execute<{ stage: Stage; count: number }>(sql`
    select p.stage, count(*)::int as count from ${source} where ${matches(filter)} group by p.stage`);
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]));
}

/** One page of each stage: what is due first, then whoever waits longest. */
export async function listCards(
  db: Db,
  filter: ApplicationFilter,
  { perStage, pages }: { perStage: number; pages: Partial<Record<Stage, number>> },
): Promise<ApplicationFacts[]> {
  const skipped = Object.entries(pages).map(([stage, page]) => ({ stage, skip: (page - 1) * perStage }));
  const rows = await db.execute<Row<ApplicationFacts>>(sql`
    with placed as (
      select p.id, row_number() over (partition by p.stage order by p.next_on nulls last, p.stage_at, p.id) as place
      from ${source} where ${matches(filter)} and p.stage <> 'left')
    select ${columns} from placed join ${source} on p.id = placed.id
    left join jsonb_to_recordset(${JSON.stringify(skipped)}::jsonb) as k(stage text, skip int) on k.stage = p.stage
    where placed.place > coalesce(k.skip, 0) and placed.place <= coalesce(k.skip, 0) + ${perStage}
    order by placed.place`);
  return rows.map(withInstants);
}

const byName = sql`s.family_name collate german, s.given_name collate german, p.id`;
const sorts: Record<ApplicationSort, SQL> = {
  name: byName,
  stage: sql`array_position(array['interested','talk','training','checks','ready','paused','left'], p.stage), p.stage_at, p.id`,
  since: sql`p.stage_at, p.id`,
  next: sql`p.next_on nulls last, p.stage_at, p.id`,
  created: sql`p.created_at desc, p.id`,
};

/** A page of applications; without a stage those of everybody who has not left. */
export async function listApplications(
  db: Db,
  filter: ApplicationFilter & { stage?: Stage | undefined },
  { sort, limit, offset }: { sort: ApplicationSort; limit: number; offset: number },
): Promise<ApplicationFacts[]> {
  const rows = await db.execute<Row<ApplicationFacts>>(sql`
    select ${columns} from ${source} where ${matches(filter)}
      and ${filter.stage ? sql`p.stage = ${filter.stage}` : sql`p.stage <> 'left'`}
    order by ${sorts[sort]} limit ${limit} offset ${offset}`);
  return rows.map(withInstants);
}

/** Next steps of these offices whose day has come, the longest overdue first. */
export async function listDue(
  db: Db,
  { organisationIds, until, limit }: { organisationIds: string[]; until: string; limit: number },
): Promise<DueStep[]> {
  return db.execute<DueStep>(sql`
    select p.id, s.given_name || ' ' || s.family_name as name, a.name as "activityName", p.next_step as "nextStep",
      p.next_on::text as "nextOn"
    from ${source} where ${matches({ organisationIds })} and p.stage <> 'left' and p.next_on <= ${until}::date
    order by p.next_on, p.stage_at, p.id limit ${limit}`);
}

/** All applications of a person at these offices, open ones first. */
export async function listOfPerson(
  db: Db,
  { personId, organisationIds }: { personId: string; organisationIds: string[] },
): Promise<ApplicationFacts[]> {
  const rows = await db.execute<Row<ApplicationFacts>>(sql`
    select ${columns} from ${source} where p.person_id = ${personId} and ${matches({ organisationIds })}
    order by p.stage = 'left', p.stage_at desc limit 20`);
  return rows.map(withInstants);
}

export type ApplicationFile = ApplicationFacts & {
  organisationId: string;
  kind: ProjectKind;
  email: string | null;
  phone: string | null;
  districtName: string | null;
  assigneeId: string | null;
  note: string;
  message: string;
};

export async function findApplication(db: Db, id: string): Promise<ApplicationFile | null> {
  const [row] = await db.execute<Row<ApplicationFile>>(sql`
    select ${columns}, p.organisation_id as "organisationId", a.kind, s.email, s.phone, d.name as "districtName",
      p.assignee_id as "assigneeId", p.note, coalesce(i.message, '') as message
    from ${source} left join district d on d.code = s.district_code left join interest i on i.id = p.interest_id
    where p.id = ${id}`);
  return row ? withInstants(row) : null;
}

/** Which office has it, whose it is and where it stands; locked until the transaction ends. */
export async function lockApplication(
  db: Db,
  id: string,
): Promise<{ organisationId: string; personId: string; stage: Stage } | null> {
  const [row] = await db
    .select({
      organisationId: application.organisationId,
      personId: application.personId,
      stage: application.stage,
    })
    .from(application)
    .where(eq(application.id, id))
    .for('update');
  return (row as { organisationId: string; personId: string; stage: Stage } | undefined) ?? null;
}

/** Opens an application; null when one is open already. */
export async function insertApplication(
  db: Db,
  row: typeof application.$inferInsert,
): Promise<string | null> {
  const [added] = await db
    .insert(application)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: application.id });
  return added?.id ?? null;
}

export async function findOpenApplication(
  db: Db,
  { activityId, personId }: { activityId: string; personId: string },
): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from application where activity_id = ${activityId} and person_id = ${personId} and stage <> 'left'`);
  return row?.id ?? null;
}

/** Where an application stands, and since when. */
export type Position = {
  stage: Stage;
  stageAt: Date;
  pausedUntil: string | null;
  leftReason: LeftReason | null;
};

/**
 * Moves an application that still stands in `from`; null when it does not. Throws on the constraints
 * `application_ready` and `application_stage`, and on `application_open` when it returns beside another.
 */
export async function moveApplication(
  db: Db,
  id: string,
  from: Stage,
  to: Position,
): Promise<Position | null> {
  const [row] = await db.execute<Omit<Position, 'stageAt'> & { stageAt: string }>(sql`
    with was as (select id, stage, stage_at, paused_until, left_reason from application where id = ${id} and stage = ${from} for update)
    update application p set stage = ${to.stage}, stage_at = ${to.stageAt.toISOString()},
      paused_until = ${to.pausedUntil}, left_reason = ${to.leftReason}
    from was where p.id = was.id
    returning was.stage, was.stage_at as "stageAt", was.paused_until::text as "pausedUntil", was.left_reason as "leftReason"`);
  return row ? { ...row, stageAt: new Date(row.stageAt) } : null;
}

export async function insertMove(db: Db, row: typeof applicationMove.$inferInsert): Promise<string> {
  const [added] = await db.insert(applicationMove).values(row).returning({ id: applicationMove.id });
  return added!.id;
}

/** The last move of an application, unless it is its beginning or was taken back. */
export async function findLastMove(db: Db, applicationId: string) {
  const [row] = await db
    .select()
    .from(applicationMove)
    .where(and(eq(applicationMove.applicationId, applicationId), isNull(applicationMove.undoneAt)))
    .orderBy(desc(applicationMove.movedAt), desc(applicationMove.id))
    .limit(1);
  return row ?? null;
}

export async function findMove(db: Db, id: string): Promise<{ applicationId: string } | null> {
  const [row] = await db
    .select({ applicationId: applicationMove.applicationId })
    .from(applicationMove)
    .where(eq(applicationMove.id, id));
  return row ?? null;
}

export async function markUndone(db: Db, moveId: string, by: string, at: Date): Promise<void> {
  await db.update(applicationMove).set({ undoneAt: at, undoneBy: by }).where(eq(applicationMove.id, moveId));
}

/** How it came to where it stands, newest first, without what was taken back. */
export async function listMoves(db: Db, applicationId: string): Promise<StageMove[]> {
  const rows = await db.execute<Omit<StageMove, 'movedAt'> & { movedAt: string }>(sql`
    select m.id, m.from_stage as "fromStage", m.to_stage as "toStage", m.moved_at as "movedAt",
      p.given_name || ' ' || p.family_name as "moverName", m.cause
    from application_move m left join person p on p.id = m.moved_by
    where m.application_id = ${applicationId} and m.undone_at is null
    order by m.moved_at desc, m.id desc limit 50`);
  return rows.map((row) => ({ ...row, movedAt: new Date(row.movedAt) }));
}

export async function updateApplication(
  db: Db,
  id: string,
  changes: Partial<typeof application.$inferInsert>,
): Promise<void> {
  await db.update(application).set(changes).where(eq(application.id, id));
}

/** Marks a wish as answered, if it still waits. */
export async function answerInterest(db: Db, id: string, by: string, at: Date): Promise<void> {
  await db
    .update(interest)
    .set({ answeredAt: at, answeredBy: by })
    .where(and(eq(interest.id, id), isNull(interest.answeredAt)));
}

export async function setBirthYear(db: Db, personId: string, birthYear: number): Promise<void> {
  await db.update(volunteer).set({ birthYear }).where(eq(volunteer.personId, personId));
}

/** Colleagues who may take an application on. */
export async function listColleagues(
  db: Db,
  organisationId: string,
): Promise<{ id: string; name: string }[]> {
  return db.execute(sql`
    select distinct p.id, p.given_name || ' ' || p.family_name as name from membership m join person p on p.id = m.person_id
    where m.organisation_id = ${organisationId} and m.ended_at is null and m.role in ('coordinator', 'group_leader')
    order by name limit 100`);
}

/** What decides about many people at once, for one kind of activity at one office; one query. */
export async function listReadinessFacts(
  db: Db,
  query: { organisationId: string; kind: string; personIds: string[] },
): Promise<
  {
    personId: string;
    birthYear: number | null;
    qualifications: Qualification[];
    stage: Stage | null;
    required: QualificationKind[] | null;
  }[]
> {
  return db.execute(sql`
    select v.person_id as "personId", v.birth_year as "birthYear", ${qualificationsOf(sql`v.person_id`, sql`${query.organisationId}::uuid`)} as qualifications,
      p.stage, coalesce(p.requirements, usual.requirements) as required
    from unnest(${sql.param(query.personIds)}::uuid[]) as asked(id) join volunteer v on v.person_id = asked.id
    left join lateral (
      select p.stage, a.requirements from application p join activity a on a.id = p.activity_id
      where p.person_id = v.person_id and a.organisation_id = ${query.organisationId} and a.kind = ${query.kind}
      order by p.stage = 'left', p.stage_at desc limit 1) p on true
    left join lateral (
      select a.requirements from activity a
      where a.organisation_id = ${query.organisationId} and a.kind = ${query.kind} and a.archived_at is null
      order by a.created_at, a.id limit 1) usual on true`);
}
