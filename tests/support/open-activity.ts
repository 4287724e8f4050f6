import type postgres from 'postgres';

interface Plan {
  title: string;
  /** Days from today on which it takes place, from 15 to 17 o'clock in Dortmund; one date each. */
  inDays: number[];
  places?: number;
  requirements?: string[];
  isStanding?: boolean;
}

export interface OpenActivity {
  projectId: string;
  /** In the order of `inDays`. */
  shiftIds: string[];
  /** The addresses of the dates' pages. */
  paths: string[];
}

/** An activity of Murat's office in the demo that no other test touches, published and announced. */
export async function openActivity(
  sql: postgres.Sql,
  { title, inDays, places = 1, requirements = [], isStanding = false }: Plan,
): Promise<OpenActivity> {
  const [project] = await sql<{ id: string; organisationId: string; by: string }[]>`
    insert into project (organisation_id, kind, title, summary, is_standing, published_at, published_by)
    select m.organisation_id, 'other', ${title}, 'Ein Nachmittag für alle', ${isStanding}, now(), m.person_id
    from membership m join person p on p.id = m.person_id
    where p.email = 'murat@example.org' and m.role = 'coordinator' limit 1
    returning id, organisation_id as "organisationId", published_by as "by"`;
  const { id: projectId, organisationId, by } = project!;
  const shiftIds: string[] = [];
  for (const days of inDays) {
    const [shift] = await sql<{ id: string }[]>`
      with e as (
        insert into event (project_id, organisation_id, start_at, end_at, place_name, published_at, published_by)
        select ${projectId}, ${organisationId}, at, at + interval '2 hours', 'Gemeindesaal', now(), ${by}
        from (select ((now() at time zone 'Europe/Berlin')::date + ${days}::int + time '15:00')
          at time zone 'Europe/Berlin' as at) t
        returning id, start_at, end_at)
      insert into shift (event_id, role, start_at, end_at, min_places, max_places, requirements)
      select id, 'set_up', start_at, end_at, 1, ${places}, ${requirements}::text[] from e returning id`;
    shiftIds.push(shift!.id);
  }
  await sql`insert into domain_event (type, occurred_at) values ('test', now())`;
  return { projectId, shiftIds, paths: shiftIds.map((id) => `/mitmachen/${projectId}/${id}`) };
}
