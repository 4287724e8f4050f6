import type { Actor } from '#lib/features/accounts/actor.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { createCaller } from '#lib/trpc/root.server.ts';
import { filledDatabase } from './support/database.ts';
import type postgres from 'postgres';
import { type Benchmark, compared, percentile, plain, type Result } from './support/result.ts';

const ROUNDS = 60;
const MEETINGS = 15;
const PEOPLE = 60;

/**
 * Suggestions with reasons on `city`, through the procedures without HTTP: for one person, against reading one record by
 * its primary key in the same way; and for everybody who waits at all twelve offices in one call.
 */
export const matching: Benchmark = {
  name: 'matching',
  async run() {
    const { db, sql, close } = connect(await filledDatabase('city'), { max: 2 });
    const offices = await sql<{ id: string; name: string }[]>`
      select id, name from organisation where kind = 'senior_office' order by id`;
    // One coordinator who may see to all offices: the city's meeting is the largest there is.
    const [first] = await sql<{ personId: string }[]>`
      select person_id as "personId" from membership
      where organisation_id = ${offices[0]!.id} and role = 'coordinator' and ended_at is null limit 1`;
    const id = first!.personId;
    await sql`insert into membership (person_id, organisation_id, role)
      select ${id}, id, 'coordinator' from organisation where kind = 'senior_office' on conflict do nothing`;
    const actorOf = (own: { id: string; name: string }[]): Actor => ({
      ...{ id, name: '', givenName: '', email: null, locale: 'de', isVolunteer: false },
      memberships: own.map((office) => ({
        ...{ organisationId: office.id, organisationName: office.name, districtCode: null },
        organisationKind: 'senior_office',
        role: 'coordinator',
      })),
    });
    const now = new Date();
    const api = createCaller({ actor: actorOf(offices.slice(0, 1)), db, now } as never);
    const { items } = await api.tandems.clients({ which: 'waiting', text: '', page: 1 });
    const clientId = items[0]!.id;

    const read = await median(ROUNDS, () => api.tandems.client({ clientId }));
    const single = await median(ROUNDS, () => api.matching.suggestions({ clientId }));

    const pair = offices.slice(0, 2);
    await waitingUpTo(
      PEOPLE,
      pair.map((office) => office.id),
      sql,
    );
    const meetings: Result[] = [];
    for (const [name, own] of [
      ['two offices', pair],
      ['the whole city', offices],
    ] as const) {
      const caller = createCaller({ actor: actorOf([...own]), db, now } as never);
      const { rows } = await caller.matching.meeting({});
      const [givers] = await sql<{ n: number }[]>`
        select count(*)::int as n from volunteer v join person p on p.id = v.person_id
        where v.left_at is null and p.deactivated_at is null and v.office_id = any (${own.map((office) => office.id)})`;
      const ms = await median(MEETINGS, () => caller.matching.meeting({}));
      meetings.push(
        plain(`all suggestions, ${name}: ${rows.length} people × ${givers!.n} volunteers`, ms, 'ms'),
      );
    }
    await close();
    return [
      compared('suggestions for one person on city, against a record by its key', single, 'ms', read),
      ...meetings,
    ];
  },
};

/** Copies of who waits at these offices until there are so many. */
async function waitingUpTo(people: number, officeIds: string[], sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select act_as('system')`;
    await tx`
      insert into client (organisation_id, given_name, family_name, phone, district_code, latitude, longitude, birth_year,
        gender, wishes_gender, languages, interests, requires, traits, minutes, waiting_since, created_at, created_by, changed_at)
      select organisation_id, given_name, family_name, phone, district_code, latitude, longitude, birth_year, gender,
        wishes_gender, languages, interests, requires, traits, minutes, waiting_since, created_at, created_by, changed_at
      from client c cross join generate_series(1, 20)
      where organisation_id = any (${officeIds}) and not exists (select from tandem t where t.client_id = c.id)
      limit greatest(0, ${people} - (select count(*) from client c where organisation_id = any (${officeIds})
        and not exists (select from tandem t where t.client_id = c.id and t.ended_at is null))::int)`;
  });
}

async function median(rounds: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return percentile(times, 0.5);
}
