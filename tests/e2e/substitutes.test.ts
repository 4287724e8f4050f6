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

/**
 * An activity of Murat's office on days on which neither Hanne nor Ilse has anything else. Of those who could be asked
 * only Ilse speaks its language.
 */
async function planFor(
  url: string,
  { title, dates = 1, needsApproval = false }: { title: string; dates?: number; needsApproval?: boolean },
): Promise<OpenActivity & { days: string[] }> {
  const sql = postgres(url, { max: 1 });
  const free = await sql<{ inDays: number; day: string }[]>`
    select n as "inDays", day::date::text as day from generate_series(12, 42) n
    cross join lateral (select (now() at time zone 'Europe/Berlin')::date + n as day) t
    where not exists (select from signup g join person p on p.id = g.person_id
      where p.email in ('hanne@example.org', ${ILSE}) and g.ended_at is null
        and g.during && tstzrange(day at time zone 'Europe/Berlin', (day + 1) at time zone 'Europe/Berlin'))
    order by n limit ${dates}`;
  const activity = await openActivity(sql, { title, inDays: free.map(({ inDays }) => inDays) });
  const { projectId } = activity;
  await sql`update project set substitutes_need_approval = ${needsApproval} where id = ${projectId}`;
  await sql`update shift set language = 'la' where event_id in (select id from event where project_id = ${projectId})`;
  const [ilse] = await sql<{ id: string }[]>`select id from person where email = ${ILSE}`;
  await sql`delete from availability where person_id = ${ilse!.id}`;
  await sql`delete from absence where person_id = ${ilse!.id}`;
  await sql`update volunteer set radius_km = null, max_hours_per_week = null, max_shifts_per_week = null,
    needs_step_free = false, paused_at = null, languages = '{de,la}',
    office_id = (select organisation_id from project where id = ${projectId})
    where person_id = ${ilse!.id}`;
  await sql.end();
  return { ...activity, days: free.map(({ day }) => day) };
}

test('Hanne is ill: three taps, and Ilse takes over with one', async ({ page, openBrowser, database }) => {
  const { shiftIds } = await planFor(database.url, { title: 'Kuchen backen' });
  const ilse = await openBrowser();
  await Promise.all([signInAs(page, 'hanne@example.org'), signInAs(ilse, ILSE)]);
  await signUpFor(page, shiftIds[0]!);

  await page.goto('/mein');
  await page
    .locator(`[id="einsatz-${shiftIds[0]}"]`)
    .getByRole('link', { name: /^Vertretung suchen ?: Kuchen backen/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Eine Vertretung suchen');
  await takeScreens(page, 'substitute-offer');
  await page.getByRole('button', { name: 'Jetzt fragen' }).click();
  await expect(page.getByText('Wir haben 1 Person gefragt.')).toBeVisible();
  await expect(page.locator(`[id="einsatz-${shiftIds[0]}"]`)).toContainText('Vertretung gesucht');
  await closeToasts(page);
  await takeScreens(page, 'my-dates-with-search');

  await ilse.goto('/mein');
  await expect(ilse.getByRole('link', { name: /^Nachrichten ?: \d+ ungelesene Nachricht/ })).toBeVisible();
  await ilse.getByRole('main').getByRole('link', { name: 'Ansehen', exact: true }).click();
  await takeScreens(ilse, 'substitutes-asked');
  await ilse.getByRole('button', { name: /^Ich übernehme ?: Kuchen backen/ }).click();
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
  await ilse.getByRole('button', { name: /^Ich übernehme ?: Blumen gießen/ }).click();
  await expect(ilse.getByText('Ihr Büro bestätigt die Vertretung noch und meldet sich.')).toBeVisible();

  await murat.goto('/buero');
  const panel = murat.getByRole('region', { name: /^Vertretung gesucht/ });
  const line = panel.getByRole('listitem').filter({ hasText: 'Blumen gießen' });
  await expect(line).toContainText('möchte übernehmen');
  await takeScreens(murat, 'desk-with-substitutes');
  await line.getByRole('button', { name: /als Vertretung bestätigen$/ }).click();
  await expect(murat.getByText('Bestätigt. Beide lesen es gleich.')).toBeVisible();
  // He was too quick, and takes it back; then she may come after all.
  await murat.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(murat.getByText('Zurückgenommen. Die Vertretung ist wieder offen')).toBeVisible();
  await murat.getByRole('button', { name: /als Vertretung bestätigen$/ }).click();
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
  database,
}) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  const { shiftIds, days } = await planFor(database.url, { title: 'Hecke schneiden', dates: 2 });
  await signInAs(page, 'hanne@example.org');
  for (const shiftId of shiftIds) await signUpFor(page, shiftId);
  await page.goto('/mein/profil');
  const away = page.getByRole('region', { name: 'Wann ich nicht da bin' });
  await away.getByLabel('Erster Tag').fill(days[0]!);
  await away.getByLabel('Letzter Tag').fill(days[1]!);
  await away.getByRole('button', { name: 'Abwesenheit eintragen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was soll mit diesen Terminen geschehen?');
  await takeScreens(page, 'away');

  await page.getByRole('button', { name: 'So machen wir es' }).click();
  await expect(page.getByText('Bitte wählen Sie für mindestens einen Termin')).toBeVisible();
  const first = page.getByRole('listitem').filter({ hasText: 'Hecke schneiden' }).first();
  await first.getByRole('radio', { name: 'Platz freigeben', exact: true }).check();
  await page.getByRole('button', { name: 'So machen wir es' }).click();
  await expect(page.getByText('Freigegeben', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Doch übernehmen/ }).click();
  await expect(page.getByText('Der Platz ist wieder Ihrer.')).toBeVisible();
  await page.getByRole('button', { name: 'Ich komme trotzdem zu allen' }).click();
  await expect(page.getByText('Ihre Auswahl ist gespeichert.')).toBeVisible();
  await context.close();
});
