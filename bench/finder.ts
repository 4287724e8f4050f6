import { startApp } from '#tests/support/app.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { filledDatabase } from './support/database.ts';
import { answersPerSecond } from './support/load.ts';
import { type Benchmark, compared, plain } from './support/result.ts';

const CLIENTS = 20;
const REQUESTS = 2000;

const queries = [
  '',
  '?text=vorlesen',
  '?bezirk=apl',
  '?art=reading',
  '?tag=2',
  '?zeit=vormittag',
  '?plz=44287&km=5',
  '?bezirk=hoe&art=visiting',
  '?text=Gesprach&bezirk=inn',
  '?seite=2',
];

/**
 * Finder pages per second with the city's dates, against an empty page of the same server. Once with a quiet
 * database, once while a domain event every second drops all kept pages.
 */
export const finder: Benchmark = {
  name: 'finder',
  async run() {
    const url = await filledDatabase('city');
    const app = await startApp({ databaseUrl: url });
    const { sql, close } = connect(url, { max: 1 });
    const empty = Array.from({ length: REQUESTS }, () => ({ path: '/dev/empty' }));
    const pages = Array.from({ length: REQUESTS }, (_, i) => ({
      path: `/mitmachen${queries[i % queries.length]}`,
    }));
    const measure = (calls: { path: string }[]) => answersPerSecond(app.baseUrl, calls, CLIENTS);
    try {
      await measure(empty.slice(0, 200));
      await measure(pages.slice(0, 50));
      const rounds: { baseline: number; quiet: number; busy: number }[] = [];
      for (let round = 0; round < 3; round++) {
        const baseline = await measure(empty);
        const quiet = await measure(pages);
        const news = setInterval(() => {
          void sql`insert into domain_event (type, occurred_at) values ('bench', now())`.execute();
        }, 1000);
        const busy = await measure(pages);
        clearInterval(news);
        rounds.push({ baseline, quiet, busy });
      }
      const best = (key: 'baseline' | 'quiet' | 'busy') => Math.max(...rounds.map((r) => r[key]));
      const uncached = await answersPerSecond(
        app.baseUrl,
        // Addresses that nobody has asked for: every page is rendered from the database.
        Array.from({ length: 60 }, (_, i) => ({ path: `/mitmachen?text=neu${i}` })),
        CLIENTS,
      );
      return [
        compared('finder pages, kept', best('quiet'), '1/s', best('baseline')),
        compared('finder pages, a change every second', best('busy'), '1/s', best('baseline')),
        plain('finder pages, never asked before', uncached, '1/s'),
      ];
    } finally {
      await app.stop();
      await close();
    }
  },
};
