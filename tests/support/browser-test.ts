import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { browserArguments } from '#scripts/support/browser.ts';
import { startApp, type App } from './app.ts';
import { checkVisits } from './axe-visits.ts';
import { browserProblems, type BrowserProblems } from './browser-problems.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

interface WorkerFixtures {
  /** The worker's copy of the demo database. */
  database: TestDatabase;
  /** The application on it. */
  app: App;
  /** A second instance of the application on the same database. */
  secondInstance: App;
  /** Paths that have had their accessibility check in this worker. */
  checkedPaths: Set<string>;
}

interface TestFixtures {
  /** What went wrong in the browser; fails the test unless announced with `problems.expect(…)`. */
  problems: BrowserProblems;
  /** Opens the browser of one more person: cookies of its own, guarded as `page` is. */
  openBrowser: (options?: { baseURL?: string }) => Promise<Page>;
}

/**
 * Playwright's `test` with the application running. Every page that a test visits is checked for
 * accessibility; an error on the console, an exception or a request to a foreign origin fails it.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  launchOptions: [
    async ({}, use) => use({ executablePath: process.env['CHROME_PATH'], args: browserArguments }),
    { scope: 'worker' },
  ],
  database: [
    async ({}, use) => {
      const database = await createTestDatabase({ seeded: 'demo' });
      await use(database);
      await database.drop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  app: [({ database }, use) => runApp(database, use), { scope: 'worker', timeout: 90_000 }],
  secondInstance: [({ database }, use) => runApp(database, use), { scope: 'worker', timeout: 90_000 }],
  checkedPaths: [async ({}, use) => use(new Set()), { scope: 'worker' }],
  baseURL: ({ app }, use) => use(app.baseUrl),
  problems: async ({}, use) => {
    const problems = browserProblems();
    await use(problems);
    expect(problems.unexpected(), 'what went wrong in the browser').toEqual([]);
  },
  page: async ({ page, problems, checkedPaths, javaScriptEnabled }, use, testInfo) => {
    problems.watch(page.context());
    // axe is a script: where a test switches scripts off, the same pages are checked by the other tests.
    const finish = javaScriptEnabled ? checkVisits(page, checkedPaths) : async () => {};
    await use(page);
    if (testInfo.status === testInfo.expectedStatus) await finish();
  },
  openBrowser: async ({ browser, baseURL, problems, checkedPaths }, use, testInfo) => {
    const contexts: BrowserContext[] = [];
    const finishers: (() => Promise<void>)[] = [];
    await use(async (options) => {
      const context = await browser.newContext({ baseURL, ...options });
      contexts.push(context);
      problems.watch(context);
      const page = await context.newPage();
      finishers.push(checkVisits(page, checkedPaths));
      return page;
    });
    if (testInfo.status === testInfo.expectedStatus) for (const finish of finishers) await finish();
    for (const context of contexts) await context.close();
  },
});

async function runApp(database: TestDatabase, use: (app: App) => Promise<void>): Promise<void> {
  const app = await startApp({ databaseUrl: database.url });
  await use(app);
  await app.stop();
}

export { expect };
