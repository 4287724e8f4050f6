import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { openActivity, type OpenActivity } from '#tests/support/open-activity.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import { closeToasts } from '#tests/support/toasts.ts';
import type { Page } from '@playwright/test';
import postgres from 'postgres';
import superjson from 'superjson';

/** Ilse helps in the activity and has all the time in the world. */
const ILSE = 'volunteer-00003@example.org';

async function signUpFor(page: Page, shiftId: string): Promise<void> {
  const answer = await page.request.post('/api/trpc/scheduling.signUp', {
    data: superjson.serialize({ shiftId }),
  });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** An activity in which Hanne has the place of the second date, and Ilse that of the first. */
async function planFor(
  url: string,
  { title, inDays, needsApproval = false }: { title: string; inDays: number[]; needsApproval?: boolean },
): Promise<OpenActivity> {
  const sql = postgres(url, { max: 1 });
  const activity = await openActivity(sql, { title, inDays });
  await sql`update project set substitutes_need_approval = ${needsApproval} where id = ${activity.projectId}`;
  const [ilse] = await sql<{ id: string }[]>`select id from person where email = ${ILSE}`;
  await sql`delete from availability where person_id = ${ilse!.id}`;
  await sql`update volunteer set radius_km = null, max_hours_per_week = null, max_shifts_per_week = null,
    needs_step_free = false, paused_at = null, office_id = (select organisation_id from project where id = ${activity.projectId})
    where person_id = ${ilse!.id}`;
  // Nobody else is asked, so that it is surely Ilse.
  await sql`update volunteer set paused_at = now() where person_id <> ${ilse!.id}`;
  await sql.end();
  return activity;
}

test('Hanne is ill: three taps, and Ilse takes over with one', async ({ page, openBrowser, database }) => {
  const { shiftIds } = await planFor(database.url, { title: 'Kuchen backen', inDays: [12] });
  const ilse = await openBrowser();
  await Promise.all([signInAs(page, 'hanne@example.org'), signInAs(ilse, ILSE)]);
  await signUpFor(page, shiftIds[0]!);

  await page.goto('/mein');
  await page
    .locator(`[id="einsatz-${shiftIds[0]}"]`)
    .getByRole('link', { name: 'Vertretung suchen: Kuchen backen' })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Eine Vertretung suchen');
  await takeScreens(page, 'substitute-offer');
  await page.getByRole('button', { name: 'Jetzt fragen' }).click();
  await expect(page.getByText('Wir haben 1 Person gefragt.')).toBeVisible();
  await expect(page.locator(`[id="einsatz-${shiftIds[0]}"]`)).toContainText('Vertretung gesucht');
  await closeToasts(page);
  await takeScreens(page, 'my-dates-with-search');

  await ilse.goto('/mein');
  await expect(ilse.getByRole('link', { name: /^Nachrichten: \d+ ungelesene Nachricht/ })).toBeVisible();
  await ilse.getByRole('main').getByRole('link', { name: 'Ansehen', exact: true }).click();
  await takeScreens(ilse, 'substitutes-asked');
  await ilse.getByRole('button', { name: /^Ich übernehme: Kuchen backen/ }).click();
  await expect(ilse.getByText('Danke! Sie übernehmen den Einsatz.')).toBeVisible();
  await expect(ilse.locator(`[id="einsatz-${shiftIds[0]}"]`)).toBeVisible();
  await closeToasts(ilse);

  await page.goto('/mein/nachrichten');
  const told = page.getByRole('article').filter({ hasText: 'vertritt Sie: Kuchen backen' });
  await expect(told).toContainText('Neu');
  await takeScreens(page, 'notices');
  // Looking at the list has read nothing.
  await page.reload();
  await expect(told).toContainText('Neu');
  await told.getByRole('button', { name: /^Gelesen/ }).click();
  await expect(told).not.toContainText('Neu');
  await page.goto('/mein');
  await expect(page.locator(`[id="einsatz-${shiftIds[0]}"]`)).toHaveCount(0);
});

test('where the office confirms substitutes, Murat does so on his desk', async ({
  page,
  openBrowser,
  database,
}) => {
  const { shiftIds } = await planFor(database.url, {
    title: 'Blumen gießen',
    inDays: [13],
    needsApproval: true,
  });
  const [ilse, murat] = [await openBrowser(), await openBrowser()];
  await Promise.all([
    signInAs(page, 'hanne@example.org'),
    signInAs(ilse, ILSE),
    signInAs(murat, 'murat@example.org'),
  ]);
  await signUpFor(page, shiftIds[0]!);
  await page.goto(`/mein/vertretungen/suchen/${shiftIds[0]}`);
  await page.getByRole('button', { name: 'Jetzt fragen' }).click();
  await expect(page.getByText('Wir haben 1 Person gefragt.')).toBeVisible();
  await ilse.goto('/mein/vertretungen');
  await ilse.getByRole('button', { name: /^Ich übernehme: Blumen gießen/ }).click();
  await expect(ilse.getByText('Ihr Büro bestätigt die Vertretung noch und meldet sich.')).toBeVisible();

  await murat.goto('/buero');
  const panel = murat.getByRole('region', { name: /^Vertretung gesucht/ });
  const line = panel.getByRole('listitem').filter({ hasText: 'Blumen gießen' });
  await expect(line).toContainText('möchte übernehmen');
  await takeScreens(murat, 'desk-with-substitutes');
  await line.getByRole('button', { name: /als Vertretung bestätigen$/ }).click();
  await expect(murat.getByText('Bestätigt. Beide lesen es gleich.')).toBeVisible();
  await ilse.goto('/mein');
  await expect(ilse.locator(`[id="einsatz-${shiftIds[0]}"]`)).toBeVisible();
});

test('the list of calls works by keyboard alone, and a step can be taken back', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero');
  await page
    .getByRole('region', { name: /^Anrufe/ })
    .getByRole('link', { name: 'Alle Anrufe' })
    .press('Enter');
  await expect(page).toHaveURL('/buero/anrufe');
  const calls = page.getByRole('list', { name: 'Anrufe, die dringendsten zuerst' }).getByRole('article');
  const before = await calls.count();
  await expect(calls.first()).toContainText('Überfällig seit');
  await takeScreens(page, 'calls');
  await calls.first().getByLabel('Notiz für das Büro').focus();
  await page.keyboard.type('ruft am Abend zurück');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Festgehalten. Der Anruf ist erledigt.')).toBeVisible();
  await expect(calls).toHaveCount(before - 1);
  await page.getByRole('button', { name: 'Rückgängig machen' }).press('Enter');
  await expect(calls).toHaveCount(before);
  await closeToasts(page);
});

