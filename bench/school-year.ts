import { extendSeries } from '#lib/features/series/horizon.service.server.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { emptyDatabase } from './support/database.ts';
import { agreePairs } from './support/reading-pairs.ts';
import { type Benchmark, plain } from './support/result.ts';

const PAIRS = 510;
/** In the summer holidays: the whole school year 2026/27 is still to be made. */
const NOW = new Date('2026-08-20T09:00:00+02:00');

/**
 * Makes the dates of one school year for 510 reading pairs, each with its room, its shift and the mentor's place, as
 * the nightly job does, in a database that holds nothing else. Baseline none: the limit is three seconds.
 */
export const schoolYear: Benchmark = {
  name: 'school-year',
  async run() {
    const seconds: number[] = [];
    let dates = 0;
    for (let round = 0; round < 3; round++) {
      const { sql, db, close } = connect(await emptyDatabase('school_year'), { max: 2 });
      try {
        await agreePairs(sql, { pairs: PAIRS, now: NOW });
        const startedAt = performance.now();
        await extendSeries({ actor: null, db, now: NOW });
        seconds.push((performance.now() - startedAt) / 1000);
        const [made] = await sql<{ count: number }[]>`
          select count(*)::int as count from signup where confirmed_at is not null`;
        dates = made!.count;
      } finally {
        await close();
      }
    }
    return [
      plain(`school year of ${PAIRS} reading pairs`, Math.min(...seconds), 's'),
      plain('dates made, each with its mentor', dates, ''),
    ];
  },
};
