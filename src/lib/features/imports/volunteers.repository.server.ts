import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { DuplicateReason } from './import.ts';
import type { VolunteerRow } from './volunteer-row.ts';

export type Wanted<Value> = { number: number; value: Value };

/** How alike the other name must be where one of the two is the same: forgives "Hanne" for "Hannelore". */
const LEAST_LIKENESS = 0.4;

/**
 * Who of the office's volunteers a row probably is: by the same e-mail address, the same telephone with the same name,
 * or a name that is alike. An address that belongs to anybody else counts as `elsewhere`, without saying who.
 */
export async function findVolunteers(
  db: Db,
  officeId: string,
  rows: Wanted<VolunteerRow>[],
): Promise<Map<number, { id: string; reason: DuplicateReason } | 'elsewhere'>> {
  const json = JSON.stringify(
    rows.map(({ number, value: { email, phone, givenName, familyName } }) => ({
      ...{ number, email, phone, givenName, familyName },
    })),
  );
  const found = await db.execute<{ number: number; id: string; reason: DuplicateReason | 'elsewhere' }>(sql`
    with wanted as materialized (
      select number, email, phone, search_text("givenName") as given, search_text("familyName") as family
      from jsonb_to_recordset(${json}::jsonb)
        as w (number int, email text, phone text, "givenName" text, "familyName" text)),
    ours as materialized (
      select p.id, p.phone, search_text(p.given_name) as given, search_text(p.family_name) as family
      from volunteer v join person p on p.id = v.person_id where v.office_id = ${officeId})
    select distinct on (number) number, id, reason from (
      select w.number, p.id, case when v.office_id = ${officeId} then 'email' else 'elsewhere' end as reason, 1 as rank
      from wanted w join person p on p.email = w.email left join volunteer v on v.person_id = p.id
      union all
      select w.number, o.id, case when w.phone = o.phone and w.given = o.given then 'phone' else 'name' end,
        case when w.phone = o.phone and w.given = o.given then 2 when w.given = o.given then 3 else 4 end
      from wanted w join ours o on o.family = w.family and similarity(o.given, w.given) >= ${LEAST_LIKENESS}
      union all
      select w.number, o.id, 'name', 5
      from wanted w join ours o on o.given = w.given and similarity(o.family, w.family) >= ${LEAST_LIKENESS}
      union all
      select w.number, o.id, 'name', 6 from wanted w join ours o on o.given = w.family and o.family = w.given
    ) t order by number, rank, id`);
  return new Map(
    found.map(({ number, id, reason }) => [number, reason === 'elsewhere' ? reason : { id, reason }]),
  );
}

/** Adds them as volunteers whom the office knows: nobody has to welcome them, and nobody gets a message. */
export async function insertVolunteers(
  db: Db,
  runId: string,
  rows: Wanted<VolunteerRow>[],
  by: { officeId: string; actorId: string; now: Date },
): Promise<void> {
  const json = JSON.stringify(rows.map(({ number, value }) => ({ number, ...value })));
  const now = by.now.toISOString();
  await db.execute(sql`
    with wanted as materialized (
      select new_id() as id, w.* from jsonb_to_recordset(${json}::jsonb) as w (number int, "givenName" text,
        "familyName" text, email text, phone text, "postalCode" text, "districtCode" text, languages text[],
        skills text[], availability jsonb)),
    people as (
      insert into person (id, given_name, family_name, email, phone, district_code, created_at, created_by)
      select id, "givenName", "familyName", email, phone, "districtCode", ${now}, ${by.actorId} from wanted),
    volunteers as (
      insert into volunteer (person_id, office_id, postal_code, latitude, longitude, languages, skills, registered_at,
        welcomed_at, welcomed_by)
      select w.id, ${by.officeId}, w."postalCode", c.latitude, c.longitude, w.languages, w.skills, ${now}, ${now},
        ${by.actorId}
      from wanted w left join postal_code c on c.code = w."postalCode"),
    windows as (
      insert into availability (person_id, weekday, start_time, end_time)
      select w.id, a.weekday, a."startTime", a."endTime" from wanted w cross join
        jsonb_to_recordset(w.availability) as a (weekday smallint, "startTime" time, "endTime" time))
    update import_row r set created_id = w.id from wanted w where r.run_id = ${runId} and r.number = w.number`);
}

/** Fields of a volunteer that were empty, with what the file has for them. */
export type Filled = Partial<Omit<VolunteerRow, 'givenName' | 'familyName'>>;

/** What of these volunteers is filled already, by their ids. */
export async function listFilled(db: Db, ids: string[]): Promise<Map<string, Record<keyof Filled, boolean>>> {
  const rows = await db.execute<{ id: string } & Record<keyof Filled, boolean>>(sql`
    select p.id, p.email is not null as email, p.phone is not null as phone,
      p.district_code is not null as "districtCode", v.postal_code is not null as "postalCode",
      cardinality(v.languages) > 0 as languages, cardinality(v.skills) > 0 as skills,
      exists (select from availability a where a.person_id = p.id) as availability
    from person p join volunteer v on v.person_id = p.id where p.id = any (${sql.param(ids)}::uuid[])
    for update of p`);
  return new Map(rows.map(({ id, ...filled }) => [id, filled]));
}

/** Fills what is empty, and notes it at the row so that it can be taken back. */
export async function fillVolunteers(
  db: Db,
  runId: string,
  rows: { number: number; id: string; filled: Filled }[],
): Promise<void> {
  await db.execute(sql`
    with wanted as materialized (
      select w.number, w.id, w.filled, f.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as w (number int, id uuid, filled jsonb)
      cross join lateral jsonb_to_record(w.filled) as f (email text, phone text, "districtCode" text,
        "postalCode" text, languages text[], skills text[], availability jsonb)),
    people as (
      update person p set email = coalesce(p.email, w.email), phone = coalesce(p.phone, w.phone),
        district_code = coalesce(p.district_code, w."districtCode") from wanted w where p.id = w.id),
    volunteers as (
      update volunteer v set postal_code = coalesce(v.postal_code, w."postalCode"),
        latitude = coalesce(v.latitude, c.latitude), longitude = coalesce(v.longitude, c.longitude),
        languages = coalesce(w.languages, v.languages), skills = coalesce(w.skills, v.skills)
      from wanted w left join postal_code c on c.code = w."postalCode" where v.person_id = w.id),
    windows as (
      insert into availability (person_id, weekday, start_time, end_time)
      select w.id, a.weekday, a."startTime", a."endTime" from wanted w cross join
        jsonb_to_recordset(w.availability) as a (weekday smallint, "startTime" time, "endTime" time))
    update import_row r set filled = w.filled from wanted w where r.run_id = ${runId} and r.number = w.number`);
}
