import type { Page } from '@playwright/test';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';
import { closeToasts } from '../support/toasts.ts';

/** Herr Brandt's words, except for who he is. */
async function fillIn(page: Page, name: string): Promise<void> {
  await page.getByLabel('Ihr Name').fill(name);
  await page.getByLabel('Ihr Telefon oder Ihre E-Mail').fill('brandt.neu@example.org');
  await page.getByLabel('Wie stehen Sie zu der Person?').selectOption({ label: 'Tochter oder Sohn' });
  await page.getByLabel('Um wen geht es?').fill('meine Mutter');
  await page.getByRole('radio', { name: 'Noch nicht' }).check();
  await page.getByLabel('Wo wohnt die Person?').fill('Aplerbeck');
  await page.getByLabel('Ihr Wunsch in eigenen Worten').fill('Jemand, der mit ihr Karten spielt.');
}

test.describe('on a phone at night', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('Herr Brandt asks for visits in eight fields, follows the state and moves a date; Murat answers', async ({
    page,
    openBrowser,
  }) => {
    test.slow();
    await page.goto('/anfragen');
    await expect(page.getByText('Wir fragen zuerst die Person selbst.')).toBeVisible();
    const fields = page
      .locator('#anfrage')
      .locator('fieldset, input:not([type=hidden], [type=radio]), select, textarea');
    expect(await fields.count()).toBeLessThanOrEqual(8);
    const footer = page.getByRole('contentinfo');
    for (const name of ['Kontakt', 'Barrierefreiheit', 'Ombudsstelle']) {
      await expect(footer.getByRole('link', { name })).toBeVisible();
    }
    await takeScreens(page, 'request-form');

    await page.getByLabel('Ihr Name').fill('Bernd Brandt');
    await page.getByRole('button', { name: 'Einfache Sprache' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jemand soll zu Besuch kommen');
    await expect(page.getByLabel('Wie heißen Sie?')).toHaveValue('Bernd Brandt');
    await takeScreens(page, 'request-form-plain');
    await page.getByRole('button', { name: 'Abschicken' }).click();
    // Everything that is missing is said at once, in plain words too.
    for (const sentence of ['Eins davon genügt.', 'Der Vorname genügt', 'ob die Person davon weiß']) {
      await expect(page.getByText(sentence).first()).toBeVisible();
    }
    await expect(page.getByRole('group', { name: 'Bitte prüfen' })).toBeFocused();
    // It is the button of before: a second click within half a second counts as a trembling hand.
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Zurück zur üblichen Sprache' }).click();
    await fillIn(page, 'Bernd Brandt');
    await page.getByLabel('Wo wohnt die Person?').fill('Timbuktu');
    await page.getByRole('button', { name: 'Anfrage senden' }).click();
    await expect(page.getByText('Diesen Ort kennen wir nicht.').first()).toBeVisible();
    await page.getByLabel('Wo wohnt die Person?').fill('44287');
    await page.waitForTimeout(600);
    await page.getByRole('button', { name: 'Anfrage senden' }).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Danke, Ihre Anfrage ist da');
    const reference = (await page.getByText(/^MA-/).textContent())!;
    await takeScreens(page, 'request-received');
    await page.getByRole('link', { name: 'Stand der Anfrage ansehen' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(reference);
    await expect(
      page.getByRole('listitem').filter({ hasText: 'Ihre Anfrage ist angekommen' }),
    ).toHaveAttribute('aria-current', 'step');

    const office = await openBrowser();
    await office.setViewportSize({ width: 1280, height: 800 });
    await signInAs(office, 'murat@example.org');
    await office.goto(`/buero/anfragen?text=${reference}`);
    await office.getByRole('link', { name: 'Bernd Brandt' }).click();
    await office.getByRole('button', { name: 'Ins Gespräch nehmen' }).click();
    await expect(office.getByText('Im Gespräch').first()).toBeVisible();
    await closeToasts(office);
    await office.getByText('Termine vorschlagen').click();
    const first = office.getByRole('group', { name: '1. Vorschlag' });
    await first.getByLabel('Tag').fill('2031-05-06');
    await first.getByLabel('Ende').fill('14:00');
    await office.getByRole('button', { name: 'Vorschläge senden' }).click();
    await expect(first.getByText('Das Ende muss nach dem Beginn liegen.')).toBeVisible();
    await first.getByLabel('Ende').fill('15:30');
    await office.waitForTimeout(500);
    await office.getByRole('button', { name: 'Vorschläge senden' }).click();
    await expect(office.getByText('1 Termin ist vorgeschlagen.')).toBeVisible();
    await takeScreens(office, 'request-detail');

    await page.reload();
    await takeScreens(page, 'request-follow');
    await page.getByText('Anderen Termin vorschlagen').click();
    await page.getByLabel('Tag').fill('2031-05-07');
    await page.getByRole('button', { name: 'Vorschlag senden' }).click();
    await expect(page.getByText('Ihr Vorschlag, das Büro antwortet noch')).toBeVisible();

    await office.goto('/buero/anfragen');
    await expect(office.getByRole('row').filter({ hasText: reference })).toContainText('Neue Antwort');
    await takeScreens(office, 'request-inbox');
    await office.getByRole('link', { name: 'Bernd Brandt' }).click();
    await office.getByRole('button', { name: 'Annehmen' }).click();
    await expect(office.getByText('Angenommen.')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Bestätigt', { exact: true })).toBeVisible();
    await page.getByText('Passt doch nicht').click();
    await page.getByRole('button', { name: 'Termin absagen' }).click();
    await expect(page.getByText('Abgesagt', { exact: true })).toBeVisible();
    await office.reload();
    await expect(office.getByText('Wieder abgesagt')).toBeVisible();
    await expect(office.getByText('Es gibt eine neue Antwort')).toBeVisible();
  });
});

test.describe('with no script at all', () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });

  test('Herr Brandt changes the language without losing a word, asks, writes and withdraws', async ({
    page,
  }) => {
    await page.goto('/anfragen');
    await fillIn(page, 'Ohne Skript');
    await page.getByRole('button', { name: 'Einfache Sprache' }).click();
    await expect(page.getByLabel('Was wünschen Sie sich?')).toHaveValue('Jemand, der mit ihr Karten spielt.');
    await page.getByRole('button', { name: 'Abschicken' }).click();
    await page.getByRole('link', { name: 'Stand der Anfrage ansehen' }).click();
    await expect(page.getByText('Ihre Anfrage ist da')).toBeVisible();
    await page.getByLabel('Ihre Nachricht an das Büro').fill('Bitte nachmittags anrufen.');
    await page.getByRole('button', { name: 'Nachricht senden' }).click();
    await expect(page.getByText('Bitte nachmittags anrufen.')).toBeVisible();
    await page.getByText('Anfrage zurückziehen').first().click();
    await page.getByRole('button', { name: 'Anfrage zurückziehen' }).click();
    await expect(page.getByText('Sie haben die Anfrage zurückgezogen')).toBeVisible();
    await page.getByRole('button', { name: 'Doch wieder anfragen' }).click();
    await expect(page.getByText('Ihre Anfrage ist da')).toBeVisible();
  });

  test('Murat puts a call together with a request that is there already, without saving it twice', async ({
    page,
  }) => {
    await signInAs(page, 'murat@example.org');
    await page.goto('/buero/anfragen/neu');
    await page.getByLabel('Wer ruft an?').fill('Frau Feldmann');
    await page.getByLabel('Telefon').fill('030 23125477');
    await page.getByLabel('Wie stehen Sie zu der Person?').selectOption({ label: 'Andere Angehörige' });
    await page.getByLabel('Um wen geht es?').fill('Herr Dorn');
    await page.getByRole('radio', { name: 'Ja', exact: true }).check();
    await page.getByLabel('Wunsch in eigenen Worten').fill('Fragt nach dem Stand.');
    await page.getByRole('button', { name: 'Anfrage speichern' }).click();
    await expect(page.getByText('Noch ist nichts gespeichert.')).toBeVisible();
    await page
      .getByRole('button', { name: /^Gehört zu/ })
      .first()
      .click();
    await expect(page.getByText('Zusammengelegt.')).toBeVisible();
    await expect(page.getByText('Hierher gehört auch')).toBeVisible();
    await expect(page.getByRole('link', { name: /^Frau Feldmann/ })).toBeVisible();
  });
});

test('Murat takes a call down by keyboard, without a birth date, and is shown what may be the same', async ({
  page,
}) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/anfragen/neu');
  await page.getByLabel('Wer ruft an?').focus();
  await page.keyboard.type('Jonas Feldmann');
  await page.keyboard.press('Tab');
  await page.keyboard.type('030 23125477');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Nachbar');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Herr Dorn');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Bitte sagen Sie uns, ob die Person davon weiß.').first()).toBeVisible();
  await expect(page.getByLabel('Wer ruft an?')).toHaveValue('Jonas Feldmann');
  await page.getByRole('radio', { name: 'Ich bin nicht sicher' }).focus();
  await page.keyboard.press('Space');
  await page.getByLabel('Wunsch in eigenen Worten').focus();
  await page.keyboard.type('Ruft noch einmal wegen der Besuche an.');
  await page.waitForTimeout(500);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // Before anything is saved he is shown what may be the same.
  await expect(page.getByRole('group', { name: 'Möglicherweise schon da' })).toBeFocused();
  await expect(page.getByLabel('Wunsch in eigenen Worten')).toHaveValue(/^Ruft noch einmal/);
  await takeScreens(page, 'request-similar');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Die Anfrage ist gespeichert.')).toBeVisible();
  await expect(page.getByText('Vielleicht dieselbe Anfrage')).toBeVisible();
  await expect(page.getByText(/muss bis .* erfahren, dass wir sie haben/)).toBeVisible();
  await takeScreens(page, 'request-duplicates');
  await page
    .getByRole('button', { name: /^Gehört zu/ })
    .first()
    .click();
  await expect(page.getByText('Hierher gehört auch')).toBeVisible();
});

