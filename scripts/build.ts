/** `npm run build [-- --force]`: builds the application when something it is made of has changed. */
import { parseArgs } from 'node:util';
import { buildIfChanged } from './support/build.ts';
import { run } from './support/run.ts';

await run(async () => {
  const { values } = parseArgs({ options: { force: { type: 'boolean' } } });
  await buildIfChanged(values);
});
