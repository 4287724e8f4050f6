import { findBrowser } from '#scripts/support/browser.ts';
import { buildApp } from './app.ts';
import { prepareTemplate } from './database.ts';
import { startTestServer } from './database-server.ts';

/** Before the browser tests: a browser, the built application and the demo that each worker copies. */
export default async function setup() {
  process.env['CHROME_PATH'] = findBrowser();
  await buildApp();
  const stop = await startTestServer();
  await prepareTemplate('demo').catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return stop;
}
