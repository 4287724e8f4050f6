import { readEnv } from '#lib/server/env.server.ts';
import type { SeedOptions } from '#lib/server/seed/seed.server.ts';
import { parseNow, systemClock } from '#lib/time/clock.ts';
import { prepareMessages } from './prepare.ts';
import { showProgress } from './progress.ts';

/**
 * Brings the database to the newest schema and fills it where it is empty.
 *
 * @returns whether it was empty
 */
export async function migrateAndFill(
  url: string,
  { scale, seed }: Pick<SeedOptions, 'scale' | 'seed'>,
): Promise<boolean> {
  await prepareMessages();
  const { migrate } = await import('#lib/server/db/migrate.server.ts');
  const { isEmptyDatabase, seedDatabase } = await import('#lib/server/seed/seed.server.ts');
  await migrate(url);
  if (!(await isEmptyDatabase(url))) return false;
  console.log(`Filling the empty database (${scale}) …`);
  const { NOW } = readEnv();
  const now = (NOW ? parseNow(NOW) : systemClock).now();
  await seedDatabase({ url, scale, seed, now, onProgress: showProgress(process.stdout) });
  return true;
}
