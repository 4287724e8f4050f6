import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { ExportedVolunteer } from './profile.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

type Details = Pick<
  ExportedVolunteer,
  'givenName' | 'familyName' | 'email' | 'phone' | 'postalCode' | 'skills' | 'availability'
>;

/** What a list of volunteers leaves out and their files have. */
export async function listDetails(db: Db, personIds: string[]): Promise<Map<string, Details>> {
  const rows = await db.execute<Details & { personId: string }>(sql`
    select p.id as "personId", p.given_name as "givenName", p.family_name as "familyName", p.email, p.phone,
      v.postal_code as "postalCode", v.skills, coalesce((select json_agg(json_build_object('weekday', a.weekday,
        'startTime', to_char(a.start_time, 'HH24:MI'), 'endTime', to_char(a.end_time, 'HH24:MI'))
        order by a.weekday, a.start_time) from availability a where a.person_id = p.id), '[]') as availability
    from volunteer v join person p on p.id = v.person_id where p.id = any (${sql.param(personIds)}::uuid[])`);
  return new Map(rows.map(({ personId, ...details }) => [personId, details]));
}
