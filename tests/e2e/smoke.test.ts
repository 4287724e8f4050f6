import { expect, test } from '#tests/support/browser-test.ts';
import { takeScreens } from '#tests/support/screenshots.ts';

test('the start page greets its visitors in German', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await takeScreens(page, 'start');
});

test('two instances serve one town', async ({ app, secondInstance, request }) => {
  for (const { baseUrl } of [app, secondInstance]) {
    expect((await request.get(`${baseUrl}/readyz`)).status()).toBe(200);
  }
});
