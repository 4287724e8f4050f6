import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import { closeToasts } from '#tests/support/toasts.ts';

test('Murat finds Hanne although he mistypes her name, and reads her file', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/freiwillige');
  await takeScreens(page, 'volunteers');
  await page.getByLabel('Name oder E-Mail-Adresse').fill('Hane');
  await page.getByRole('main').getByRole('button', { name: 'Suchen' }).click();
  await page
    .getByRole('link', { name: /^Hanne/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hanne');
  await expect(page.getByRole('link', { name: 'hanne@example.org' })).toBeVisible();
  await takeScreens(page, 'volunteer');
});

test('Murat welcomes somebody new, and takes it back', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/freiwillige?zustand=new');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('button', { name: 'Willkommen geheißen' }).click();
  await expect(page.getByText('Danke! Die Anmeldung ist erledigt.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Willkommen geheißen' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByRole('button', { name: 'Willkommen geheißen' })).toBeVisible();
  await closeToasts(page);
});

test('Murat confirms a first-aid course by two dates, without upload or words, and removes it with undo', async ({
  page,
}) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/freiwillige?zustand=new');
  await page.getByRole('rowheader').getByRole('link').first().click();
  const section = page.getByRole('region', { name: 'Nachweise und Schulungen' });
  await section.getByText('Nachweis bestätigen').click();
  await expect(section.locator('input[type="file"], textarea, input[type="text"]')).toHaveCount(0);
  await section.getByRole('button', { name: 'Bestätigen', exact: true }).click();
  await expect(section.getByLabel('Was haben Sie gesehen?')).toHaveAccessibleDescription(/Bitte wählen Sie/);
  await section.getByLabel('Was haben Sie gesehen?').selectOption({ label: 'Belehrung Lebensmittelhygiene' });
  await section.getByLabel('Ausgestellt am').fill('2026-01-10');
  // A second press within half a second counts as trembling.
  await page.waitForTimeout(600);
  await section.getByRole('button', { name: 'Bestätigen', exact: true }).click();
  const line = section.getByRole('listitem').filter({ hasText: 'Belehrung Lebensmittelhygiene' });
  await expect(line).toContainText('Gültig');
  await line.getByRole('button', { name: /^Löschen/ }).click();
  await expect(line).toHaveCount(0);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(line).toBeVisible();
  await closeToasts(page);
});

test('files of the office exist neither for volunteers nor for a care home', async ({
  page,
  openBrowser,
  problems,
}) => {
  problems.expect(/404/);
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/freiwillige?suche=Hanne');
  const address = (await page
    .getByRole('link', { name: /^Hanne/ })
    .first()
    .getAttribute('href'))!;
  for (const email of ['hanne@example.org', 'okafor@example.org']) {
    const other = await openBrowser();
    await signInAs(other, email);
    for (const path of [address, '/buero/freiwillige']) {
      expect((await other.request.get(path)).status(), `${email} asks for ${path}`).toBe(404);
    }
  }
});
