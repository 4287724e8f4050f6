import type { Db } from '#lib/server/db/client.server.ts';
import { organisation } from '#lib/server/db/schema/index.ts';
import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Organisation, OrganisationKind, OrganisationLine, PublicOrganisation } from './organisation.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

export type NewOrganisation = Omit<typeof organisation.$inferInsert, 'latitude' | 'longitude'>;

/** Every word of the search, also in the middle of a name and with a letter wrong. */
function matches(text: string | null): SQL {
  if (!text) return sql`true`;
  return sql`(o.search like '%' || replace(replace(search_text(${text}), '%', '\\%'), '_', '\\_') || '%'
    or search_text(${text}) <% o.search)`;
}

export type OrganisationFilter = {
  text: string | null;
  kind: OrganisationKind | null;
  districtCode: string | null;
  isArchived: boolean;
};

function filtered(filter: OrganisationFilter): SQL {
  return sql`${matches(filter.text)}
    and (${filter.kind}::text is null or o.kind = ${filter.kind})
    and (${filter.districtCode}::text is null or o.district_code = ${filter.districtCode})
    and (o.archived_at is not null) = ${filter.isArchived}`;
}

export async function listOrganisations(
  db: Db,
  filter: OrganisationFilter & { limit: number; offset: number },
): Promise<OrganisationLine[]> {
  const rows = await db.execute<Omit<OrganisationLine, 'archivedAt'> & { archivedAt: string | null }>(sql`
    select o.id, o.kind, o.name, d.name as "districtName", p.name as "providerName", o.archived_at as "archivedAt",
      (select count(*)::int from membership s where s.organisation_id = o.id and s.ended_at is null) as "memberCount"
    from organisation o left join district d on d.code = o.district_code
    left join organisation p on p.id = o.provider_id
    where ${filtered(filter)}
    order by o.name collate german, o.id limit ${filter.limit} offset ${filter.offset}`);
  return rows.map((row) => ({
    ...row,
    archivedAt: row.archivedAt === null ? null : new Date(row.archivedAt),
  }));
}

export async function countOrganisations(db: Db, filter: OrganisationFilter): Promise<number> {
  const [row] = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from organisation o where ${filtered(filter)}`,
  );
  return row!.count;
}

/** How many active organisations there are of each kind. */
export async function countByKind(db: Db): Promise<{ kind: OrganisationKind; count: number }[]> {
  return db.execute<{ kind: OrganisationKind; count: number }>(
    sql`select kind, count(*)::int as count from organisation where archived_at is null group by kind`,
  );
}

export async function findOrganisation(db: Db, id: string): Promise<Organisation | null> {
  const [row] = await db.execute<Omit<Organisation, 'archivedAt'> & { archivedAt: string | null }>(sql`
    select o.id, o.kind, o.name, o.district_code as "districtCode", d.name as "districtName",
      o.provider_id as "providerId", p.name as "providerName", o.street, o.postal_code as "postalCode", o.city,
      o.phone, o.email, o.website, o.opening_hours as "openingHours", o.is_step_free as "isStepFree",
      o.access_note as "accessNote", o.archived_at as "archivedAt"
    from organisation o left join district d on d.code = o.district_code
    left join organisation p on p.id = o.provider_id
    where o.id = ${id}`);
  return row ? { ...row, archivedAt: row.archivedAt === null ? null : new Date(row.archivedAt) } : null;
}

/** Providers to choose from, by name. */
export async function listProviders(db: Db): Promise<{ id: string; name: string }[]> {
  return db
    .select({ id: organisation.id, name: organisation.name })
    .from(organisation)
    .where(and(eq(organisation.kind, 'provider'), isNull(organisation.archivedAt)))
    .orderBy(sql`${organisation.name} collate german`);
}

export async function isProvider(db: Db, id: string): Promise<boolean> {
  const rows = await db.execute(
    sql`select from organisation where id = ${id} and kind = 'provider' and archived_at is null`,
  );
  return rows.length > 0;
}

/** The point of its postal code stands for the house: near enough for distances. */
const pointOf = (code: string | null | undefined) => ({
  latitude: sql`(select latitude from postal_code where code = ${code ?? null})`,
  longitude: sql`(select longitude from postal_code where code = ${code ?? null})`,
});

export async function insertOrganisation(db: Db, row: NewOrganisation): Promise<string> {
  const [inserted] = await db
    .insert(organisation)
    .values({ ...row, ...pointOf(row.postalCode) })
    .returning({ id: organisation.id });
  return inserted!.id;
}

/** Changes what is given; a house that keeps its postal code keeps its point. */
export async function updateOrganisation(
  db: Db,
  id: string,
  changes: Partial<NewOrganisation>,
  hasMoved: boolean,
): Promise<void> {
  await db
    .update(organisation)
    .set({ ...changes, ...(hasMoved && pointOf(changes.postalCode)) })
    .where(eq(organisation.id, id));
}

/** True when this call archived it. */
export async function markArchived(db: Db, id: string, by: string, at: Date): Promise<boolean> {
  const rows = await db
    .update(organisation)
    .set({ archivedAt: at, archivedBy: by })
    .where(and(eq(organisation.id, id), isNull(organisation.archivedAt)))
    .returning({ id: organisation.id });
  return rows.length > 0;
}

/** True when this call brought it back. */
export async function markReturned(db: Db, id: string): Promise<boolean> {
  const rows = await db
    .update(organisation)
    .set({ archivedAt: null, archivedBy: null })
    .where(and(eq(organisation.id, id), isNotNull(organisation.archivedAt)))
    .returning({ id: organisation.id });
  return rows.length > 0;
}

/** What still needs the organisation: dates ahead (its own, or in its house), volunteers, organisations it carries. */
export async function isInUse(db: Db, id: string, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const [row] = await db.execute<{ isInUse: boolean }>(sql`
    select exists (select from event where (organisation_id = ${id} or venue_id = ${id})
        and end_at > ${at} and cancelled_at is null)
      or exists (select from volunteer where office_id = ${id} and left_at is null)
      or exists (select from organisation where provider_id = ${id} and archived_at is null) as "isInUse"`);
  return row!.isInUse;
}

export type Venue = Pick<
  PublicOrganisation,
  'id' | 'kind' | 'name' | 'street' | 'postalCode' | 'districtCode' | 'isStepFree' | 'accessNote'
>;

/** Houses with an address whose name fits, the best fitting first. */
export async function listVenues(db: Db, text: string, limit: number): Promise<Venue[]> {
  return db.execute<Venue>(sql`
    select o.id, o.kind, o.name, o.street, o.postal_code as "postalCode", o.district_code as "districtCode",
      o.is_step_free as "isStepFree", o.access_note as "accessNote"
    from organisation o
    where o.archived_at is null and o.street is not null and ${matches(text || null)}
    order by word_similarity(search_text(${text}), o.search) desc, o.name collate german, o.id limit ${limit}`);
}
