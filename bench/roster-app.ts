import { readWeekFacts } from '#lib/features/rosters/facts.repository.server.ts';
import { problemOfWeek } from '#lib/features/rosters/problem-of-week.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { startApp } from '#tests/support/app.ts';
import { addDays, startOfWeek } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import superjson from 'superjson';
import { filledDatabase } from './support/database.ts';
import { type Benchmark, compared, percentile, plain } from './support/result.ts';

const COORDINATOR = 'murat@example.org';
const PAGE = '/anmelden';
const LOOKS = 300;
const PAUSE_MS = 20;

/** Milliseconds of a small page, one look after the other. */
async function looks(baseUrl: string, goesOn: (count: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  while (goesOn(times.length)) {
    const startedAt = performance.now();
    await (await fetch(baseUrl + PAGE)).text();
    times.push(performance.now() - startedAt);
    await new Promise((done) => setTimeout(done, PAUSE_MS));
  }
  return times;
}

/** Calls a procedure as the browser's client does. */
function clientOf(baseUrl: string) {
  let cookie = '';
  return async function call<T>(path: string, input: unknown, isQuery = false): Promise<T> {
    const sent = JSON.stringify(superjson.serialize(input));
    const headers = { 'content-type': 'application/json', origin: baseUrl, cookie };
    const answer = await fetch(
      `${baseUrl}/api/trpc/${path}${isQuery ? `?input=${encodeURIComponent(sent)}` : ''}`,
      isQuery ? { headers } : { method: 'POST', headers, body: sent },
    );
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    const { result } = (await answer.json()) as { result: { data: never } };
    return superjson.deserialize(result.data);
  };
}

/**
 * "Propose the week" in a running instance, worker and solver's thread beside the pages: how much slower a small page
 * is while a roster runs. And how long the facts and the judging of all pairs take, on `city`.
 */
export const rosterApp: Benchmark = {
  name: 'roster-app',
  async run() {
    const url = await filledDatabase('city');
    const { db, sql, close } = connect(url, { max: 2 });
    await sql`update roster_run_office set is_open = false`;
    const now = new Date();
    const weekOn = startOfWeek(addDays(wallTime(now).date, 7));
    const offices = await sql<{ id: string }[]>`select id from organisation where kind = 'senior_office'`;
    // For as long as it takes, one coordinator plans for all of them: a search that lasts.
    const seats = await sql<{ id: string }[]>`
      insert into membership (person_id, organisation_id, role, started_at)
      select p.id, o.id, 'coordinator', now() from person p, organisation o
      where p.email = ${COORDINATOR} and o.kind = 'senior_office' and not exists (select from membership m
        where m.person_id = p.id and m.organisation_id = o.id and m.role = 'coordinator' and m.ended_at is null)
      returning id`;
    const from = startOfDay(weekOn);
    const to = startOfDay(addDays(weekOn, 7));
    const readingAt = performance.now();
    const facts = await readWeekFacts(db, {
      ...{ runId: offices[0]!.id, organisationIds: offices.map(({ id }) => id), from, to, now },
    });
    const judgingAt = performance.now();
    const { problem } = await problemOfWeek({ origin: from, ...facts });
    const judgedAt = performance.now();
    const app = await startApp({ databaseUrl: url });
    try {
      const call = clientOf(app.baseUrl);
      await call('auth.signIn', { email: COORDINATOR, password: 'miteinander-demo' });
      await looks(app.baseUrl, (count) => count < 50);
      const idle = percentile(await looks(app.baseUrl, (count) => count < LOOKS), 0.95);
      const { runId } = await call<{ runId: string }>('rosters.start', { weekOn, seconds: 60 });
      let isAtWork = true;
      const watching = (async () => {
        while (isAtWork) {
          await new Promise((done) => setTimeout(done, 300));
          const { run } = await call<{ run: { state: string } }>('rosters.get', { runId }, true);
          isAtWork = run.state === 'queued' || run.state === 'running';
        }
      })();
      const busy = percentile(await looks(app.baseUrl, (count) => isAtWork && count < 4 * LOOKS), 0.95);
      if (isAtWork) await call('rosters.cancel', { runId });
      await watching;
      await call('rosters.close', { runId }).catch(() => {});
      return [
        compared('a small page while a roster runs, 95th percentile', busy, 'ms', idle),
        plain('facts of a week of all offices of a city, one statement', judgingAt - readingAt, 'ms'),
        plain('judging all pairs of that week', judgedAt - judgingAt, 'ms'),
        plain('pairs judged', facts.shifts.length * facts.volunteers.length, 'pairs'),
        plain('pairs that suit', problem.pairs.length, 'pairs'),
      ];
    } finally {
      await app.stop();
      await sql`delete from membership where id = any (${seats.map(({ id }) => id)})`;
      await close();
    }
  },
};
