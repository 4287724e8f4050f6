import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { readPdf } from '../support/pdf-text.ts';
import { takeScreens } from '../support/screenshots.ts';

/** A Monday that is surely ahead, in term. */
const [monday, friday] = ['2031-05-05', '2031-05-09'];

/** The demo's week in the house of Frau Okafor, as she finds it. */
async function openStageWeek(page: Page): Promise<void> {
  await signInAs(page, 'okafor@example.org');
  await page.goto('/einrichtung');
  await page
    .getByRole('link', { name: /^Geschichtswoche/ })
    .first()
    .click();
  await expect(page.getByRole('grid')).toBeVisible();
}

/** Sends the focus on with the arrow keys until this is under it. */
async function arrowTo(page: Page, key: string, name: string | RegExp): Promise<void> {
  const target = page.getByRole('grid').getByRole('link', { name });
  for (let steps = 0; steps < 12; steps++) {
    if (await target.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

test('Frau Okafor plans a history week of five days and twelve sessions with the keyboard', async ({
  page,
}) => {
  test.slow();
  await signInAs(page, 'okafor@example.org');
  await page.goto('/einrichtung');
  const house = (await page.locator('.eyebrow').textContent())!.trim();

  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/projekte/neu');
  await page.getByRole('link', { name: 'Leer beginnen' }).click();
  await page.waitForURL('**/neu/leer*');
  await page.getByRole('radio', { name: /^Geschichtswoche/ }).check();
  await page.getByRole('button', { name: 'Weiter' }).click();
  const title = 'Zeitreise im Mai';
  await page.getByLabel('Name des Projekts').pressSequentially(title, { delay: 20 });
  await page.getByRole('button', { name: 'Projekt anlegen' }).click();
  await page.getByRole('link', { name: 'Geschichtswoche planen' }).click();
  await page.getByLabel('Erster Tag').fill(friday);
  await page.getByLabel('Letzter Tag').fill(monday);
  await page.getByLabel('Haus, in dem die Woche stattfindet').pressSequentially(house, { delay: 5 });
  await page.getByRole('button', { name: 'Woche einrichten' }).click();
  await expect(page.getByText('Der letzte Tag liegt vor dem ersten.').first()).toBeVisible();
  await page.getByLabel('Erster Tag').fill(monday);
  await page.getByLabel('Letzter Tag').fill(friday);
  await page.waitForTimeout(600);
  await page.getByRole('button', { name: 'Woche einrichten' }).click();
  await expect(page.getByRole('grid')).toBeVisible();

  await signInAs(page, 'okafor@example.org');
  await page.goto('/einrichtung');
  await page.getByRole('link', { name: title }).focus();
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid');
  await expect(grid).toBeVisible();

  // One element of the grid is in the tab order; the arrow keys lead to the others.
  await grid.getByRole('link').first().focus();
  await arrowTo(page, 'ArrowRight', /Freitag.*anderer Zeit/);
  await arrowTo(page, 'ArrowLeft', /Montag.*anderer Zeit/);
  await page.keyboard.press('Enter');
  await page.getByLabel('Titel der Sitzung').focus();
  await page.keyboard.type('Schule früher', { delay: 10 });
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('link', { name: /09:30–11:00 Schule früher/ })).toBeVisible();

  // The same on the other days: the copy form's ticks are set with the space bar.
  const copyOn = async (session: RegExp, days: string[]) => {
    await grid.getByRole('link', { name: session }).first().focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(session);
    await page.getByRole('link', { name: 'Kopieren' }).press('Enter');
    for (const day of days) {
      await page.getByRole('checkbox', { name: new RegExp(`^${day}`) }).press('Space');
    }
    await page.keyboard.press('Enter');
    await expect(grid).toBeVisible();
  };
  const create = async (cell: RegExp, name: string, start: string, end: string, room: string) => {
    await grid.getByRole('link', { name: cell }).first().focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('Beginn').fill(start);
    await page.getByLabel('Ende', { exact: true }).fill(end);
    await page.getByLabel('Anderer Raum in Worten').or(page.getByLabel('Raum')).last().fill(room);
    await page.getByLabel('Titel der Sitzung').focus();
    await page.keyboard.type(name, { delay: 10 });
    await page.keyboard.press('Enter');
    await expect(grid.getByRole('link', { name: new RegExp(name) }).first()).toBeVisible();
  };
  const rest = ['Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag'];
  await copyOn(/Schule früher/, rest);
  await create(/Montag.*anderer Zeit/, 'Spiele ohne Strom', '11:15', '12:45', 'Wohnzimmer');
  await copyOn(/Spiele ohne Strom/, rest);
  await create(/Montag.*anderer Zeit/, 'Kochen mit wenig', '10:00', '11:30', 'Küche am Garten');
  await create(/Freitag.*anderer Zeit/, 'Ausstellung', '14:00', '15:30', 'Foyer');
  await expect(grid.getByRole('heading', { level: 3 })).toHaveCount(12);
  const first = grid.getByRole('article').first();
  for (const role of ['Zeitzeug', 'Moderieren', 'Abholen und Bringen', 'Aufzeichnen'])
    await expect(first).toContainText(role);
  await takeScreens(page, 'history-week');

  // A resident is chosen, then put into sessions; never into two at once.
  await page.getByRole('link', { name: 'Teilnehmende' }).click();
  await page.getByLabel('Vorname').pressSequentially('Erna', { delay: 10 });
  await page.getByLabel('Erster Buchstabe').pressSequentially('K', { delay: 10 });
  await page.getByLabel('Braucht eine Begleitung').check();
  await page.getByRole('button', { name: 'Person eintragen' }).click();
  await expect(page.getByRole('rowheader', { name: 'Erna K.' })).toBeVisible();
  await takeScreens(page, 'history-week-participants');
  await page.getByRole('link', { name: 'Wochenplan' }).click();
  await page.getByText('Teilnehmende in Sitzungen eintragen').click();
  await page.getByRole('link', { name: 'Erna K.' }).click();
  const putIn = (session: string) =>
    grid.getByRole('button', { name: `Erna K. eintragen: ${session}` }).first();
  await putIn('Schule früher').click();
  await expect(grid.getByRole('button', { name: 'Erna K. herausnehmen: Schule früher' })).toBeVisible();
  await takeScreens(page, 'history-week-choosing');
  await putIn('Kochen mit wenig').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/Erna K\. ist dann schon bei „Schule früher“ \(5\. Mai 2031/)).toBeVisible();

  // Telling twice on one day is warned of and may be allowed; the missing consent is seen at the session.
  const tell = async (session: RegExp) => {
    await grid.getByRole('link', { name: session }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(session);
    const take = page.getByRole('button', { name: /^Erna K\. herausnehmen/ });
    if (await take.isVisible()) {
      await take.click();
      await expect(take).toBeHidden();
      await page.waitForTimeout(600);
    }
    await page.getByLabel('Person eintragen').selectOption({ label: 'Erna K.' });
    await page.getByLabel('Erzählt selbst').check();
    await page.getByRole('button', { name: 'Eintragen', exact: true }).last().click();
    await expect(page.getByText('Erzählt', { exact: true })).toBeVisible();
  };
  await tell(/Schule früher/);
  await expect(page.getByText('Einwilligung fehlt – bitte nicht fotografieren')).toBeVisible();
  await page.getByRole('link', { name: 'Wochenplan' }).click();
  await tell(/Spiele ohne Strom/);
  await expect(page.getByText('Erna K. erzählt an diesem Tag 2-mal')).toBeVisible();
  await takeScreens(page, 'history-week-session');
  await page
    .getByLabel('Warum darf Erna K. öfter erzählen?')
    .pressSequentially('Sie möchte es so.', { delay: 10 });
  await page.getByRole('button', { name: 'Ausnahme zulassen' }).click();
  await expect(page.getByText('Erna K. erzählt an diesem Tag 2-mal')).toBeHidden();
});

test('Frau Okafor moves a session by choosing it and then its new place, and takes it back', async ({
  page,
}) => {
  await openStageWeek(page);
  await page
    .getByRole('grid')
    .getByRole('link', { name: /Schule früher/ })
    .click();
  await page.getByRole('link', { name: 'Verschieben' }).click();
  await page.getByRole('button', { name: /^Hierher verschieben: Dienstag.*14:00/ }).click();
  await expect(page.getByText('Die Sitzung ist verschoben.')).toBeVisible();
  await expect(page.getByRole('link', { name: /14:00–15:30 Schule früher/ })).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByRole('link', { name: /11:15–12:45 Schule früher/ })).toBeVisible();
});

test('Frau Okafor prints the day sheet', async ({ page }) => {
  await openStageWeek(page);
  const grid = page.getByRole('grid');
  await takeScreens(page, 'history-week-stage');
  await grid.getByRole('link', { name: /Angekommen in der Fremde/ }).click();
  await page.getByRole('link', { name: 'Sitzung absagen' }).click();
  await page.getByLabel('Warum fällt die Sitzung aus?').pressSequentially('Glatteis', { delay: 20 });
  await page.getByRole('button', { name: 'Sitzung absagen' }).click();
  await expect(page.getByText('Grund: Glatteis')).toBeVisible();
  await page.getByRole('link', { name: 'Wochenplan' }).click();
  await page.getByRole('link', { name: 'Tagesblätter' }).click();
  await page.getByRole('link', { name: /^Dienstag/ }).click();
  const sheet = page.getByRole('region', { name: /^Tagesblatt Dienstag/ });
  await expect(sheet).toContainText('Im Notfall: 112');
  await takeScreens(page, 'day-sheet');

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'PDF öffnen' })).toBeHidden();
  await expect(sheet).toHaveCSS('color', 'rgb(0, 0, 0)');
  await expect(sheet).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  // 14 pt in CSS pixels.
  const size = await sheet
    .getByRole('table')
    .first()
    .evaluate((table) => parseFloat(getComputedStyle(table).fontSize));
  expect(size).toBeCloseTo((14 * 96) / 72, 1);
  const cancelled = sheet.getByRole('article').filter({ hasText: 'Glatteis' });
  await expect(cancelled.locator('s').first()).toContainText('Angekommen in der Fremde');
  await expect(cancelled.locator('s').first()).toHaveCSS('text-decoration-line', 'line-through');
  await page.emulateMedia({ media: null });

  const address = await page.getByRole('link', { name: 'PDF öffnen' }).getAttribute('href');
  const answer = await page.request.get(address!);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const pdf = readPdf(await answer.body());
  expect(pdf).toMatchObject({ isTagged: true, isAccessible: true, language: 'de' });
  expect(pdf.title).toMatch(/^Tagesblatt Dienstag.*Geschichtswoche/);
  for (const shown of ['09:30', 'Im Notfall: 112', 'Fällt aus: Glatteis', 'Begleitung', /\w+ [A-Z]\./])
    expect(pdf.text).toMatch(shown);
  const paper = `${pdf.text} ${await sheet.innerText()}`;
  expect(paper).not.toMatch(/geboren|Geburt|Diagnose|Pflegegrad/i);
});

