import { expect, type Page } from '@playwright/test';

/** Closes what the page says in its corner, so that its clock keeps nobody waiting. */
export async function closeToasts(page: Page): Promise<void> {
  const close = page.locator('.toast').getByRole('button', { name: 'Schließen' });
  await expect(close).not.toHaveCount(0);
  while ((await close.count()) > 0) await close.first().click();
}
