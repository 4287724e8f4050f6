import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';

/** Adds the volunteer's row under the senior office of the person's district, and tells that office. */
export async function insertVolunteer(db: Db, personId: string, now: Date): Promise<void> {
  const at = now.toISOString();
  await db.execute(sql`
    with added as (
      insert into volunteer (person_id, office_id, registered_at)
      select p.id, (select o.id from organisation o where o.kind = 'senior_office' and o.archived_at is null
        and o.district_code = p.district_code order by o.created_at limit 1), ${at}
      from person p where p.id = ${personId}
      on conflict do nothing returning person_id, office_id)
    insert into domain_event (type, occurred_at, actor_id, organisation_id, person_id)
    select 'volunteer_registered', ${at}, person_id, office_id, person_id from added`);
}