test('Murat sees what deleting the lists would take, and counts last summer', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/projekte?art=history_week');
  await page
    .getByRole('rowheader')
    .getByRole('link', { name: /^Geschichtswoche/ })
    .last()
    .click();
  await page.getByRole('link', { name: 'Geschichtswoche planen' }).click();
  await page.getByRole('link', { name: 'Abschluss', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Abschluss');
  await takeScreens(page, 'history-week-wrap-up');
});

test.describe('with no script at all', () => {
  test.use({ javaScriptEnabled: false });

  test('every cell of the week is a link, and a refused session keeps what was typed', async ({
    page,
    problems,
  }) => {
    problems.expect(/400 \(Bad Request\)/);
    await openStageWeek(page);
    await page.getByRole('link', { name: /^Neu: Sitzung am Montag.*anderer Zeit/ }).click();
    await page.getByLabel('Titel der Sitzung').fill('Lieder von früher');
    await page.getByLabel('Beginn').fill('16:00');
    await page.getByLabel('Ende', { exact: true }).fill('15:00');
    await page.getByRole('button', { name: 'Sitzung anlegen' }).click();
    await expect(page.getByText('Das Ende liegt vor dem Beginn.').first()).toBeVisible();
    await expect(page.getByLabel('Titel der Sitzung')).toHaveValue('Lieder von früher');
    await page.getByLabel('Ende', { exact: true }).fill('17:00');
    await page.getByRole('button', { name: 'Sitzung anlegen' }).click();
    await expect(page.getByRole('link', { name: /16:00–17:00 Lieder von früher/ })).toBeVisible();
  });
});
