import type { Page } from '@playwright/test';
import { checkPage } from './axe.ts';

/**
 * Checks every page that `page` visits: at once what it goes to by `goto`, the rest with the returned
 * function at the end of the test.
 *
 * @param checked paths that need no second check; one set for all tests of a worker
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
      checked.add(new URL(url).pathname);
      await check(visit);
    }
    await context.close();
  };

  async function check(visit: Page): Promise<void> {
    checked.add(new URL(visit.url()).pathname);
    await checkPage(visit);
  }

  function isUnchecked(url: string): boolean {
    return isWebPage(url) && !checked.has(new URL(url).pathname);
  }
}

function isWebPage(url: string): boolean {
  return url.startsWith('http');
}
