import { tokenOf } from '#lib/features/feeds/token.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { startApp } from '#tests/support/app.ts';
import type postgres from 'postgres';
import { filledDatabase } from './support/database.ts';
import { answersPerSecond, type Call } from './support/load.ts';
import { type Benchmark, compared, plain } from './support/result.ts';

const EVENTS = 200;
const REQUESTS = 600;
const SECRET_KEY = 'only-for-benchmarks-only-for-benchmarks';

/**
 * A feed of 200 dates, and its "not modified", against an empty tRPC query on the same server: first one after the
 * other (how long one answer takes), then with 20 clients (what the server can bear).
 */
export const feeds: Benchmark = {
  name: 'feeds',
  async run() {
    const url = await filledDatabase('city');
    const { sql, close } = connect(url, { max: 1 });
    const app = await startApp({ databaseUrl: url, env: { SECRET_KEY } });
    try {
      const path = `/calendar/${tokenOf(await busyPersonsFeed(sql), SECRET_KEY)}.ics`;
      const first = await fetch(app.baseUrl + path);
      const text = await first.text();
      const dates = text.split('BEGIN:VEVENT').length - 1;
      if (dates !== EVENTS) throw new Error(`The feed has ${dates} dates instead of ${EVENTS}.`);
      const headers = { 'if-none-match': first.headers.get('etag')! };
      const calls: Record<'empty' | 'feed' | 'known', Call> = {
        empty: { path: '/api/trpc/auth.me' },
        feed: { path },
        known: { path, headers, status: 304 },
      };
      const measure = (name: keyof typeof calls, clients: number) =>
        answersPerSecond(
          app.baseUrl,
          Array.from({ length: REQUESTS }, () => calls[name]),
          clients,
        );
      const results = [plain('size of the feed', text.length / 1024, 'kB')];
      for (const clients of [1, 20]) {
        const best = { empty: 0, feed: 0, known: 0 };
        // Taken in turns, so that a busy minute of the machine meets all three.
        for (let round = 0; round < 4; round++) {
          for (const name of ['empty', 'feed', 'known'] as const) {
            best[name] = Math.max(best[name], await measure(name, clients));
          }
        }
        const milliseconds = (name: keyof typeof best) => 1000 / best[name];
        const how = clients === 1 ? 'one after the other' : `${clients} clients`;
        results.push(
          compared(`feed of ${EVENTS} dates, ${how}`, milliseconds('feed'), 'ms', milliseconds('empty')),
          compared(`its 304, ${how}`, milliseconds('known'), 'ms', milliseconds('empty')),
        );
      }
      return results;
    } finally {
      await app.stop();
      await close();
    }
  },
};

/** Somebody with 200 dates ahead, two a day at most, and the feed of theirs. */
async function busyPersonsFeed(sql: postgres.Sql): Promise<string> {
  const [person] = await sql<{ id: string }[]>`
    insert into person (given_name, family_name, email)
    values ('Viel', 'Beschäftigt', ${`busy-${crypto.randomUUID()}@example.org`}) returning id`;
  await sql`
    insert into signup (shift_id, person_id, signed_up_at, signed_up_by, confirmed_at)
    select shift_id, ${person!.id}, now(), ${person!.id}, now() from (
      select distinct on (s.start_at::date, s.start_at::time < '12:00') s.id as shift_id
      from shift s join event e on e.id = s.event_id
      where s.start_at > now() and s.end_at < s.start_at + interval '2 hours'
        and s.start_at::time not between '10:00' and '14:00' and s.taken_places < s.max_places
        and e.published_at is not null and e.cancelled_at is null and s.cancelled_at is null
      order by s.start_at::date, s.start_at::time < '12:00', s.id limit ${EVENTS}) free`;
  const [feed] = await sql<{ id: string }[]>`
    insert into calendar_feed (person_id, created_at) values (${person!.id}, now()) returning id`;
  return feed!.id;
}