test('without JavaScript Hanne says for every date of her holiday what shall happen', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  const days = await page
    .locator('article time')
    .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  await page.goto('/mein/profil');
  const away = page.getByRole('region', { name: 'Wann ich nicht da bin' });
  await away.getByLabel('Erster Tag').fill(days[0]!.slice(0, 10));
  await away.getByLabel('Letzter Tag').fill(days.at(-1)!.slice(0, 10));
  await away.getByRole('button', { name: 'Abwesenheit eintragen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was soll mit diesen Terminen geschehen?');
  await takeScreens(page, 'away');

  await page.getByRole('button', { name: 'So machen wir es' }).click();
  await expect(page.getByText('Bitte wählen Sie für mindestens einen Termin')).toBeVisible();
  await page.getByRole('radio', { name: 'Platz freigeben', exact: true }).first().check();
  await page.getByRole('button', { name: 'So machen wir es' }).click();
  await expect(page.getByText('Freigegeben', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Doch übernehmen/ }).click();
  await expect(page.getByText('Der Platz ist wieder Ihrer.')).toBeVisible();
  await page.getByRole('button', { name: 'Ich komme trotzdem zu allen' }).click();
  await expect(page.getByText('Ihre Auswahl ist gespeichert.')).toBeVisible();
  await context.close();
});
