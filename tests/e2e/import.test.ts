import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';

/** As Excel on Windows saves a list; every letter of it is in Latin-1. */
const list = (name: string, rows: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['Name, Vorname;E-Mail;Handy;PLZ;Sprachen', ...rows].map((row) => `${row}\r\n`).join(''),
    'latin1',
  ),
});

async function upload(page: Page, file: ReturnType<typeof list>) {
  await page.goto('/buero/freiwillige');
  await page.getByRole('link', { name: 'Aus Tabelle übernehmen' }).click();
  await page.getByLabel('Ihre Datei').setInputFiles(file);
  await page.getByRole('button', { name: 'Datei einlesen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was bedeuten die Spalten?');
}

test('Murat takes his volunteers over from a spreadsheet, mends nothing silently, and takes it back', async ({
  page,
}) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/import?art=volunteers');
  await takeScreens(page, 'import-file');
  await page.getByRole('button', { name: 'Datei einlesen' }).click();
  await expect(page.getByText('Bitte wählen Sie eine Datei.')).toBeVisible();
  await page
    .getByLabel('Ihre Datei')
    .setInputFiles({ name: 'kaputt.xlsx', mimeType: 'application/zip', buffer: Buffer.from('kein Zip') });
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Datei einlesen' }).click();
  await expect(page.getByText('ist aber keine Excel-Datei')).toBeVisible();

  await upload(
    page,
    list('ehrenamtliche.csv', [
      'Größmann, Käthe;kaethe.groessmann@example.org;0171 3920091;44287;Deutsch',
      'Özel, Jürgen;juergen.oezel@example.org;0171 3920092;44289;Deutsch, Klingonisch',
      'Übel, Änne;änne bei example;;;',
      'Hanne;;0171 3920093;;',
    ]),
  );
  await expect(page.getByLabel('Name, Vorname')).toHaveValue('name');
  await expect(page.getByText('Zum Beispiel: Größmann, Käthe')).toBeVisible();
  await takeScreens(page, 'import-columns');
  await page.getByLabel('Handy').selectOption({ label: 'E-Mail' });
  await page.getByRole('button', { name: 'Weiter: Zeilen prüfen' }).click();
  await expect(page.getByText('Zwei Spalten heißen „E-Mail“').first()).toBeVisible();
  await page.getByLabel('Handy').selectOption({ label: 'Handy' });
  // A second click within half a second counts as a trembling hand.
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Weiter: Zeilen prüfen' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Das würde daraus');
  await expect(page.getByText('Zeile 4: „änne bei example“ ist keine E-Mail-Adresse.')).toBeVisible();
  await expect(page.getByText('Zeile 5: Es fehlt eine Angabe: Vorname.')).toBeVisible();
  await takeScreens(page, 'import-review');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Fehlerhafte Zeilen herunterladen' }).click();
  expect((await readFile(await (await download).path())).subarray(0, 2).toString()).toBe('PK');
  await page.getByRole('link', { name: 'Hinweise (1)' }).click();
  await expect(page.getByText('Die Sprache „Klingonisch“ kennen wir nicht.')).toBeVisible();

  await page.getByRole('button', { name: '2 Zeilen übernehmen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Übernommen');
  await takeScreens(page, 'import-done');
  await page.getByRole('link', { name: 'Zu den Freiwilligen' }).click();
  await page.getByRole('searchbox').fill('Größmann');
  await page.getByRole('button', { name: 'Suchen' }).click();
  await expect(page.getByRole('link', { name: 'Käthe Größmann' })).toBeVisible();
  const csv = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Liste als CSV' }).click();
  const exported = await readFile(await (await csv).path(), 'utf8');
  expect(exported).toMatch(/^\uFEFFNachname;Vorname;E-Mail;Telefon;Postleitzahl/);
  expect(exported).toContain('Größmann;Käthe;kaethe.groessmann@example.org;0171 3920091;44287');

  await upload(page, list('noch-einmal.csv', ['Größmann, Käthe;kaethe.groessmann@example.org;;44287;']));
  await page.getByRole('button', { name: 'Weiter: Zeilen prüfen' }).click();
  await expect(page.getByText('dieselbe E-Mail-Adresse')).toBeVisible();
  await page.getByLabel('Zeile 2: was geschehen soll').selectOption({ label: 'Leeres ergänzen' });
  await expect(page.getByRole('button', { name: '1 Zeile übernehmen' })).toBeVisible();
  await takeScreens(page, 'import-duplicates');

  await page.goto('/buero/import');
  await page.getByRole('link', { name: 'ehrenamtliche.csv' }).click();
  await page.getByRole('button', { name: 'Übernahme rückgängig machen' }).click();
  await expect(page.getByText('Alles, was diese Übernahme angelegt hatte, ist wieder weg.')).toBeVisible();
  await page.goto('/buero/freiwillige?suche=Gr%C3%B6%C3%9Fmann');
  await expect(page.getByRole('link', { name: 'Käthe Größmann' })).toBeHidden();
});

test.describe('with no script at all', () => {
  test.use({ javaScriptEnabled: false });

  test('the pages renew themselves until the rows are there', async ({ page }) => {
    await signInAs(page, 'murat@example.org');
    await upload(
      page,
      list('ohne-skript.csv', ['Ärmel, Ösgür;oesguer@example.org;;;', 'Ärmel, Ösgür;oesguer@example.org;;;']),
    );
    await page.getByRole('button', { name: 'Weiter: Zeilen prüfen' }).click();
    await expect(page.getByText('Zeile 3: Dasselbe steht schon in Zeile 2.')).toBeVisible({
      timeout: 15_000,
    });
    await page.getByRole('button', { name: '1 Zeile übernehmen' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Übernommen', { timeout: 15_000 });
    await page.getByRole('button', { name: 'Übernahme rückgängig machen' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zurückgenommen', { timeout: 15_000 });
  });
});
