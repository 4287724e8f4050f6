import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import type { Page } from '@playwright/test';

/** A button takes a second press within half a second for a trembling hand's: people are slower than this test. */
async function pressAgain(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(600);
  await page.getByRole('button', { name }).click();
}

test('the administrator adds a school, gives it a contact, takes that back, and archives it', async ({
  page,
}) => {
  await signInAs(page, 'admin@example.org');
  await page.goto('/verwaltung');
  await expect(page.getByRole('link', { name: '12 Seniorenbüro' })).toBeVisible();
  await takeScreens(page, 'verwaltung');

  await page.getByRole('link', { name: 'Organisation anlegen' }).click();
  await page.getByLabel('Schule').check();
  await takeScreens(page, 'organisation-art');
  await page.getByRole('button', { name: 'Weiter' }).click();

  await page.getByLabel('Name', { exact: true }).fill('Grundschule Vogelweide');
  await page.getByLabel('Postleitzahl').fill('4428');
  await page.getByRole('button', { name: 'Anlegen' }).click();
  await expect(page.getByLabel('Postleitzahl')).toHaveAccessibleDescription(/fünf Ziffern/);
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Grundschule Vogelweide');
  await page.getByLabel('Postleitzahl').fill('44287');
  await pressAgain(page, 'Anlegen');
  await expect(page.getByLabel('Stadtbezirk')).toHaveAccessibleDescription(/wählen Sie einen Stadtbezirk/);
  await takeScreens(page, 'organisation-neu');
  await page.getByLabel('Stadtbezirk').selectOption({ label: 'Aplerbeck' });
  await pressAgain(page, 'Anlegen');

  await expect(page.getByRole('heading', { level: 1, name: 'Grundschule Vogelweide' })).toBeVisible();
  await page.getByText('Person hinzufügen').first().click();
  await page.getByLabel('E-Mail-Adresse').fill('vogelweide@example.org');
  await page.getByRole('button', { name: 'Person hinzufügen' }).click();
  await expect(page.getByLabel('Vorname')).toHaveAccessibleDescription(/noch kein Konto/);
  await page.getByLabel('Vorname').fill('Birte');
  await page.getByLabel('Nachname').fill('Vogelsang');
  await takeScreens(page, 'organisation-person');
  await pressAgain(page, 'Person hinzufügen');
  await expect(page.getByText('Das Konto ist eröffnet.')).toBeVisible();
  const birte = page.getByRole('row', { name: /Birte Vogelsang/ });
  await expect(birte).toContainText('Kontakt der Einrichtung');

  await page.getByRole('button', { name: 'Aufgabe von Birte Vogelsang beenden' }).click();
  await expect(birte).toBeHidden();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(birte).toBeVisible();
  await takeScreens(page, 'organisation');

  await page.getByText('Organisation archivieren').click();
  await page.getByRole('button', { name: 'Archivieren', exact: true }).click();
  await expect(page.getByText(/ist seit dem .* archiviert/)).toBeVisible();
  await page.goto('/verwaltung/organisationen?suche=vogelweide');
  await expect(page.getByText('Keine Organisation passt dazu')).toBeVisible();
  await page.getByRole('link', { name: 'Archiviert' }).click();
  await page.getByRole('link', { name: 'Grundschule Vogelweide' }).click();
  await page.getByRole('button', { name: 'Zurückholen' }).click();
  await expect(page.getByText('Grundschule Vogelweide ist wieder da.')).toBeVisible();
});

test('an office is found by a part of its name and by district, and changed', async ({ page }) => {
  await signInAs(page, 'admin@example.org');
  await page.goto('/verwaltung/organisationen');
  await takeScreens(page, 'organisationen');
  await page.getByLabel('Name oder Ort').fill('seniorenburo hoer');
  await page.getByLabel('Stadtbezirk').selectOption({ label: 'Hörde' });
  await page.getByRole('button', { name: 'Anzeigen' }).click();
  await page.getByRole('link', { name: 'Seniorenbüro Hörde' }).click();
  await page.getByRole('link', { name: 'Bearbeiten' }).click();
  await page.getByLabel('Öffnungszeiten').fill('Mo–Do 10–12 Uhr');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Mo–Do 10–12 Uhr')).toBeVisible();
});

test('the last administrator cannot be removed', async ({ page }) => {
  await signInAs(page, 'admin@example.org');
  await page.goto('/verwaltung/organisationen?art=central_unit');
  await page.getByRole('link', { name: 'Geschäftsstelle der Seniorenbüros' }).click();
  await page.getByRole('button', { name: 'Aufgabe von Ada Winter beenden' }).click();
  await expect(page.getByText('Das ist die letzte Person mit dieser Aufgabe.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Ada Winter/ })).toBeVisible();
});

test('the help line stands on every page as soon as it is changed', async ({ page }) => {
  await signInAs(page, 'admin@example.org');
  await page.goto('/verwaltung/stadt');
  await takeScreens(page, 'stadt');
  await expect(page.getByLabel('Hilfetelefon')).toHaveValue('0221 4710100');
  await page.getByLabel('Hilfetelefon').fill('keins');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByLabel('Hilfetelefon')).toHaveAccessibleDescription(/Telefonnummer/);
  await page.getByLabel('Hilfetelefon').fill('030 23125 044');
  await pressAgain(page, 'Speichern');
  await expect(page.getByRole('banner').getByText('030 23125044')).toBeVisible();
});

test('for everybody else these pages do not exist', async ({ page, problems }) => {
  problems.expect(/404/);
  await signInAs(page, 'murat@example.org');
  for (const path of ['/verwaltung', '/verwaltung/stadt', '/verwaltung/organisationen/neu']) {
    const answer = await page.goto(path);
    expect(answer?.status()).toBe(404);
  }
});
