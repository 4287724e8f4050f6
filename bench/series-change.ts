import { extendSeries } from '#lib/features/series/horizon.service.server.ts';
import { findActor } from '#lib/server/auth/actor.repository.server.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { createCaller } from '#lib/trpc/root.server.ts';
import { emptyDatabase } from './support/database.ts';
import { agreePairs } from './support/reading-pairs.ts';
import { type Benchmark, compared, percentile } from './support/result.ts';

const NOW = new Date('2026-08-20T09:00:00+02:00');
const ROUNDS = 15;

/**
 * "This and following" on a reading hour of about 40 dates, each with its mentor: in a town with 510 such series,
 * against a town with five. It is one transaction; a ratio near 1 says that other series cost nothing.
 */
export const seriesChange: Benchmark = {
  name: 'series-change',
  async run() {
    const few = await medianChange(5);
    const many = await medianChange(510);
    return [compared('"this and following" on 40 dates, 510 series against 5', many, 'ms', few)];
  },
};

/** Milliseconds for moving all dates of one series by five minutes. */
async function medianChange(pairs: number): Promise<number> {
  const { sql, db, close } = connect(await emptyDatabase('series_change'), { max: 2 });
  try {
    const { seriesIds, officeId } = await agreePairs(sql, { pairs, now: NOW });
    await extendSeries({ actor: null, db, now: NOW });
    await sql`analyze`;
    const [murat] = await sql<{ id: string }[]>`
      insert into person (given_name, family_name, email) values ('Murat', 'Yıldız', 'murat@example.org') returning id`;
    await sql`insert into membership (person_id, organisation_id, role, started_at)
      values (${murat!.id}, ${officeId}, 'coordinator', ${NOW.toISOString()})`;
    const api = createCaller({ actor: await findActor(db, murat!.id), db, now: NOW } as never);
    const seriesId = seriesIds[0]!;
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const { version, phase, roles } = await api.series.get({ seriesId, on: '2026-09-07' });
      const isEarly = phase.startTime === '10:10';
      const startedAt = performance.now();
      await api.series.change({
        ...{ seriesId, version, from: '2026-09-02', firstOn: '2026-09-02', lastOn: '2027-07-31' },
        ...{ frequency: 'weekly', weekdays: [1], venueId: phase.venueId!, roomId: phase.roomId! },
        ...{ startTime: isEarly ? '10:15' : '10:10', endTime: isEarly ? '11:00' : '10:55' },
        ...{ onSchoolHolidays: 'skip', onPublicHolidays: 'skip' },
        shifts: roles.map(({ id, requirements }) => ({
          ...{ id, role: 'reader' as const, minPlaces: 1, maxPlaces: 1, requirements },
        })),
      } as never);
      times.push(performance.now() - startedAt);
    }
    return percentile(times, 0.5);
  } finally {
    await close();
  }
}
