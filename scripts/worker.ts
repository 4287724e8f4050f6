/** `npm run worker`: background jobs only, beside instances that run with WORKER=off. */
import { openDatabase } from './support/database.ts';
import { prepareMessages } from './support/prepare.ts';
import { run } from './support/run.ts';

await run(async (command) => {
  await openDatabase(command, 'tool');
  await prepareMessages();
  const { app, runWorker } = await import('#lib/server/app.server.ts');
  const instance = app();
  command.defer(() => instance.close());
  command.defer(runWorker(instance));
  console.log('Working on background jobs.');
  await command.stopped;
});
