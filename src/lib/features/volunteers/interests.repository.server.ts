import type { Db } from '#lib/server/db/client.server.ts';
import { interest } from '#lib/server/db/schema/index.ts';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { OpenInterest } from './profile.ts';

/** Open wishes of a person, or at projects of these organisations, or both. Earliest first. */
export async function listOpenInterests(
  db: Db,
  { personId, organisationIds }: { personId?: string; organisationIds?: string[] },
): Promise<OpenInterest[]> {
  const rows = await db.execute<Omit<OpenInterest, 'createdAt'> & { createdAt: string }>(sql`
    select i.id, i.person_id as "personId", s.given_name || ' ' || s.family_name as "personName", p.id as "projectId", p.title as "projectTitle", p.kind as "projectKind",
      o.name as "organisationName", i.message, i.created_at as "createdAt"
    from interest i join person s on s.id = i.person_id join project p on p.id = i.project_id
    join organisation o on o.id = p.organisation_id
    where i.answered_at is null and i.withdrawn_at is null
      and (${personId ?? null}::uuid is null or i.person_id = ${personId ?? null})
      and (${organisationIds === undefined} or p.organisation_id = any (${sql.param(organisationIds ?? [])}::uuid[]))
    order by i.created_at limit 100`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** Whether people may say that they would like to help in this project. */
export async function isOpenForInterest(db: Db, projectId: string): Promise<boolean> {
  const rows = await db.execute(sql`
    select from project where id = ${projectId} and is_standing and published_at is not null and closed_at is null`);
  return rows.length > 0;
}

/** Stores the wish unless one is open already. Returns whether it is new. */
export async function insertInterest(
  db: Db,
  row: { projectId: string; personId: string; message: string; createdAt: Date },
): Promise<boolean> {
  const added = await db.insert(interest).values(row).onConflictDoNothing().returning({ id: interest.id });
  return added.length > 0;
}

/** Whether there was an open wish to withdraw. */
export async function withdrawInterest(
  db: Db,
  projectId: string,
  personId: string,
  now: Date,
): Promise<boolean> {
  const withdrawn = await db
    .update(interest)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(interest.projectId, projectId),
        eq(interest.personId, personId),
        isNull(interest.answeredAt),
        isNull(interest.withdrawnAt),
      ),
    )
    .returning({ id: interest.id });
  return withdrawn.length > 0;
}

/** Whose wish it is, and which organisation and project it is for; null when there is none open. */
export async function findOpenInterest(
  db: Db,
  id: string,
): Promise<{ personId: string; projectId: string; organisationId: string } | null> {
  const [row] = await db.execute<{ personId: string; projectId: string; organisationId: string }>(sql`
    select i.person_id as "personId", p.id as "projectId", p.organisation_id as "organisationId"
    from interest i join project p on p.id = i.project_id
    where i.id = ${id} and i.answered_at is null and i.withdrawn_at is null for update of i`);
  return row ?? null;
}

export async function answerInterest(db: Db, id: string, actorId: string, now: Date): Promise<void> {
  await db.update(interest).set({ answeredAt: now, answeredBy: actorId }).where(eq(interest.id, id));
}

/** Records what happened to a wish at the organisation that runs the project. */
export async function recordInterestEvent(
  tx: Db,
  event: { type: string; projectId: string; personId: string; actorId: string; now: Date },
): Promise<void> {
  await tx.execute(sql`
    insert into domain_event (type, occurred_at, actor_id, organisation_id, project_id, person_id)
    select ${event.type}, ${event.now.toISOString()}, ${event.actorId}, organisation_id, id, ${event.personId}
    from project where id = ${event.projectId}`);
}
