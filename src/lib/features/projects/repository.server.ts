import type { Db } from '#lib/server/db/client.server.ts';
import { project, projectPartner } from '#lib/server/db/schema/index.ts';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import {
  type PartnerRole,
  type Project,
  type ProjectState,
  projectState,
  type ProjectSummary,
} from './project.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

type NewProject = typeof project.$inferInsert;

export async function insertProject(db: Db, row: NewProject): Promise<string> {
  const [inserted] = await db.insert(project).values(row).returning({ id: project.id });
  return inserted!.id;
}

export async function updateProject(db: Db, id: string, changes: Partial<NewProject>): Promise<void> {
  await db.update(project).set(changes).where(eq(project.id, id));
}

/** False when it already was. */
export async function markPublished(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  const changed = await db
    .update(project)
    .set({ publishedAt: now, publishedBy: by })
    .where(and(eq(project.id, id), isNull(project.publishedAt)))
    .returning({ id: project.id });
  return changed.length === 1;
}

/** False when it already was. */
export async function markClosed(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  const changed = await db
    .update(project)
    .set({ closedAt: now, closedBy: by })
    .where(and(eq(project.id, id), isNull(project.closedAt)))
    .returning({ id: project.id });
  return changed.length === 1;
}

/** False when it was open. */
export async function markReopened(db: Db, id: string): Promise<boolean> {
  const changed = await db
    .update(project)
    .set({ closedAt: null, closedBy: null })
    .where(and(eq(project.id, id), isNotNull(project.closedAt)))
    .returning({ id: project.id });
  return changed.length === 1;
}

/** Whether somebody has a place at a date that lies ahead. Waits for sign-ups that are under way. */
export async function hasFuturePeople(db: Db, projectId: string, now: Date): Promise<boolean> {
  const rows = await db.execute<{ taken: number }>(sql`
    select s.taken_places + s.waiting_count as taken from shift s join event e on e.id = s.event_id
    where e.project_id = ${projectId} and s.end_at > ${now.toISOString()} order by s.id for update of s`);
  return rows.some((row) => row.taken > 0);
}

export async function findProject(db: Db, id: string, now: Date): Promise<Project | null> {
  type Row = Omit<Project, 'publishedAt' | 'closedAt'> & {
    publishedAt: string | null;
    closedAt: string | null;
  };
  const [row] = await db.execute<Row>(sql`
    select p.id, p.organisation_id as "organisationId", o.name as "organisationName", p.kind, p.title, p.summary,
      p.description, p.languages, p.is_standing as "isStanding", p.is_internal as "isInternal",
      p.insured_through as "insuredThrough", p.substitutes_need_approval as "substitutesNeedApproval", p.places_by as "placesBy",
      p.contact_id as "contactId", c.given_name || ' ' || c.family_name as "contactName",
      p.published_at as "publishedAt", p.closed_at as "closedAt",
      (select count(*)::int from event e where e.project_id = p.id and e.cancelled_at is null
        and e.end_at > ${now.toISOString()}) as "upcomingDates",
      (select count(*)::int from event e where e.project_id = p.id and e.cancelled_at is null
        and e.published_at is null and e.end_at > ${now.toISOString()}) as "draftDates",
      coalesce((select json_agg(json_build_object('organisationId', q.id, 'name', q.name, 'role', pp.role)
          order by q.name collate german)
        from project_partner pp join organisation q on q.id = pp.organisation_id
        where pp.project_id = p.id), '[]') as partners
    from project p join organisation o on o.id = p.organisation_id left join person c on c.id = p.contact_id
    where p.id = ${id}`);
  return (
    (row && {
      ...row,
      publishedAt: row.publishedAt ? new Date(row.publishedAt) : null,
      closedAt: row.closedAt ? new Date(row.closedAt) : null,
    }) ??
    null
  );
}

type Filter = {
  organisationIds: string[];
  text: string | null;
  state: ProjectState | null;
  kind: string | null;
  now: Date;
};

const stateOf = sql`case when p.closed_at is not null then 'closed' when p.published_at is not null then 'published' else 'draft' end`;
const matches = (filter: Filter) => sql`p.organisation_id = any (${sql.param(filter.organisationIds)}::uuid[])
  and not p.is_internal and (${filter.text}::text is null or p.search like '%' || search_text(${filter.text}) || '%')
  and (${filter.kind}::text is null or p.kind = ${filter.kind})`;