test('Murat declines with kind words and takes it back', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero');
  await expect(page.getByRole('region', { name: /^Neue Anfragen/ })).toBeVisible();
  await page.goto('/buero/anfragen?stand=new');
  await page.getByRole('link', { name: 'Ursula Kranz' }).click();
  await page.getByText('Ablehnen', { exact: true }).click();
  await page.getByRole('button', { name: 'Ablehnung senden' }).click();
  await expect(page.getByText('Bitte wählen Sie einen Grund.').first()).toBeVisible();
  await page.getByLabel('Grund').selectOption({ label: 'Zur Zeit ist niemand frei' });
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: 'Ablehnung senden' }).click();
  await expect(page.getByText('Abgelehnt', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Ablehnung zurücknehmen' }).click();
  await expect(page.getByRole('button', { name: 'Ins Gespräch nehmen' })).toBeVisible();
});

test('Frau Lenz asks for reading mentors in a short form and confirms a date', async ({ page }) => {
  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung/anfragen');
  await takeScreens(page, 'house-requests');
  await page.getByRole('link', { name: 'Geschichtswoche' }).click();
  await page.getByRole('button', { name: 'Passt, bestätigen' }).click();
  await expect(page.getByText('Bestätigt', { exact: true })).toBeVisible();
  await page.goto('/einrichtung/anfragen/neu');
  await page.getByRole('radio', { name: /^Lesepatenschaft/ }).check();
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByRole('button', { name: 'Anfrage senden' }).click();
  await expect(page.getByText('Bitte schreiben Sie eine Zahl zwischen 1 und 999.').first()).toBeVisible();
  await page.getByRole('spinbutton', { name: 'Wie viele Kinder etwa?' }).fill('6');
  await page.getByLabel('Worum geht es, und was ist Ihnen wichtig?').fill('Kinder der Klasse 2c.');
  await page.getByRole('checkbox', { name: 'Dienstag' }).check();
  await takeScreens(page, 'house-request-form');
  await page.getByRole('button', { name: 'Anfrage senden' }).click();
  await expect(page.getByText('Ihre Anfrage ist beim Seniorenbüro.')).toBeVisible();
});

