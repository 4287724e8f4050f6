import type postgres from 'postgres';

const SCHOOLS = 91;

/**
 * An empty database becomes a town with `pairs` reading pairs: schools with rooms, mentors with what they need, and a
 * promised weekly hour of 2026/27 for each; nothing is made of it yet.
 *
 * @returns the series, and the mentors as they stand for them
 */
export async function agreePairs(
  sql: postgres.Sql,
  { pairs, now }: { pairs: number; now: Date },
): Promise<{ seriesIds: string[]; officeId: string }> {
  await sql`insert into town (name, phone, email) values ('Lindenau', '030 23125000', 'hilfe@example.org')`;
  await sql`insert into district (code, name, position, latitude, longitude) values ('apl', 'Aplerbeck', 1, 51.49, 7.56)`;
  await sql`insert into school_holiday (name, first_on, last_on) values
    ('Sommer', '2026-07-20', '2026-09-01'), ('Herbst', '2026-10-17', '2026-10-31'),
    ('Weihnachten', '2026-12-23', '2027-01-06'), ('Ostern', '2027-03-22', '2027-04-03'),
    ('Pfingsten', '2027-05-18', '2027-05-18'), ('Sommer', '2027-07-19', '2027-08-31')`;
  const [office] = await sql<{ id: string }[]>`
    insert into organisation (kind, name, district_code) values ('senior_office', 'Seniorenbüro', 'apl') returning id`;
  const schools = await sql<{ id: string }[]>`
    insert into organisation (kind, name, district_code)
    select 'school', 'Schule ' || n, 'apl' from generate_series(1, ${SCHOOLS}) n returning id`;
  const mentors = await sql<{ id: string }[]>`
    insert into person (given_name, family_name, email)
    select 'Lesepate', n::text, 'lesepate-' || n || '@example.org' from generate_series(1, ${pairs}) n returning id`;
  await sql`insert into volunteer (person_id, office_id) select id, ${office!.id} from person`;
  await sql`insert into qualification (person_id, kind, granted_on)
    select id, 'record_inspection', '2026-01-10' from person`;
  const [project] = await sql<{ id: string }[]>`
    insert into project (organisation_id, kind, title, is_internal)
    values (${office!.id}, 'reading', 'Lesestunden (intern)', true) returning id`;
  const seriesIds: string[] = [];
  for (const [index, mentor] of mentors.entries()) {
    const school = schools[index % SCHOOLS]!.id;
    const [made] = await sql<{ id: string }[]>`
      with room as (insert into room (organisation_id, name) values (${school}, ${`Raum ${index}`}) returning id),
      series as (insert into series (project_id, organisation_id, title, on_school_holidays, on_public_holidays,
          published_at, published_by, made_until)
        values (${project!.id}, ${office!.id}, 'Lesestunde', 'skip', 'skip', ${now.toISOString()}, ${mentor.id},
          ${now.toISOString()}::date) returning id),
      phase as (insert into series_phase (series_id, first_on, last_on, frequency, weekdays, start_time, end_time,
          venue_id, room_id)
        select series.id, '2026-09-02', '2027-07-31', 'weekly', array[${(index % 5) + 1}]::smallint[], '10:10', '10:55',
          ${school}, room.id from series, room),
      role as (insert into series_role (series_id, role, requirements)
        select id, 'reader', '{record_inspection}' from series returning id),
      promised as (insert into commitment (series_role_id, person_id, first_on, created_at, created_by)
        select id, ${mentor.id}, '2026-09-02', ${now.toISOString()}, ${mentor.id} from role)
      select id from series`;
    seriesIds.push(made!.id);
  }
  return { seriesIds, officeId: office!.id };
}
