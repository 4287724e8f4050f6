import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

/** A day that is surely ahead, as the date field takes it; a Tuesday. */
const day = '2031-05-06';

test('Murat plans a project, publishes it with a date, and places somebody by hand', async ({ page }) => {
  // Seven pages, each with its accessibility check.
  test.slow();
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/projekte');
  await takeScreens(page, 'projects');
  await page.getByRole('link', { name: 'Neues Projekt' }).click();
  await page.getByRole('link', { name: 'Leer beginnen' }).click();
  await page.getByRole('radio', { name: /^Lesepatenschaft/ }).check();
  await page.getByRole('button', { name: 'Weiter' }).click();

  await page.getByRole('button', { name: 'Projekt anlegen' }).click();
  await expect(page.getByRole('group', { name: 'Bitte prüfen' })).toContainText('einen Namen');
  const title = 'Lesepaten an der Lindenschule';
  await page.getByLabel('Name des Projekts').pressSequentially(title, { delay: 20 });
  await page.getByLabel('Kurze Beschreibung').fill('Einmal in der Woche mit einem Kind lesen.');
  await page.getByRole('button', { name: 'Projekt anlegen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await expect(page.getByText('Noch sieht dieses Projekt nur Ihr Büro.')).toBeVisible();
  await takeScreens(page, 'project-draft');

  await page.getByRole('link', { name: 'Neuer Termin' }).first().click();
  await page.getByLabel('Tag', { exact: true }).fill(day);
  await page.getByLabel('Ort', { exact: true }).fill('Stadtteilbücherei');
  await page.getByRole('button', { name: 'Weitere Schicht' }).click();
  const second = page.getByRole('group', { name: '2. Schicht' });
  await second.getByLabel('Aufgabe', { exact: true }).selectOption({ label: 'Kaffee und Kuchen' });
  await second.getByLabel('Mindestens nötig', { exact: true }).fill('3');
  await page.getByRole('button', { name: 'Termin veröffentlichen' }).click();
  await expect(page.getByRole('group', { name: '2. Schicht' })).toContainText(
    'nicht mehr nötig sein, als es Plätze gibt',
  );
  await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Stadtteilbücherei');
  await page
    .getByRole('group', { name: '2. Schicht' })
    .getByLabel('Plätze insgesamt', { exact: true })
    .fill('4');
  await takeScreens(page, 'event-new');
  await page.getByRole('button', { name: 'Termin veröffentlichen' }).click();

  await expect(page.getByText('Dieser Termin ist noch nicht zu sehen')).toBeVisible();
  await page.getByRole('button', { name: 'Termin und Projekt veröffentlichen' }).click();
  await expect(page.getByText('Dieser Termin ist noch nicht zu sehen')).toBeHidden();

  const coffee = page.getByRole('article').filter({ hasText: 'Kaffee und Kuchen' });
  await coffee.getByRole('link', { name: 'Jemanden eintragen' }).click();
  await takeScreens(page, 'staffing');
  const first = page
    .getByRole('article')
    .filter({ has: page.getByRole('button') })
    .first();
  const name = await first.getByRole('heading').textContent();
  await first.getByRole('button').click();
  await expect(coffee.getByText(name!)).toBeVisible();
  await expect(coffee.getByText(/1 von 4/)).toBeVisible();
  await takeScreens(page, 'event');

  await coffee.getByRole('button', { name: `${name} herausnehmen` }).click();
  await expect(coffee.getByText(/0 von 4/)).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig machen' }).last().click();
  // A message waits as long as the pointer rests on it.
  await page.mouse.move(0, 0);
  await expect(coffee.getByText(/1 von 4/)).toBeVisible();
});

test('Murat is told of the hour that the clock skips before anything is saved', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/termine/neu');
  await page.getByRole('main').getByRole('article').getByRole('link').first().click();
  await page.getByLabel('Tag', { exact: true }).fill('2031-03-30');
  await page.getByLabel('Beginn').fill('02:30');
  await expect(page.getByText('Am 30. März 2031 gibt es 02:30 Uhr nicht')).toBeVisible();
  await page.getByLabel('Tag', { exact: true }).fill('2031-10-26');
  await expect(page.getByText('Am 26. Oktober 2031 gibt es 02:30 Uhr zweimal')).toBeVisible();
});

test('Murat copies a date and calls the copy off with a reason that stays visible', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/projekte?stand=published');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('main').getByRole('article').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Termin kopieren' }).click();
  await takeScreens(page, 'event-copy');
  await page.getByLabel('1. Tag').fill(day);
  await page.getByRole('button', { name: 'Anlegen und veröffentlichen' }).click();
  await expect(page.getByText('1 Termin ist angelegt.')).toBeVisible();
  await page.getByRole('link', { name: 'Termin absagen' }).click();
  await page.getByRole('button', { name: 'Termin absagen' }).click();
  await expect(page.getByText('Bitte nennen Sie einen Grund.').first()).toBeVisible();
  // Typed as people do: a second click within half a second counts as a trembling hand.
  const reason = 'Die Schule hat einen Studientag.';
  await page.getByLabel('Warum fällt der Termin aus?').pressSequentially(reason, { delay: 20 });
  await page.getByRole('button', { name: 'Termin absagen' }).click();
  await expect(page.getByText(`Grund: ${reason}`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Bearbeiten' })).toBeHidden();
});

test('Frau Lenz sees who comes to her school, by first names', async ({ page }) => {
  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Termine bei uns');
  await expect(page.getByRole('main').getByRole('article').first()).toBeVisible();
  await takeScreens(page, 'facility');
});

test.describe('with no script at all', () => {
  test.use({ javaScriptEnabled: false });

  test('Murat adds a shift, saves and finds what he typed', async ({ page }) => {
    await signInAs(page, 'murat@example.org');
    await page.goto('/buero/termine/neu');
    await page.getByRole('main').getByRole('article').getByRole('link').first().click();
    await page.getByLabel('Tag', { exact: true }).fill(day);
    await page.getByLabel('Ort', { exact: true }).fill('Gemeindehaus');
    await page.getByRole('button', { name: 'Weitere Schicht' }).click();
    await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Gemeindehaus');
    await expect(page.getByRole('group', { name: '2. Schicht', exact: true })).toBeVisible();
    await page.getByRole('button', { name: '2. Schicht entfernen' }).click();
    await expect(page.getByRole('group', { name: '2. Schicht', exact: true })).toBeHidden();
    await page.getByRole('button', { name: 'Als Entwurf speichern' }).click();
    await expect(page.getByText('Dieser Termin ist ein Entwurf')).toBeVisible();
    await page.getByRole('button', { name: 'Entwurf löschen' }).click();
    await expect(page).toHaveURL(/\/buero\/projekte\//);
  });
});
