import postgres from 'postgres';
import { expect, test } from '#tests/support/browser-test.ts';
import { openActivity } from '#tests/support/open-activity.ts';
import { takeScreens } from '#tests/support/screenshots.ts';

test('a visitor comes from the start page to what she would like to do', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Ich wünsche mir Besuch' })).toHaveAttribute(
    'href',
    '/anfragen',
  );
  await page.getByLabel('Was möchten Sie gern tun?').fill('vorlesn');
  await page.getByRole('button', { name: 'Suchen' }).click();
  await expect(page).toHaveURL('/mitmachen?text=vorlesn');
  await expect(page.getByRole('status').filter({ hasText: 'gefunden' })).toBeVisible();
  await expect(page.getByRole('article').first()).toBeVisible();
  await takeScreens(page, 'finder');
});

test('ticking a filter narrows at once, says how many are left, and the address can be sent to a friend', async ({
  page,
  openBrowser,
}) => {
  await page.goto('/mitmachen');
  const total = page.getByRole('status').filter({ hasText: 'gefunden' });
  const before = await total.innerText();
  const box = page.getByRole('checkbox', { name: 'Aplerbeck' });
  await box.focus();
  await page.keyboard.press('Space');
  await expect(page).toHaveURL('/mitmachen?bezirk=apl');
  await expect(total).not.toHaveText(before);
  await expect(box).toBeFocused();
  await page.getByLabel('Postleitzahl').fill('44287');
  await page.getByLabel('Postleitzahl').blur();
  await expect(page).toHaveURL('/mitmachen?bezirk=apl&plz=44287');
  await page.getByLabel('Reihenfolge').selectOption('Nah zuerst');
  await expect(page).toHaveURL('/mitmachen?bezirk=apl&plz=44287&sort=naehe');

  const friend = await openBrowser();
  await friend.goto(page.url());
  await expect(friend.getByRole('checkbox', { name: 'Aplerbeck' })).toBeChecked();
  const shown = friend.getByRole('status').filter({ hasText: 'gefunden' });
  await expect(shown).toHaveText(await total.innerText());
  await takeScreens(friend, 'finder-filtered');

  await page.getByRole('link', { name: 'Filter entfernen: Aplerbeck' }).click();
  await expect(page).toHaveURL('/mitmachen?plz=44287&sort=naehe');
  await expect(box).not.toBeChecked();
});

test('without JavaScript the same form leads to the same short address', async ({ browser, app }) => {
  const context = await browser.newContext({ baseURL: app.baseUrl, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/mitmachen');
  await page.getByRole('checkbox', { name: 'Dienstag' }).check();
  await page.getByRole('checkbox', { name: 'Aplerbeck' }).check();
  await page.getByRole('button', { name: 'Ergebnisse zeigen' }).click();
  await expect(page).toHaveURL('/mitmachen?bezirk=apl&tag=2');
  await expect(page.getByRole('checkbox', { name: 'Dienstag' })).toBeChecked();
  await context.close();
});

test('when nothing fits, the page says which filter to loosen and whom to call', async ({ page }) => {
  await page.goto('/mitmachen?text=geschihctswoche&art=visiting');
  await expect(page.getByRole('heading', { name: 'Nichts gefunden' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /rufen Sie uns an/ })).toHaveAttribute(
    'href',
    /^tel:/,
  );
  await takeScreens(page, 'finder-empty');
  await page.getByRole('link', { name: /^Ohne „Aufgabe“: \d+ Aktivität/ }).click();
  await expect(page).toHaveURL('/mitmachen?text=geschihctswoche');
  await expect(page.getByRole('article').first()).toBeVisible();
});

test('an unknown postal code is named beside its field, and the results stay', async ({ page }) => {
  await page.goto('/mitmachen?plz=99999');
  await expect(page.getByLabel('Postleitzahl')).toHaveAccessibleDescription(
    /Postleitzahl 99999 kennen wir nicht/,
  );
  await expect(page.getByRole('article').first()).toBeVisible();
});

test('the page of an activity tells machines its dates, and no title can break out of that', async ({
  page,
  database,
}) => {
  const sql = postgres(database.url, { max: 1 });
  const title = 'Fest </script><script>window.broken = true</script> & Tanz';
  const { projectId } = await openActivity(sql, { title, inDays: [20, 50], isStanding: true });
  await sql.end();
  await page.goto(`/mitmachen/${projectId}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);

  const scripts = page.locator('script[type="application/ld+json"]');
  const data = JSON.parse((await scripts.textContent())!) as { '@graph': Record<string, unknown>[] };
  expect(data['@graph']).toHaveLength(2);
  expect(data['@graph'][0]).toMatchObject({
    '@type': 'Event',
    name: title,
    startDate: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T15:00:00\+0[12]:00$/) as unknown,
    eventStatus: 'https://schema.org/EventScheduled',
    location: { '@type': 'Place', name: 'Gemeindesaal' },
    organizer: { name: expect.stringContaining('Seniorenbüro') as unknown },
  });
  await takeScreens(page, 'activity');
});

test('drafts, closed activities and addresses that never were are not found', async ({
  page,
  database,
  problems,
}) => {
  problems.expect(/status of 404/);
  const sql = postgres(database.url, { max: 1 });
  const { projectId, paths } = await openActivity(sql, { title: 'Nur ein Entwurf', inDays: [9] });
  await sql`update project set published_at = null, published_by = null where id = ${projectId}`;
  await sql.end();
  for (const path of [`/mitmachen/${projectId}`, paths[0]!, '/mitmachen/kein-projekt']) {
    expect((await page.request.get(path)).status()).toBe(404);
  }
});
