import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

test('Murat plans the 2nd and 4th Thursday, answers for Fronleichnam and moves all from a day on', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/projekte?stand=published&art=group');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Neue Terminreihe' }).click();

  await page.getByLabel('Rhythmus').selectOption('monthly-1');
  for (const day of await page.getByRole('group', { name: 'Wochentage' }).getByRole('checkbox').all())
    await day.uncheck();
  await page.getByLabel('Donnerstag').check();
  await page.getByLabel('Erster Tag').fill('2027-03-01');
  await page.getByLabel('Ort', { exact: true }).fill('Gemeindehaus Am Anger');
  await page.getByRole('button', { name: 'Vorschau zeigen' }).click();
  await expect(page.getByRole('group', { name: 'Bitte prüfen' })).toContainText('der wievielte im Monat');
  await page.getByLabel('2.', { exact: true }).check();
  await page.getByLabel('4.', { exact: true }).check();
  await page.getByLabel('Titel').pressSequentially('Kaffeekreis', { delay: 10 });
  await page.getByRole('button', { name: 'Vorschau zeigen' }).click();
  const preview = page.locator('#vorschau');
  await expect(preview).toContainText('Am 2. und 4. Donnerstag im Monat, 15:00–16:30 Uhr');
  await expect(preview).toContainText('Donnerstag, 27. Mai: Fronleichnam');
  await takeScreens(page, 'series-new');
  await page.getByRole('button', { name: 'Anlegen und veröffentlichen' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kaffeekreis');
  await expect(
    page.getByText('Finden diese Termine statt?').or(page.getByText('Findet dieser Termin statt?')),
  ).toBeVisible();
  await takeScreens(page, 'series');
  await page.getByRole('button', { name: /Fällt aus ?: Donnerstag, 27\. Mai/ }).click();
  await expect(page.getByText('Donnerstag, 27. Mai fällt aus.')).toBeVisible();

  await page.getByRole('link', { name: 'Alle kommenden Termine ändern' }).click();
  await page.getByLabel('Die Änderung gilt ab').fill('2027-04-01');
  await page.getByLabel('Beginn').fill('14:30');
  await page.getByLabel('Ende', { exact: true }).fill('16:00');
  await takeScreens(page, 'series-change');
  await page.getByRole('button', { name: 'Änderung speichern' }).click();
  await expect(page.getByText(/^Gespeichert: \d+ verschoben/)).toBeVisible();
  await expect(
    page.getByText('Ab 1. April 2027: Am 2. und 4. Donnerstag im Monat, 14:30–16:00 Uhr'),
  ).toBeVisible();
});
