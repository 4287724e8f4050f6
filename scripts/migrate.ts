/** `npm run db:migrate`: brings the database to the newest schema. */
import { openDatabase } from './support/database.ts';
import { run } from './support/run.ts';

await run(async (command) => {
  const url = await openDatabase(command, 'tool');
  const { migrate, pendingMigrations } = await import('#lib/server/db/migrate.server.ts');
  const pending = await pendingMigrations(url);
  await migrate(url);
  console.log(pending > 0 ? `${pending} migration(s) applied.` : 'The database is up to date.');
});
