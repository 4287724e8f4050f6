import type { Page } from '@playwright/test';

/** Closes what the page says in its corner, so that its clock keeps nobody waiting. */
export async function closeToasts(page: Page): Promise<void> {
  const close = page.getByRole('region', { name: 'Meldungen' }).getByRole('button', { name: 'Schließen' });
  while ((await close.count()) > 0) await close.first().click();
}
