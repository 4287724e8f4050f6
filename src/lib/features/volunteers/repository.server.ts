import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { Actor } from '#lib/features/accounts/actor.ts';

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

/**
 * Records what happened to a volunteer at the office that looks after them. `details` names no persons and no
 * words of theirs.
 */
export async function recordVolunteerEvent(
  tx: Db,
  event: { type: string; personId: string; actor: Actor; now: Date; details?: Record<string, unknown> },
): Promise<void> {
  await tx.execute(sql`
    insert into domain_event (type, occurred_at, actor_id, organisation_id, person_id, details)
    select ${event.type}, ${event.now.toISOString()}, ${event.actor.id}, office_id, person_id,
      ${JSON.stringify(event.details ?? {})}::jsonb
    from volunteer where person_id = ${event.personId}`);
}
