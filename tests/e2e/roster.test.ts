import type { Page } from '@playwright/test';
import postgres from 'postgres';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

/** Opens the form for a week that nobody has a proposal for: `weeks` after the next one, which the demo has one for. */
async function openForm(page: Page, weeks: number) {
  await page.goto('/buero/dienstplan');
  const field = page.getByLabel('Welche Woche?');
  const next = new Date(`${await field.inputValue()}T00:00Z`);
  next.setUTCDate(next.getUTCDate() + 7 * weeks);
  await field.fill(next.toISOString().slice(0, 10));
  return next.toISOString().slice(0, 10);
}

test('Murat proposes the week, accepts some, undoes', async ({ page, database }) => {
  test.slow();
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/kalender?ansicht=liste');
  await page.getByRole('link', { name: 'Woche vorschlagen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Woche vorschlagen');
  await openForm(page, 1);
  await page.getByLabel('Nur was das Büro vergeben hat, darf wechseln').check();
  await takeScreens(page, 'roster-new');
  await page.getByRole('button', { name: 'Vorschlag suchen' }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Woche vom/);
  const acceptAll = page.getByRole('button', { name: /Vorschläge annehmen$/ });
  await expect(acceptAll).toBeVisible({ timeout: 40_000 });
  await takeScreens(page, 'roster-proposal');

  const boxes = page.getByRole('checkbox', { name: /auswählen$/ });
  const count = await boxes.count();
  expect(count).toBeGreaterThan(2);
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await page.getByRole('button', { name: 'Ausgewählte annehmen' }).click();
  const undo = page.getByRole('button', { name: 'Letzten Schritt zurücknehmen (2 Vorschläge)' });
  await expect(undo).toBeVisible();
  await expect(boxes).toHaveCount(count - 2);
  const shares = page.getByRole('table', { name: /^Wie viele etwas haben/ });
  await expect(shares.getByRole('row', { name: /^Nach dem, was angenommen ist/ })).toBeVisible();
  await page.getByText(/^Stunden der Einzelnen in dieser Woche \(/).click();
  await takeScreens(page, 'roster-accepted');

  await undo.click();
  await expect(boxes).toHaveCount(count);
  await expect(undo).toBeHidden();

  await page
    .getByRole('link', { name: /^Wen könnte man fragen/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Wen könnte man fragen?');
  await takeScreens(page, 'roster-shortage');
  await page.goBack();

  await page.getByRole('link', { name: 'Im Kalender ansehen' }).click();
  await expect(page.getByText('Für diese Zeit gibt es einen offenen Vorschlag.')).toBeVisible();
  await takeScreens(page, 'roster-calendar');

  // As if one of the demo's own proposal had been found after somebody's no.
  const sql = postgres(database.url, { max: 1 });
  const [found] = await sql<{ name: string }[]>`
    update roster_proposal x set is_mended = true from person p where p.id = x.person_id and x.id = (
      select x.id from roster_proposal x join roster_run r on r.id = x.run_id
      where x.state = 'proposed' and x.kind = 'place' order by r.created_at, x.id limit 1)
    returning p.given_name || ' ' || p.family_name as name`;
  await sql.end();
  await page.goto('/buero');
  const desk = page.getByRole('region', { name: /^Ersatz gefunden/ });
  await takeScreens(page, 'roster-desk');
  await desk.getByRole('button', { name: new RegExp(`^Annehmen ?: ${found!.name}`) }).click();
  await expect(page.getByText(/Frage ist unterwegs|Platz ist vergeben/)).toBeVisible();
  await expect(page).toHaveURL(/\/buero#ersatz$/);
  await expect(desk).toBeHidden();
});

test('Murat notes who helps with whom, and takes it back', async ({ page }) => {
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/freiwillige?suche=Hanne');
  await page.getByRole('link', { name: 'Hanne Ostermann' }).click();
  await page.getByRole('link', { name: 'Jemanden auswählen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mit wem Hanne Ostermann helfen möchte');
  await takeScreens(page, 'pairs-choose');
  const button = page.getByRole('button', { name: /^Nicht zusammen/ }).first();
  const [, name] = /^Nicht zusammen ?: (.+)$/.exec((await button.textContent())!.trim())!;
  await button.click();
  await expect(page.getByText('Das ist in beiden Akten eingetragen.')).toBeVisible();
  await takeScreens(page, 'pairs-file');
  const panel = page.locator('#gemeinsam');
  await panel.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await panel.getByRole('button', { name: /^Löschen ?: Hanne Ostermann/ }).click();
  await expect(page.getByText('Der Eintrag ist aus beiden Akten gelöscht.')).toBeVisible();
  await expect(panel.getByRole('link')).toHaveText(['Jemanden auswählen']);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(panel.getByRole('link', { name: 'Hanne Ostermann' })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('Murat cancels a search, waits for another one and accepts it, in English at last', async ({
    page,
    database,
  }) => {
    await signInAs(page, 'murat@example.org');
    const weekOn = await openForm(page, 2);
    // Halfway through a long search, as the worker would have left it.
    const sql = postgres(database.url, { max: 1 });
    const [run] = await sql`
      with office as (select m.organisation_id as id from membership m join person p on p.id = m.person_id
        where p.email = 'murat@example.org'),
      run as (insert into roster_run (week_on, seconds, state, created_at, started_at, reported_at, objective, bound,
          gap, elapsed_seconds)
        values (${weekOn}, 180, 'running', now(), now(), now() + interval '5 minutes', 12345, 12400, 0.0045, 61)
        returning id)
      insert into roster_run_office (run_id, organisation_id, week_on)
      select run.id, office.id, ${weekOn} from run, office returning run_id as id`;
    await sql.end();
    await page.goto(`/buero/dienstplan/${run!['id']}`);
    await expect(page.getByText('Seit 61 Sekunden, höchstens 180.')).toBeVisible();
    await expect(page.getByText('höchstens 0,5 %')).toBeVisible();
    await takeScreens(page, 'roster-searching');
    await page.getByRole('button', { name: 'Suche abbrechen' }).click();
    await expect(page.getByText('Diese Suche wurde abgebrochen.')).toBeVisible();

    await page.getByRole('link', { name: 'Neu suchen' }).click();
    await page.getByRole('button', { name: 'Vorschlag suchen' }).click();
    // The page asks again by itself.
    await expect(page.getByRole('button', { name: /Vorschläge annehmen$/ })).toBeVisible({ timeout: 20_000 });
    await page.getByText('Sprache: Deutsch').click();
    await page.getByRole('button', { name: 'English' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Week from/);
    await takeScreens(page, 'roster-english');
    await page.getByRole('button', { name: /^Accept all/ }).click();
    await page.getByRole('button', { name: /^Undo the last step/ }).click();
    await expect(page.getByRole('button', { name: /^Accept all/ })).toBeVisible();
  });
});
