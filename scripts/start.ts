/** `npm start`: one instance of the built application, in production. */
import { readEnv } from '#lib/server/env.server.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { openDatabase } from './support/database.ts';
import { visibleAddress } from './support/listen.ts';
import { run } from './support/run.ts';
import { serve } from './support/serve.ts';

await run(async (command) => {
  process.env['NODE_ENV'] = 'production';
  const { HOST: host, PORT, ORIGIN } = readEnv();
  const url = await openDatabase(command, 'serve');
  const { pendingMigrations } = await import('#lib/server/db/migrate.server.ts');
  const pending = await pendingMigrations(url);
  if (pending > 0) {
    throw new SetupError(`The database lacks ${pending} migration(s). Run "npm run db:migrate" first.`);
  }
  const port = await serve(command, { host, port: PORT });
  console.log(`Miteinander runs on ${ORIGIN ?? visibleAddress(host, port)}`);
  await command.stopped;
});
