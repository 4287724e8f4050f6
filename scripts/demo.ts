/** `npm run demo`: everything from nothing: build, database, demo data, server. */
import { readEnv } from '#lib/server/env.server.ts';
import { welcome } from './support/accounts.ts';
import { buildIfChanged } from './support/build.ts';
import { openDatabase } from './support/database.ts';
import { migrateAndFill } from './support/fill.ts';
import { requireFreePort, visibleAddress } from './support/listen.ts';
import { run } from './support/run.ts';
import { serve } from './support/serve.ts';

await run(async (command) => {
  Object.assign(process.env, { NODE_ENV: 'production', DEMO: 'on' });
  const { HOST: host, PORT: port } = readEnv();
  const url = await openDatabase(command, 'serve');
  await requireFreePort({ host, port });
  await buildIfChanged();
  await migrateAndFill(url, { scale: 'demo' });
  console.log(welcome(visibleAddress(host, await serve(command, { host, port }))));
  await command.stopped;
});
