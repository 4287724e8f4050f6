import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { Lookup } from './row.ts';

type Known = Pick<Lookup, 'timeZone' | 'districts' | 'houses' | 'projects' | 'contacts'>;

/** What the rows of an office may refer to, in one statement. */
export async function loadKnown(db: Db, organisationId: string): Promise<Known> {
  const [row] = await db.execute<Known>(sql`
    select coalesce((select time_zone from town), 'Europe/Berlin') as "timeZone",
      coalesce((select json_agg(json_build_object('code', code, 'name', name)) from district), '[]') as districts,
      coalesce((select json_agg(json_build_object('id', id, 'name', name) order by name) from organisation
        where archived_at is null), '[]') as houses,
      coalesce((select json_agg(json_build_object('id', id, 'title', title, 'kind', kind,
        'isClosed', closed_at is not null) order by created_at) from project
        where organisation_id = ${organisationId}), '[]') as projects,
      coalesce((select json_agg(distinct jsonb_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name))
        from membership s join person p on p.id = s.person_id
        where s.organisation_id = ${organisationId} and s.ended_at is null and p.deactivated_at is null),
        '[]') as contacts`);
  return row!;
}
