import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const wcag22AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Checks the page as it stands now against WCAG 2.2 A and AA.
 *
 * @throws Error that names every broken rule and the elements that break it
 */
export async function checkPage(page: Page): Promise<void> {
  // An animation in between shows colours that nobody has to read.
  await page.evaluate(async () => {
    const running = document.getAnimations().filter(({ effect, playState }) => {
      // The clock of a message is an animation too: it takes its ten seconds and hides nothing.
      const { iterations, duration } = effect?.getTiming() ?? {};
      return playState === 'running' && iterations === 1 && Number(duration) < 2000;
    });
    await Promise.allSettled(running.map((animation) => animation.finished));
  });
  // One script in the page itself: no page here frames another, and the usual way opens a page more per check.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ runOnly: wcag22AA, resultTypes: ['violations'] })
    .analyze();
  if (violations.length === 0) return;
  const list = violations.map(({ id, help, nodes }) => {
    const elements = nodes.map((node) => `    ${node.html}\n      ${node.failureSummary ?? ''}`);
    return `  ${id}: ${help}\n${elements.join('\n')}`;
  });
  throw new Error(`${page.url()} breaks WCAG 2.2 AA:\n${list.join('\n')}`);
}
