import { join } from 'node:path';
import type { Page } from '@playwright/test';

const folder = join(import.meta.dirname, '../.output/screens');

const looks = [
  { look: 'desktop', width: 1280, height: 800, colorScheme: 'light' },
  { look: 'phone', width: 390, height: 844, colorScheme: 'light' },
  { look: 'dark', width: 1280, height: 800, colorScheme: 'dark' },
  // 400 % zoom in a window of 1280 × 1024 leaves the page these CSS pixels (WCAG 1.4.10).
  { look: 'zoom-400', width: 320, height: 256, colorScheme: 'light' },
] as const;

/**
 * With `SCREENSHOTS=1`, takes the whole page at 1280 px, on a phone, dark and at 400 % zoom into
 * `tests/.output/screens/<name>-<look>.png`; otherwise does nothing.
 */
export async function takeScreens(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== '1') return;
  const before = page.viewportSize();
  for (const { look, width, height, colorScheme } of looks) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({
      path: join(folder, `${name}-${look}.png`),
      fullPage: true,
      animations: 'disabled',
    });
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await page.setViewportSize(before);
}
