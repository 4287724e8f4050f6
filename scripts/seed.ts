/** `npm run seed -- --scale demo|city|country [--seed N]`: fills an empty database. */
import { parseArgs } from 'node:util';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { openDatabase } from './support/database.ts';
import { prepareMessages } from './support/prepare.ts';
import { run } from './support/run.ts';

const SCALES = ['demo', 'city', 'country'] as const;
const USAGE = 'Usage: npm run seed -- --scale demo|city|country [--seed NUMBER]';

await run(async (command) => {
  const { scale, seed } = readParameters();
  const url = await openDatabase(command, 'tool');
  await prepareMessages();
  const { migrate } = await import('#lib/server/db/migrate.server.ts');
  const { isEmptyDatabase, seedDatabase } = await import('#lib/server/seed/seed.server.ts');
  await migrate(url);
  if (!(await isEmptyDatabase(url))) {
    throw new SetupError(
      'The database is not empty, so it is left as it is. Set DATA_DIR to another folder or DATABASE_URL to an empty database.',
    );
  }
  await seedDatabase({ url, scale, seed, onProgress: (line: string) => console.log(line) });
});

function readParameters() {
  try {
    const { values } = parseArgs({
      options: { scale: { type: 'string', default: 'demo' }, seed: { type: 'string', default: '1' } },
    });
    const scale = SCALES.find((known) => known === values.scale);
    if (scale && /^\d{1,9}$/.test(values.seed)) return { scale, seed: Number(values.seed) };
  } catch {
    // An unknown parameter is answered like a wrong value.
  }
  throw new SetupError(USAGE);
}
