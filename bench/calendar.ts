import type { Actor } from '#lib/features/accounts/actor.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { createCaller } from '#lib/trpc/root.server.ts';
import { filledDatabase, type Scale } from './support/database.ts';
import { type Benchmark, compared, percentile, plain } from './support/result.ts';

const OFFICES = 12;
const MONTHS = 6;
const ROUNDS = 5;

/**
 * The calendar's month as an office's coordinator asks for it: the procedure with its policy and statement, without
 * HTTP. The 95th percentile on `country` (two million dates) against that on `demo`.
 */
async function monthMilliseconds(scale: Scale): Promise<{ p95: number; events: number }> {
  const { db, sql, close } = connect(await filledDatabase(scale), { max: 2 });
  const offices = await sql<{ id: string }[]>`
    select o.id from organisation o where o.kind = 'senior_office' order by md5(o.id::text) limit ${OFFICES}`;
  const now = new Date();
  const times: number[] = [];
  let events = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { id } of offices) {
      const membership = {
        organisationId: id,
        organisationName: '',
        organisationKind: 'senior_office',
        districtCode: null,
        role: 'coordinator',
      } as const;
      const actor: Actor = {
        id,
        name: '',
        givenName: '',
        email: null,
        locale: 'de',
        isVolunteer: false,
        memberships: [membership],
      };
      const api = createCaller({ actor, db, now } as never);
      for (let month = 0; month < MONTHS; month++) {
        const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2 + month, 1));
        const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1 + month, 6));
        const startedAt = performance.now();
        const answer = await api.scheduling.calendar({ from, to });
        // The first round warms the caches of both databases.
        if (round > 0) times.push(performance.now() - startedAt);
        events += answer.events.length;
      }
    }
  }
  await close();
  return { p95: percentile(times, 0.95), events: events / (offices.length * MONTHS * (ROUNDS + 1)) };
}

export const calendar: Benchmark = {
  name: 'calendar',
  async run() {
    const demo = await monthMilliseconds('demo');
    const country = await monthMilliseconds('country');
    return [
      compared('calendar month on country, 95th percentile', country.p95, 'ms', demo.p95),
      compared('dates in such a month', country.events, 'dates', demo.events),
      plain('calendar month on demo, 95th percentile', demo.p95, 'ms'),
    ];
  },
};
