import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';

export type SuggestedDistrict = { code: string; name: string };

/**
 * The districts that a postal code or the name of a district points to, the likeliest first. Codes and districts
 * cross, so this is a suggestion that a person confirms.
 */
export function suggestDistricts(db: Db, place: string): Promise<SuggestedDistrict[]> {
  const postalCode = /\b\d{5}\b/.exec(place)?.[0] ?? null;
  return db.execute<SuggestedDistrict>(sql`
    select d.code, d.name from district d
    left join postal_code_district c on c.district_code = d.code and c.postal_code = ${postalCode}
    where c.postal_code is not null or (${postalCode}::text is null and length(${place}::text) > 2
      and (search_text(d.name) like '%' || replace(search_text(${place}), '%', '') || '%'
        or word_similarity(search_text(d.name), search_text(${place})) > 0.6))
    order by c.is_main desc nulls last, similarity(search_text(d.name), search_text(${place})) desc, d.position
    limit 4`);
}

/** The office that answers for a district; without one the central unit, else whichever office there is. */
export async function findOfficeFor(db: Db, districtCode: string | null): Promise<string | null> {
  const [row] = await db.execute<{ id: string }>(sql`
    select id from organisation
    where kind in ('senior_office','central_unit') and archived_at is null
    order by (kind = 'senior_office' and district_code = ${districtCode}::text) desc nulls last,
      kind = 'central_unit' desc, name collate german limit 1`);
  return row?.id ?? null;
}

/** A house that asks, with its district. */
export async function findHouse(
  db: Db,
  organisationId: string,
): Promise<{ districtCode: string | null } | null> {
  const [row] = await db.execute<{ districtCode: string | null }>(
    sql`select district_code as "districtCode" from organisation where id = ${organisationId} and archived_at is null`,
  );
  return row ?? null;
}

export type Office = { id: string; name: string; districtCode: string | null };

/** Offices to hand a request to: those of the districts and the central unit. */
export function listOffices(db: Db): Promise<Office[]> {
  return db.execute<Office>(sql`
    select id, name, district_code as "districtCode" from organisation
    where kind in ('senior_office','central_unit') and archived_at is null
    order by name collate german limit 500`);
}

/** Who of an office can care for a request. */
export function listColleagues(db: Db, organisationId: string): Promise<{ id: string; name: string }[]> {
  return db.execute(sql`
    select p.id, p.given_name || ' ' || p.family_name as name
    from membership s join person p on p.id = s.person_id
    where s.organisation_id = ${organisationId} and s.ended_at is null and p.deactivated_at is null
      and s.role in ('coordinator','group_leader')
    group by p.id order by name limit 200`);
}

export async function findOfficeContact(
  db: Db,
  organisationId: string,
): Promise<{ name: string; phone: string | null }> {
  const [row] = await db.execute<{ name: string; phone: string | null }>(
    sql`select name, phone from organisation where id = ${organisationId}`,
  );
  return row!;
}
