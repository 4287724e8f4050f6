import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import { closeToasts } from '#tests/support/toasts.ts';
import postgres from 'postgres';

test('Hanne sees what is missing, signs, and books the training', async ({ page, database }) => {
  const sql = postgres(database.url, { max: 1 });
  await sql`
    delete from qualification q using person p where p.id = q.person_id and p.email = 'hanne@example.org'
      and q.kind = 'secrecy_declaration'`;
  await sql.end();
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  await page.getByRole('link', { name: /Mein Weg zum Mitmachen/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mein Weg zum Mitmachen' })).toBeVisible();
  await expect(page.getByText('Noch 2 Schritte bis zum Start')).toBeVisible();
  await takeScreens(page, 'recruiting-mine');

  await page.getByRole('link', { name: /^Lesen und unterschreiben ?: Verschwiegenheitserklärung/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Verschwiegenheitserklärung');
  await takeScreens(page, 'recruiting-sign');
  await page.getByLabel('Ich habe den Text gelesen und bin einverstanden.').check();
  await page.getByRole('button', { name: 'Unterschreiben' }).click();
  await expect(page.getByText('Noch 1 Schritt bis zum Start')).toBeVisible();
  await closeToasts(page);

  const training = page
    .getByRole('listitem')
    .filter({ hasText: 'Schulung Demenz' })
    .filter({ hasText: '17:00' });
  await training
    .first()
    .getByRole('button', { name: /^Platz buchen/ })
    .click();
  await expect(page.getByText('Ihr Platz ist gebucht.')).toBeVisible();
  await expect(training.first().getByText('Gebucht', { exact: true })).toBeVisible();
  await page.goto('/mein');
  await expect(page.getByText('Schulung Demenz').first()).toBeVisible();
});

test('Murat moves an application by keyboard, hears what is missing, records it, moves it on and takes it back', async ({
  page,
  problems,
  database,
}) => {
  problems.expect(/409/);
  const sql = postgres(database.url, { max: 1 });
  const [card] = await sql<{ id: string; name: string }[]>`
    select a.id, p.given_name || ' ' || p.family_name as name from application a join person p on p.id = a.person_id
    join activity t on t.id = a.activity_id where a.stage = 'checks' and t.name = 'Besuchsdienst' limit 1`;
  await sql.end();
  const { id, name } = card!;
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/bewerbungen');
  await takeScreens(page, 'recruiting-board');
  const article = page.getByRole('article', { name });
  const open = async (to: string) => {
    const menu = article
      .getByRole('button', { name: `Verschieben : ${name}` })
      .or(article.getByRole('button', { name: `Verschieben: ${name}` }));
    await menu.focus();
    await page.keyboard.press('Enter');
    const choice = article.getByRole('button', { name: to });
    await choice.focus();
    await page.keyboard.press('Enter');
  };
  await open('Nach „Bereit“');
  await expect(page.getByText(/Das geht noch nicht. Es fehlt: .*Verschwiegenheitserklärung/)).toBeVisible();

  await page.getByRole('link', { name: 'Eintragen, was fehlt' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await takeScreens(page, 'recruiting-application');
  const missing = page.getByRole('region', { name: 'Was gebraucht wird' });
  const summary = missing.locator('summary', { hasText: 'Eintragen: Verschwiegenheitserklärung' });
  await summary.focus();
  await page.keyboard.press('Enter');
  await missing.getByRole('button', { name: /^Liegt vor ?: Verschwiegenheitserklärung/ }).click();
  await expect(missing.getByText('Es fehlt nichts')).toBeVisible();
  await closeToasts(page);

  await page.goto('/buero/bewerbungen');
  // With the mouse the card is dragged where the button would put it.
  await expect(async () => {
    await article.dragTo(page.getByRole('region', { name: /^Bereit/ }));
    // Before the page's script runs there is nothing that could take the card.
    await expect(page.getByText('Verschoben nach „Bereit“.')).toBeVisible({ timeout: 3000 });
  }).toPass();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByRole('region', { name: /^Nachweise/ }).getByRole('article', { name })).toBeVisible();
  await closeToasts(page);
  await page.goto(`/buero/bewerbungen/${id}`);
  await expect(page.getByRole('region', { name: 'Bisheriger Weg' })).not.toContainText('→ „Bereit“');
});

test('Murat merges what was recorded twice and parts it again', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/bewerbungen/doppelt');
  await takeScreens(page, 'recruiting-doubles');
  await page.getByRole('link', { name: /^Vergleichen und zusammenführen ?: Gisela Brinkmann/ }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: 'Gisela Brinkmann zusammenführen' }),
  ).toBeVisible();
  await takeScreens(page, 'recruiting-merge');
  await page.getByRole('button', { name: 'Zusammenführen' }).click();
  await expect(page.getByText('Die beiden Einträge sind jetzt einer.')).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByText('Zurückgenommen. Alles ist wie vorher.')).toBeVisible();
  await expect(
    page.getByRole('link', { name: /^Vergleichen und zusammenführen ?: Gisela Brinkmann/ }),
  ).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the board moves a card all the same', async ({ page }) => {
    await signInAs(page, 'murat@example.org');
    await page.goto('/buero/bewerbungen?taetigkeit=&suche=Hanne');
    const card = page.getByRole('article', { name: /^Hanne/ });
    await card.getByRole('button', { name: /^Verschieben/ }).click();
    await card.getByRole('button', { name: 'Nach „Pause“' }).click();
    await expect(
      page.getByRole('region', { name: /^Pause/ }).getByRole('article', { name: /^Hanne/ }),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Rückgängig machen' }).click();
    await expect(
      page.getByRole('region', { name: /^Schulung/ }).getByRole('article', { name: /^Hanne/ }),
    ).toBeVisible();
  });
});
