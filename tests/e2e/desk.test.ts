import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

test('Murat sees what needs him today, most urgent first', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Murat');
  const short = page.getByRole('region', { name: /^Es fehlen noch Leute/ });
  const times = await short
    .locator('time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')!));
  expect(times.length).toBeGreaterThan(0);
  expect(times).toEqual([...times].sort());
  await expect(page.getByRole('region', { name: /^Neue Freiwillige begrüßen/ })).toBeVisible();
  await expect(page.getByRole('region', { name: /^Möchten gern mithelfen/ })).toBeVisible();
  await takeScreens(page, 'desk');

  await short
    .getByRole('link', { name: /^Besetzen/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/buero\/termine\/[\w-]+\/besetzen\/[\w-]+/);
});

test('from the number of shifts short of people Murat comes to them in the calendar', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero');
  await page.getByRole('link', { name: /Schicht(en)? such(t|en) Leute/ }).click();
  await expect(page).toHaveURL(/\/buero\/kalender\?ansicht=liste&status=fehlt/);
});

test('the short address leads everybody to their own calendar', async ({ page, openBrowser }) => {
  await page.goto('/kalender');
  await expect(page).toHaveURL(/\/mitmachen/);
  await signInAs(page, 'murat@example.org');
  await page.goto('/kalender');
  await expect(page).toHaveURL(/\/buero\/kalender/);
  const hanne = await openBrowser();
  await signInAs(hanne, 'hanne@example.org');
  await hanne.goto('/kalender');
  await expect(hanne).toHaveURL(/\/mein\/kalender/);
});

test('the desk is not for volunteers', async ({ page, problems }) => {
  problems.expect(/404/);
  await signInAs(page, 'hanne@example.org');
  const answer = await page.goto('/buero');
  expect(answer?.status()).toBe(404);
});
