import { prepareTemplate } from './database.ts';
import { startTestServer } from './database-server.ts';

/** Before the integration tests: a PostgreSQL and the template that their databases are copies of. */
export default async function setup() {
  const stop = await startTestServer();
  await prepareTemplate('empty').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return stop;
}
