import { connect } from '#lib/server/db/client.server.ts';
import { startApp } from '#tests/support/app.ts';
import { openSessions } from '#tests/support/sessions.ts';
import { filledDatabase } from './support/database.ts';
import { answersPerSecond } from './support/load.ts';
import { type Benchmark, compared } from './support/result.ts';

const CLIENTS = 20;
const PEOPLE = 400;
const SHIFTS = 8;

/**
 * Sign-ups per second through HTTP (session, permission, tRPC, the statement) at 20 clients, against the bare
 * guarded statement through postgres.js on 20 connections. Eight shifts of 200 places for 400 people: the later half
 * goes on the waiting list, and the clients meet on the same rows as they do when a popular week is published.
 */
export const signUps: Benchmark = {
  name: 'sign-ups',
  async run() {
    const url = await filledDatabase('city');
    const { sql, close } = connect(url, { max: CLIENTS });
    const people = await sql<{ id: string }[]>`select person_id as id from volunteer where left_at is null
      order by person_id limit ${PEOPLE}`;
    const cookies = await openSessions(
      sql,
      people.map(({ id }) => id),
    );

    async function freshPairs() {
      const [event] = await sql<
        { id: string }[]
      >`select e.id from event e join project p on p.id = e.project_id
        where e.published_at is not null and e.cancelled_at is null and p.published_at is not null
          and p.closed_at is null limit 1`;
      // Decades ahead and each in an hour of its own, so that nobody's other dates are in the way.
      const shifts = await sql<{ id: string }[]>`
        insert into shift (event_id, role, start_at, end_at, min_places, max_places)
        select ${event!.id}, 'escort', at, at + interval '1 hour', 1, 200
        from (select now() + interval '30 years' + (random() * 1e9) * interval '1 second' + n * interval '1 day' as at
          from generate_series(1, ${SHIFTS}) n) t returning id`;
      return people.flatMap((person, i) =>
        shifts.map((shift) => ({ person: person.id, cookie: cookies[i]!, shift: shift.id })),
      );
    }

    async function bare(): Promise<number> {
      const pairs = await freshPairs();
      let next = 0;
      const client = async () => {
        for (let pair = pairs[next++]; pair; pair = pairs[next++]) {
          await sql`select * from sign_up(${pair.shift}, ${pair.person}, ${pair.person}, now(), false)`;
        }
      };
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: CLIENTS }, client));
      return pairs.length / ((performance.now() - startedAt) / 1000);
    }

    const app = await startApp({ databaseUrl: url });
    async function overHttp(): Promise<number> {
      const pairs = await freshPairs();
      const calls = pairs.map(({ shift, cookie }) => ({
        path: '/api/trpc/scheduling.signUp',
        method: 'POST' as const,
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ json: { shiftId: shift } }),
      }));
      return answersPerSecond(app.baseUrl, calls, CLIENTS);
    }

    try {
      await bare();
      await overHttp();
      // Taken in turns, so that a busy minute of the machine meets both.
      const rounds: { bare: number; http: number }[] = [];
      for (let round = 0; round < 3; round++) rounds.push({ bare: await bare(), http: await overHttp() });
      const best = (key: 'bare' | 'http') => Math.max(...rounds.map((r) => r[key]));
      return [compared('sign-ups through HTTP, 20 clients', best('http'), '1/s', best('bare'))];
    } finally {
      await app.stop();
      await close();
    }
  },
};
