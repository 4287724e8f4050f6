/** `npm run dev`: the development server with live reload, on the same database as the demo. */
import { createServer } from 'vite';
import { readEnv } from '#lib/server/env.server.ts';
import { welcome } from './support/accounts.ts';
import { openDatabase } from './support/database.ts';
import { migrateAndFill } from './support/fill.ts';
import { requireFreePort, visibleAddress } from './support/listen.ts';
import { run } from './support/run.ts';
import { closeApplication } from './support/serve.ts';

await run(async (command) => {
  Object.assign(process.env, { NODE_ENV: 'development', DEMO: 'on' });
  const { HOST: host, PORT: port } = readEnv();
  const url = await openDatabase(command, 'serve');
  await requireFreePort({ host, port });
  await migrateAndFill(url, { scale: 'demo' });
  command.defer(closeApplication);
  const vite = await createServer({
    server: {
      host,
      port,
      strictPort: true,
      watch: { ignored: ['**/.data/**', '**/build/**', '**/tests/.output/**'] },
    },
  });
  command.defer(() => vite.close());
  await vite.listen();
  console.log(welcome(visibleAddress(host, port)));
  await command.stopped;
});
