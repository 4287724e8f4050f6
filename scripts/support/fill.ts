import { prepareMessages } from './prepare.ts';

/** Brings the database to the newest schema and, when it is empty, puts the demo into it. */
export async function migrateAndFill(url: string): Promise<void> {
  await prepareMessages();
  const { migrate } = await import('#lib/server/db/migrate.server.ts');
  const { isEmptyDatabase, seedDatabase } = await import('#lib/server/seed/seed.server.ts');
  await migrate(url);
  if (!(await isEmptyDatabase(url))) return;
  console.log('Filling the empty database with the demo …');
  await seedDatabase({ url, scale: 'demo' });
}
