import type { Db } from '#lib/server/db/client.server.ts';
import { groupProfile } from '#lib/server/db/schema/index.ts';
import { eq, sql } from 'drizzle-orm';
import type { GroupLine, GroupProfile, Registration } from './group.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

/** Null for a group about which nothing is written yet. */
export async function findProfile(db: Db, projectId: string): Promise<GroupProfile | null> {
  const [row] = await db.select().from(groupProfile).where(eq(groupProfile.projectId, projectId));
  if (!row) return null;
  const { projectId: _project, changedAt: _at, changedBy: _by, registration, ...profile } = row;
  return { ...profile, registration: registration as Registration };
}

export async function putProfile(
  db: Db,
  projectId: string,
  profile: GroupProfile,
  by: { actorId: string; now: Date },
): Promise<void> {
  const row = { ...profile, changedAt: by.now, changedBy: by.actorId };
  await db
    .insert(groupProfile)
    .values({ projectId, ...row })
    .onConflictDoUpdate({ target: groupProfile.projectId, set: row });
}

/** The other groups of an organisation, to choose one that meets at the same time. */
export async function listSiblings(
  db: Db,
  { projectId, organisationId }: { projectId: string; organisationId: string },
): Promise<{ projectId: string; title: string }[]> {
  return db.execute(sql`
    select id as "projectId", title from project
    where organisation_id = ${organisationId} and kind = 'group' and id <> ${projectId} and closed_at is null
    order by title collate german limit 200`);
}

/** The groups of these organisations that are not closed, the soonest date first. */
export async function listOwnGroups(
  db: Db,
  organisationIds: string[],
  page: { now: Date; countFrom: Date; limit: number; offset: number },
): Promise<{ items: GroupLine[]; total: number }> {
  const now = page.now.toISOString();
  const rows = await db.execute<Omit<GroupLine, 'nextAt'> & { nextAt: string | null; total: number }>(sql`
    select p.id as "projectId", p.title, o.name as "organisationName", p.published_at is not null as "isPublished",
      coalesce(g.is_listed, false) as "isListed", next.at as "nextAt",
      coalesce(next.zone, 'Europe/Berlin') as "timeZone", past.uncounted, count(*) over ()::int as total
    from project p join organisation o on o.id = p.organisation_id
    left join group_profile g on g.project_id = p.id
    cross join lateral (select min(e.start_at) as at, min(e.time_zone) as zone from event e
      where e.project_id = p.id and e.cancelled_at is null and e.end_at > ${now}) next
    cross join lateral (select count(*)::int as uncounted from event e
      where e.project_id = p.id and e.cancelled_at is null and e.start_at <= ${now}
        and e.start_at > ${page.countFrom.toISOString()}
        and not exists (select from attendance a where a.event_id = e.id)) past
    where p.kind = 'group' and p.closed_at is null
      and p.organisation_id = any (${sql.param(organisationIds)}::uuid[])
    order by next.at nulls last, p.title collate german, p.id
    limit ${page.limit} offset ${page.offset}`);
  return {
    total: rows[0]?.total ?? 0,
    items: rows.map(({ total: _total, nextAt, ...row }) => ({
      ...row,
      nextAt: nextAt === null ? null : new Date(nextAt),
    })),
  };
}
