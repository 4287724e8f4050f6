import { workOn } from '#lib/features/imports/work.service.server.ts';
import { findActor } from '#lib/server/auth/actor.repository.server.ts';
import { connect } from '#lib/server/db/client.server.ts';
import { createCaller } from '#lib/trpc/root.server.ts';
import { filledDatabase } from './support/database.ts';
import { type Benchmark, compared, plain } from './support/result.ts';

const ROWS = 5000;
const ROUNDS = 3;

/**
 * A list of 5,000 volunteers from the uploaded bytes through dry run and takeover, against bare INSERTs of the same
 * people (person, volunteer, availability; 500 to a statement) in one transaction; and by how much the process grows.
 */
export const imports: Benchmark = {
  name: 'imports',
  async run() {
    const url = await filledDatabase('city');
    const { sql, db, close } = connect(url, { max: 5 });
    const [seat] = await sql<{ personId: string; organisationId: string }[]>`
      select person_id as "personId", organisation_id as "organisationId" from membership
      where role = 'coordinator' and ended_at is null limit 1`;
    const actor = (await findActor(db, seat!.personId))!;
    const { organisationId } = seat!;
    const now = new Date();
    const api = createCaller({ actor, db, now } as never);
    let number = 0;

    const people = () =>
      Array.from({ length: ROWS }, () => {
        const key = `${process.pid}-${now.getTime()}-${number++}`;
        return { given: `Käthe${number}`, family: `Größmann${number}`, email: `bench-${key}@example.org` };
      });

    async function bare(): Promise<number> {
      const rows = people();
      const startedAt = performance.now();
      await sql.begin(async (tx) => {
        for (let at = 0; at < ROWS; at += 500) {
          const added = await tx<{ id: string }[]>`insert into person ${tx(
            rows
              .slice(at, at + 500)
              .map(({ given, family, email }) => ({ given_name: given, family_name: family, email })),
          )} returning id`;
          await tx`insert into volunteer ${tx(
            added.map(({ id }) => ({ person_id: id, office_id: organisationId, postal_code: '44287' })),
          )}`;
          await tx`insert into availability ${tx(
            added.map(({ id }) => ({ person_id: id, weekday: 1, start_time: '14:00', end_time: '16:00' })),
          )}`;
        }
      });
      return ROWS / ((performance.now() - startedAt) / 1000);
    }

    async function imported(): Promise<{ rate: number; growth: number }> {
      const lines = people().map(({ given, family, email }) => `${given};${family};${email};44287;Mo 14-16`);
      const form = new FormData();
      form.set('organisationId', organisationId);
      form.set('kind', 'volunteers');
      form.set('file', new File([['Vorname;Nachname;E-Mail;PLZ;Zeiten', ...lines].join('\n')], 'liste.csv'));
      const before = process.memoryUsage().rss;
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
      const startedAt = performance.now();
      const { runId } = await api.imports.upload(form);
      const mapping = ['givenName', 'familyName', 'email', 'postalCode', 'availability'] as const;
      await api.imports.setColumns({ runId, mapping: [...mapping] });
      await workOn({ actor: null, db, now }, { runId });
      await api.imports.takeOver({ runId });
      await workOn({ actor: null, db, now }, { runId });
      const seconds = (performance.now() - startedAt) / 1000;
      clearInterval(watch);
      const { state, createdRows } = await api.imports.get({ runId });
      if (state !== 'applied' || createdRows !== ROWS)
        throw new Error(`The import ended ${state}, ${createdRows} rows`);
      return { rate: ROWS / seconds, growth: (peak - before) / 1e6 };
    }

    /** Every round meets the database as the first did. */
    async function clearUp(): Promise<void> {
      await sql`delete from import_run where organisation_id = ${organisationId}`;
      await sql`delete from person where email like ${`bench-${process.pid}-%`}`;
      await sql`delete from graphile_worker._private_jobs where task_id in
        (select id from graphile_worker._private_tasks where identifier = 'run_import')`;
    }

    try {
      const rounds: { bare: number; rate: number; growth: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        rounds.push({ bare: await bare(), ...(await imported()) });
        await clearUp();
      }
      const best = (key: 'bare' | 'rate') => Math.max(...rounds.map((r) => r[key]));
      return [
        compared('import of 5,000 volunteers, upload to takeover', best('rate'), 'rows/s', best('bare')),
        plain('memory of an import of 5,000 volunteers', Math.max(...rounds.map((r) => r.growth)), 'MB'),
      ];
    } finally {
      await close();
    }
  },
};
