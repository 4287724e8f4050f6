import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

/** Opens the file of a person who waits, with a name that no other test uses. */
async function takeUp(murat: Page, familyName: string): Promise<void> {
  await murat.goto('/buero/besuche/neu');
  await murat.getByLabel('Vorname').fill('Erna');
  await murat.getByLabel('Nachname').fill(familyName);
  await murat.getByLabel('Telefon').first().fill('0231 2312530');
  await murat.getByLabel('Straße und Hausnummer').fill('Beispielweg 3');
  await murat.getByLabel('Postleitzahl').fill('44287');
  await murat.getByLabel('Stadtbezirk').selectOption({ label: 'Aplerbeck' });
  await murat.getByRole('spinbutton', { name: 'Geburtsjahr' }).fill('1941');
  await murat.getByLabel('Geschlecht').selectOption({ label: 'Frau' });
  await murat.getByRole('radio', { name: 'Frau' }).check();
  for (const interest of ['Bücher', 'Geschichte']) {
    await murat.getByRole('group', { name: 'Interessen' }).getByText(interest, { exact: true }).click();
  }
  await murat.getByLabel(/^Vertretung erlaubt/).fill('2026-11-20');
  await murat.getByRole('button', { name: /^Zeit hinzufügen ?: Dienstag/ }).click();
  await murat.getByRole('textbox', { name: /^Gut zu wissen/ }).fill('Liest gern Krimis.');
}

test('scenario 10: Murat looks for a match, sees why and why not, and Hanne is asked without a name', async ({
  page,
  openBrowser,
}) => {
  test.slow();
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/besuche');
  await takeScreens(page, 'visits');
  await takeUp(page, 'Kramerzehn');
  await page.getByRole('button', { name: 'Speichern' }).last().click();
  // What was not read back is not written down; nothing typed is lost.
  await expect(page.getByText('Bitte lesen Sie den Text vor und haken Sie dann an.').first()).toBeVisible();
  await page.getByRole('checkbox', { name: /vorgelesen/ }).check();
  await page.getByRole('button', { name: 'Speichern' }).last().click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Erna Kramerzehn');
  const hanne = page.getByRole('article').filter({ hasText: 'Hanne Ostermann' });
  await expect(hanne).toContainText('auch: Geschichte, Bücher');
  await expect(hanne).toContainText('Dienstag');
  await page.getByText(/Passen nicht, und warum/).click();
  await expect(page.getByText('gewünscht ist: Frau').first()).toBeVisible();
  await takeScreens(page, 'person-suggestions');
  await hanne.getByRole('button', { name: /^Anfragen/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Erna Kramerzehn und Hanne Ostermann');
  await takeScreens(page, 'tandem-asked');

  const her = await openBrowser();
  await signInAs(her, 'hanne@example.org');
  await her.goto('/mein/besuche');
  await her.getByRole('link', { name: /Würden Sie jemanden besuchen/ }).click();
  await expect(her.getByRole('button', { name: 'Ja, gern' })).toBeVisible();
  const shown = await her.getByRole('main').innerText();
  expect(shown).toContain('Aplerbeck');
  expect(shown).toContain('zwischen 80 und 89 Jahre alt');
  expect(shown).not.toMatch(/Erna|Kramer|Beispielweg|Krimis/);
  await takeScreens(her, 'tandem-question');

  // Scenario 11: from both sides' yes to the first meeting, the trial and every week.
  await her.getByRole('button', { name: 'Ja, gern' }).click();
  await expect(her.getByText('Sie haben Ja gesagt.')).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Person möchte gern' }).click();
  await page.getByRole('button', { name: 'Kennenlerntreffen vereinbaren' }).click();
  await expect(page.getByRole('button', { name: 'Probezeit beginnen' })).toBeVisible();
  await takeScreens(page, 'tandem-meeting');
  await her.reload();
  await expect(her.getByRole('heading', { level: 1 })).toHaveText('Besuch bei Erna Kramerzehn');
  await expect(her.getByText('Beispielweg 3')).toBeVisible();
  await takeScreens(her, 'tandem-meeting-hers');
  await page.getByLabel('Von').fill('07:00');
  await page.getByLabel('Bis', { exact: true }).fill('08:00');
  await page.getByRole('button', { name: 'Probezeit beginnen' }).click();
  await expect(page.getByText('Nach dem zweiten Besuch').first()).toBeVisible();
  // Another rhythm is rehearsed before it is agreed on.
  await page.getByRole('link', { name: 'Rhythmus ändern' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wann die Besuche stattfinden');
  await page.getByLabel('Wie oft').selectOption({ label: 'alle 2 Wochen' });
  await page.getByRole('button', { name: 'Vorschau' }).click();
  await expect(page.getByRole('region', { name: 'So geht es weiter' }).getByRole('listitem')).toHaveCount(6);
  await takeScreens(page, 'tandem-rhythm');
  await page.getByRole('button', { name: 'Ändern und Bescheid geben' }).click();
  await expect(page.getByText(/^alle 2 Wochen/).first()).toBeVisible();
  await takeScreens(page, 'tandem-trial');
  // Hanne cannot come to the next visit: somebody else, as Frau Kramer has agreed.
  await her.reload();
  await her
    .getByRole('button', { name: /^Ich kann nicht/ })
    .first()
    .click();
  await expect(her.getByText('noch niemand kommt').first()).toBeVisible();
  await takeScreens(her, 'tandem-hers');
  await page.reload();
  await page
    .getByRole('link', { name: /^Vertretung/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Besuch:');
  await takeScreens(page, 'tandem-stand-in');
  await page.getByRole('button', { name: 'Besuch absagen' }).click();
  await expect(page.getByText('Abgesagt. Bitte rufen Sie die besuchte Person an.')).toBeVisible();
  await page.goto('/buero/anrufe');
  await expect(page.getByText('Ein Besuch fällt aus').first()).toBeVisible();
  await expect(page.getByText('Rückfrage bei der besuchten Person').first()).toBeVisible();
  await expect(page.getByText('Rückfrage bei der freiwilligen Person').first()).toBeVisible();

  // Scenario 12: the person has died.
  await page.goto('/buero/besuche?liste=visited&suche=Kramerzehn');
  await page.getByRole('link', { name: 'Erna Kramerzehn' }).click();
  await page.getByText('Weitere Schritte').click();
  await page.getByRole('link', { name: /Person ist verstorben/ }).click();
  await page.getByRole('button', { name: 'Eintragen' }).click();
  await expect(page.getByText('Bitte bestätigen Sie, dass Sie sicher sind.').first()).toBeVisible();
  await takeScreens(page, 'death');
  await page.getByRole('checkbox', { name: 'Ja, ich bin sicher.' }).check();
  await page.getByRole('button', { name: 'Eintragen' }).click();
  await expect(
    page.getByText('Die Angaben können nicht mehr geändert werden.', { exact: false }).first(),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Angaben ändern' })).toHaveCount(0);
  await page.goto('/buero/anrufe');
  await expect(page.getByText('Bitte anrufen: Die besuchte Person ist verstorben').first()).toBeVisible();
  await her.goto('/mein/besuche');
  await expect(her.getByText('Erna')).toHaveCount(0);
});
