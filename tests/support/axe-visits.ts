import type { Page } from '@playwright/test';
import { checkPage } from './axe.ts';

/** Ids and tokens in a path: the page of one project is built like that of the next. */
const ID = /[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{32,}/g;

/**
 * Checks every page that `page` visits: at once what it goes to by `goto`, the rest with the returned
 * function at the end of the test.
 *
 * @param checked pages that need no second check, by their path without ids; one set for all tests of a worker
 */
export function checkVisits(page: Page, checked: Set<string>): () => Promise<void> {
  const visited = new Set<string>();
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) visited.add(frame.url());
  });

  const goto = page.goto.bind(page);
  page.goto = async (...parameters) => {
    const response = await goto(...parameters);
    if (isUnchecked(page.url())) await check(page);
    return response;
  };

  return async () => {
    // Where the test has ended, a known path may be in a new state: an error, a dialog, a result.
    if (isWebPage(page.url())) await check(page);
    const missed = [...visited].filter(isUnchecked);
    if (missed.length === 0) return;
    // Same session, but in a browser of its own: what happens there is not the test's doing.
    const context = await page
      .context()
      .browser()!
      .newContext({
        storageState: await page.context().storageState(),
      });
    const visit = await context.newPage();
    for (const url of missed.filter(isUnchecked)) {
      await visit.goto(url);
      // Also when it leads on to another.
      checked.add(pageOf(url));
      await check(visit);
    }
    await context.close();
  };

  async function check(visit: Page): Promise<void> {
    checked.add(pageOf(visit.url()));
    await checkPage(visit);
  }

  function isUnchecked(url: string): boolean {
    return isWebPage(url) && !checked.has(pageOf(url));
  }
}

function pageOf(url: string): string {
  return new URL(url).pathname.replaceAll(ID, 'id');
}

function isWebPage(url: string): boolean {
  return url.startsWith('http');
}
