import type { Db } from '#lib/server/db/client.server.ts';
import { activity, declarationText } from '#lib/server/db/schema/index.ts';
import { desc, eq, inArray, sql } from 'drizzle-orm';
import type { Activity, ActivityLine } from './activity.ts';
import type { DeclarationText } from './declaration.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

type NewActivity = typeof activity.$inferInsert;
type NewText = typeof declarationText.$inferInsert;

/** Which of these organisations have no activity yet, archived ones included. */
export async function listWithoutActivities(db: Db, organisationIds: string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select o.id from organisation o where o.id = any (${sql.param(organisationIds)}::uuid[])
      and not exists (select from activity a where a.organisation_id = o.id)`);
  return rows.map(({ id }) => id);
}

/** Adds those that are not there yet: two who come first at the same moment add them once. */
export async function insertActivities(db: Db, rows: NewActivity[]): Promise<string[]> {
  const added = await db.insert(activity).values(rows).onConflictDoNothing().returning({ id: activity.id });
  return added.map(({ id }) => id);
}

export async function insertTexts(db: Db, rows: NewText[]): Promise<void> {
  await db.insert(declarationText).values(rows).onConflictDoNothing();
}

/** The activities of these organisations by name, the archived ones last, with how many are on the way and ready. */
export async function listActivities(db: Db, organisationIds: string[]): Promise<ActivityLine[]> {
  const rows = await db.execute<Omit<ActivityLine, 'archivedAt'> & { archivedAt: string | null }>(sql`
    select a.id, a.organisation_id as "organisationId", o.name as "organisationName", a.kind, a.name, a.stages,
      a.requirements, a.archived_at as "archivedAt", n.open, n.ready
    from activity a join organisation o on o.id = a.organisation_id
    cross join lateral (
      select count(*) filter (where p.stage not in ('ready', 'left'))::int as open,
        count(*) filter (where p.stage = 'ready')::int as ready
      from application p join volunteer v on v.person_id = p.person_id
      where p.activity_id = a.id and v.left_at is null) n
    where a.organisation_id = any (${sql.param(organisationIds)}::uuid[])
    order by o.name collate german, a.archived_at is not null, a.name collate german`);
  return rows.map((row) => ({ ...row, archivedAt: row.archivedAt ? new Date(row.archivedAt) : null }));
}

/** `weights`: how much each criterion of matching counts, as it was stored. */
export async function findActivity(db: Db, id: string): Promise<(Activity & { weights: unknown }) | null> {
  const [row] = await db.select().from(activity).where(eq(activity.id, id));
  return (row as (Activity & { weights: unknown }) | undefined) ?? null;
}

/** Throws on the constraint `activity_name` when another has that name. */
export async function updateActivity(
  db: Db,
  id: string,
  changes: Partial<Pick<NewActivity, 'name' | 'stages' | 'requirements' | 'weights'>>,
): Promise<void> {
  await db.update(activity).set(changes).where(eq(activity.id, id));
}

/** Null takes it back. */
export async function setArchived(
  db: Db,
  id: string,
  archive: { at: Date; by: string } | null,
): Promise<void> {
  await db
    .update(activity)
    .set({ archivedAt: archive?.at ?? null, archivedBy: archive?.by ?? null })
    .where(eq(activity.id, id));
}

/** How many open applications stand in one of these stages; locks the activity against new ones meanwhile. */
export async function countInStages(db: Db, id: string, stages: string[]): Promise<number> {
  await db.execute(sql`select from activity where id = ${id} for update`);
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from application
    where activity_id = ${id} and stage = any (${sql.param(stages)}::text[])`);
  return row!.count;
}

/** The words of an office that count now, one for each kind. */
export async function listTexts(
  db: Db,
  organisationIds: string[],
): Promise<(DeclarationText & { organisationId: string })[]> {
  const rows = await db
    .selectDistinctOn([declarationText.organisationId, declarationText.kind])
    .from(declarationText)
    .where(inArray(declarationText.organisationId, organisationIds))
    .orderBy(declarationText.organisationId, declarationText.kind, desc(declarationText.version));
  return rows as (DeclarationText & { organisationId: string })[];
}

/** Confirmations of earlier words of this kind end on that day, unless they end sooner: they are to be signed again. */
export async function endOlderSignatures(
  db: Db,
  text: { organisationId: string; kind: string; version: number },
  endOn: string,
): Promise<number> {
  const ended = await db.execute(sql`
    update qualification q set expires_on = ${endOn}
    from declaration_text t join volunteer v on v.office_id = t.organisation_id
    where t.organisation_id = ${text.organisationId} and t.kind = ${text.kind} and t.version < ${text.version}
      and v.person_id = q.person_id and q.kind = t.kind and (q.text_id = t.id or q.text_id is null)
      and q.granted_on <= ${endOn} and coalesce(q.expires_on, 'infinity') > ${endOn}
    returning q.id`);
  return ended.length;
}