test('Schwester Irmgard asks for a speaker, and Murat plans it in a minute', async ({
  page,
  openBrowser,
}) => {
  await signInAs(page, 'irmgard@example.org');
  await page.goto('/einrichtung/anfragen/neu');
  await expect(page.getByRole('radio', { name: /^Vortrag oder Schulung/ })).toBeChecked();
  await takeScreens(page, 'house-request-kinds');
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Worum geht es, und was ist Ihnen wichtig?').fill('Wie erkenne ich Enkeltricks?');
  await page.getByRole('radio', { name: 'Vortrag mit Referentin oder Referent' }).check();
  await page.getByRole('spinbutton', { name: 'Wie viele Menschen kommen etwa?' }).fill('23');
  await takeScreens(page, 'house-request-speaker');
  await page.getByRole('button', { name: 'Anfrage senden' }).click();
  await expect(page.getByText('Ihre Anfrage ist beim Seniorenbüro.')).toBeVisible();
  const reference = (await page.getByText(/^MA-/).first().textContent())!;

  const office = await openBrowser();
  await signInAs(office, 'murat@example.org');
  await office.goto(`/buero/anfragen?text=${reference.trim()}`);
  await office.getByRole('rowheader').first().getByRole('link').click();
  await expect(office.getByText('Vortrag mit Referentin oder Referent')).toBeVisible();
  await office.getByRole('link', { name: 'Projekt daraus planen' }).click();
  await expect(office.getByText(`Aus der Anfrage ${reference.trim()}`)).toBeVisible();
  await expect(office.getByLabel('Name des Projekts')).toHaveValue(/^Vortrag oder Schulung: /);
  await takeScreens(office, 'plan-from-request');
  await office.getByRole('button', { name: 'Projekt anlegen' }).click();
  await expect(office.getByRole('heading', { level: 1 })).toHaveText(/^Vortrag oder Schulung: /);
  await page.reload();
  await expect(page.getByRole('listitem').filter({ hasText: 'Wir planen' })).toHaveAttribute(
    'aria-current',
    'step',
  );
});
