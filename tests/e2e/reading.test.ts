import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

test('Frau Lenz enters a child, which has no surname and needs its parents’ consent', async ({ page }) => {
  test.slow();
  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung/lesen');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lesepatenschaften');
  await takeScreens(page, 'reading-school');
  await page.getByRole('link', { name: 'Kind anmelden' }).click();
  await expect(page.getByLabel(/nachname/i)).toHaveCount(0);
  await page.getByLabel('Rufname oder Anfangsbuchstabe').pressSequentially('Ben Schulz', { delay: 20 });
  await page.getByLabel('Klasse', { exact: true }).fill('3b');
  await page.getByRole('checkbox', { name: 'Tiere' }).check();
  await page.getByRole('checkbox', { name: /^Lesestunde mit/ }).check();
  await page.getByRole('button', { name: 'Kind anmelden' }).click();
  await expect(page.getByText('Bitte nur ein Wort').first()).toBeVisible();
  await expect(page.getByText('Ohne schriftliche Einwilligung der Eltern').first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Tiere' })).toBeChecked();
  await takeScreens(page, 'reading-child-refused');
  await page.getByLabel('Rufname oder Anfangsbuchstabe').fill('Ben');
  await page.getByLabel('Schriftlich eingewilligt am').fill('2026-09-01');
  await page.getByRole('button', { name: 'Kind anmelden' }).click();
  await expect(page.getByRole('rowheader', { name: 'Ben, Klasse 3b' })).toBeVisible();
});
