/** `npm run seed -- --scale demo|city|country [--seed N]`: fills an empty database. */
import { parseArgs } from 'node:util';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { openDatabase } from './support/database.ts';
import { migrateAndFill } from './support/fill.ts';
import { run } from './support/run.ts';

const SCALES = ['demo', 'city', 'country'] as const;

await run(async (command) => {
  const wanted = readParameters();
  const url = await openDatabase(command, 'tool');
  if (await migrateAndFill(url, wanted)) return;
  throw new SetupError(
    'The database is not empty, so it is left as it is. Set DATA_DIR to another folder, or DATABASE_URL to an empty database.',
  );
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
  throw new SetupError('Usage: npm run seed -- --scale demo|city|country [--seed NUMBER]');
}