/** The soonest date first, closed projects last. Internal ones have pages of their own. */
export async function listProjects(
  db: Db,
  filter: Filter & { limit: number; offset: number },
): Promise<ProjectSummary[]> {
  type Row = Omit<ProjectSummary, 'nextAt' | 'state'> & {
    nextAt: string | null;
    publishedAt: string | null;
    closedAt: string | null;
  };
  const rows = await db.execute<Row>(sql`
    select p.id, p.title, p.kind, p.is_standing as "isStanding", o.name as "organisationName",
      p.published_at as "publishedAt", p.closed_at as "closedAt", up.next_at as "nextAt",
      coalesce(up.time_zone, (select time_zone from town), 'Europe/Berlin') as "timeZone",
      up.dates as "upcomingDates", up.short as "shortShifts"
    from project p join organisation o on o.id = p.organisation_id
    cross join lateral (
      select min(e.start_at) as next_at, min(e.time_zone) as time_zone, count(distinct e.id)::int as dates,
        count(s.id) filter (where s.cancelled_at is null and s.taken_places < s.min_places
          and e.published_at is not null
          and e.start_at < ${filter.now.toISOString()}::timestamptz + interval '28 days')::int as short
      from event e left join shift s on s.event_id = e.id
      where e.project_id = p.id and e.cancelled_at is null and e.end_at > ${filter.now.toISOString()}) up
    where ${matches(filter)} and (${filter.state}::text is null or ${stateOf} = ${filter.state})
    order by p.closed_at is not null, up.next_at nulls last, p.title collate german, p.id
    limit ${filter.limit} offset ${filter.offset}`);
  return rows.map(({ publishedAt, closedAt, ...row }) => ({
    ...row,
    nextAt: row.nextAt ? new Date(row.nextAt) : null,
    state: projectState({
      publishedAt: publishedAt ? new Date(publishedAt) : null,
      closedAt: closedAt ? new Date(closedAt) : null,
    }),
  }));
}

/** How many projects match in each state. */
export async function countByState(db: Db, filter: Filter): Promise<Record<ProjectState, number>> {
  const rows = await db.execute<{ state: ProjectState; count: number }>(
    sql`select ${stateOf} as state, count(*)::int as count from project p where ${matches(filter)} group by 1`,
  );
  return {
    draft: 0,
    published: 0,
    closed: 0,
    ...Object.fromEntries(rows.map((row) => [row.state, row.count])),
  };
}

/** Who can be named as contact: people with a seat in one of these organisations. */
export async function listContacts(
  db: Db,
  organisationIds: string[],
): Promise<{ id: string; name: string; organisationId: string }[]> {
  return db.execute(sql`
    select distinct p.id, p.given_name || ' ' || p.family_name as name, s.organisation_id as "organisationId"
    from membership s join person p on p.id = s.person_id
    where s.organisation_id = any (${sql.param(organisationIds)}::uuid[]) and s.ended_at is null
      and p.deactivated_at is null
    order by name limit 200`);
}

/** Organisations to work with whose name is like `text`; the exact name first. */
export async function listPartnerOptions(
  db: Db,
  text: string,
  limit: number,
): Promise<{ id: string; name: string; kind: string }[]> {
  return db.execute(sql`
    select id, name, kind from organisation
    where archived_at is null and search like '%' || search_text(${text}) || '%'
    order by lower(name) = lower(${text}) desc, name collate german limit ${limit}`);
}

export async function putPartner(
  db: Db,
  row: { projectId: string; organisationId: string; role: PartnerRole },
): Promise<void> {
  await db
    .insert(projectPartner)
    .values(row)
    .onConflictDoUpdate({
      target: [projectPartner.projectId, projectPartner.organisationId],
      set: { role: row.role },
    });
}

export async function deletePartner(db: Db, projectId: string, organisationId: string): Promise<void> {
  await db
    .delete(projectPartner)
    .where(and(eq(projectPartner.projectId, projectId), eq(projectPartner.organisationId, organisationId)));
}
