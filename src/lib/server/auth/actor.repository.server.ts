import type { Actor, Membership } from '#lib/features/accounts/actor.ts';
import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '../db/client.server.ts';

export type ActorRow = {
  personId: string;
  givenName: string;
  familyName: string;
  email: string | null;
  locale: string;
  isVolunteer: boolean;
  memberships: Membership[];
};

/** What makes an actor, of a `person p`. */
export const actorColumns: SQL = sql`p.id as "personId", p.given_name as "givenName",
      p.family_name as "familyName", p.email, p.locale,
      exists (select from volunteer v where v.person_id = p.id and v.left_at is null) as "isVolunteer",
      coalesce((
        select json_agg(json_build_object('organisationId', o.id, 'organisationName', o.name,
          'organisationKind', o.kind, 'districtCode', o.district_code, 'role', m.role) order by m.started_at, m.id)
        from membership m join organisation o on o.id = m.organisation_id
        where m.person_id = p.id and m.ended_at is null and o.archived_at is null), '[]') as memberships`;

export function actorOf(row: ActorRow): Actor {
  return {
    id: row.personId,
    name: `${row.givenName} ${row.familyName}`,
    givenName: row.givenName,
    email: row.email,
    locale: row.locale,
    isVolunteer: row.isVolunteer,
    memberships: row.memberships,
  };
}

/** Somebody in whose name a background job works, with the roles of this moment; null when the account is closed. */
export async function findActor(db: Db, personId: string): Promise<Actor | null> {
  const [row] = await db.execute<ActorRow>(
    sql`select ${actorColumns} from person p where p.id = ${personId} and p.deactivated_at is null`,
  );
  return row ? actorOf(row) : null;
}
