import postgres from 'postgres';
import { expect, test } from '#tests/support/browser-test.ts';
import { openActivity } from '#tests/support/open-activity.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import { openSessions } from '#tests/support/sessions.ts';
import type { Page } from '@playwright/test';

let sql: postgres.Sql;
test.beforeAll(({ database }) => {
  sql = postgres(database.url, { max: 2, onnotice: () => {} });
});
test.afterAll(() => sql.end());

/** Signs in somebody new, whom no other date keeps busy. */
async function signInNewVolunteer(page: Page, app: { baseUrl: string }, givenName: string): Promise<string> {
  const [person] = await sql<{ id: string }[]>`
    insert into person (given_name, family_name, email)
    values (${givenName}, 'Neumann', ${`${givenName.toLowerCase()}-${Date.now()}@example.org`}) returning id`;
  await sql`insert into volunteer (person_id, registered_at) values (${person!.id}, now())`;
  const [cookie] = await openSessions(sql, [person!.id]);
  const [name, value] = cookie!.split('=') as [string, string];
  await page.context().addCookies([{ name, value, url: app.baseUrl }]);
  return person!.id;
}

test('who has no account registers, and is led back to the very date she had chosen', async ({ page }) => {
  const { paths, shiftIds } = await openActivity(sql, { title: 'Plätzchen backen', inDays: [12], places: 3 });
  await page.goto('/mitmachen?text=plätzchen');
  await page.getByRole('link', { name: /^Mitmachen: Plätzchen backen/ }).click();
  await takeScreens(page, 'shift-visitor');
  await page.getByRole('link', { name: 'Neu hier: Konto anlegen' }).click();
  await page.getByLabel('Vorname').fill('Rosa');
  await page.getByLabel('Nachname').fill('Lindner');
  await page.getByLabel('E-Mail-Adresse').fill('rosa.lindner@example.org');
  await page.getByLabel('Stadtbezirk').selectOption({ label: 'Aplerbeck' });
  await page.getByRole('button', { name: 'Konto eröffnen' }).click();
  await expect(page).toHaveURL(paths[0]!);
  await page.getByRole('button', { name: 'Verbindlich eintragen' }).click();
  await expect(page).toHaveURL(`/mein?neu=${shiftIds[0]!}#einsatz-${shiftIds[0]!}`);
  await expect(page.getByText(/^Sie sind dabei: Plätzchen backen/)).toBeVisible();
  await expect(page.getByRole('main').getByText('Plätzchen backen').first()).toBeVisible();
});

test('a place just taken can be given back at once', async ({ page, app }) => {
  const { paths, shiftIds } = await openActivity(sql, { title: 'Chor begleiten', inDays: [13] });
  await signInNewVolunteer(page, app, 'Lina');
  await page.goto(paths[0]!);
  await page.getByRole('button', { name: 'Verbindlich eintragen' }).click();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByText(/^Sie sind ausgetragen: Chor begleiten/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verbindlich eintragen' })).toBeVisible();
  const [shift] = await sql`select taken_places from shift where id = ${shiftIds[0]!}`;
  expect(shift).toEqual({ taken_places: 0 });
});

test('two want the last place: one gets it, the other reads that it is just taken, with two alternatives', async ({
  page,
  app,
  openBrowser,
}) => {
  const { paths, shiftIds } = await openActivity(sql, { title: 'Rollstuhl schieben', inDays: [14, 15, 16] });
  const other = await openBrowser();
  await signInNewVolunteer(page, app, 'Otto');
  await signInNewVolunteer(other, app, 'Ella');
  for (const visitor of [page, other]) await visitor.goto(paths[0]!);
  await Promise.all(
    [page, other].map((visitor) => visitor.getByRole('button', { name: 'Verbindlich eintragen' }).click()),
  );

  const lost = (visitor: typeof page) => visitor.getByText('leider gerade vergeben');
  await expect(
    page
      .getByText(/^Sie sind dabei: /)
      .or(lost(page))
      .first(),
  ).toBeVisible();
  await expect(
    other
      .getByText(/^Sie sind dabei: /)
      .or(lost(other))
      .first(),
  ).toBeVisible();
  const losers = [];
  for (const visitor of [page, other]) if (await lost(visitor).isVisible()) losers.push(visitor);
  expect(losers).toHaveLength(1);
  const loser = losers[0]!;

  await expect(loser.getByText('Sie stehen jetzt auf Platz 1 der Warteliste')).toBeVisible();
  const alternatives = loser.getByRole('region', { name: 'Das wäre stattdessen möglich' });
  await expect(alternatives.getByRole('link', { name: /^Mitmachen: Rollstuhl schieben/ })).toHaveCount(2);
  await takeScreens(loser, 'shift-lost');
  const [shift] = await sql`select taken_places, waiting_count from shift where id = ${shiftIds[0]!}`;
  expect(shift).toEqual({ taken_places: 1, waiting_count: 1 });

  await loser.getByRole('button', { name: 'Von der Warteliste nehmen' }).click();
  await expect(loser.getByText(/^Sie sind ausgetragen/)).toBeVisible();
  await alternatives
    .getByRole('link', { name: /^Mitmachen: Rollstuhl schieben/ })
    .first()
    .click();
  await loser.getByRole('button', { name: 'Verbindlich eintragen' }).click();
  await expect(loser.getByText(/^Sie sind dabei: /)).toBeVisible();
});

test('who has plans at that time reads which, and what else she could do', async ({ page, app }) => {
  const first = await openActivity(sql, { title: 'Büchertisch', inDays: [17], places: 2 });
  const second = await openActivity(sql, { title: 'Trödelmarkt', inDays: [17, 18, 19], places: 2 });
  await signInNewVolunteer(page, app, 'Frieda');
  await page.goto(first.paths[0]!);
  await page.getByRole('button', { name: 'Verbindlich eintragen' }).click();
  await expect(page.getByText(/^Sie sind dabei: /)).toBeVisible();
  await page.goto(second.paths[0]!);
  await expect(page.getByText(/Ihr Einsatz „Büchertisch“ am .* liegt zur selben Zeit/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verbindlich eintragen' })).toHaveCount(0);
  const alternatives = page.getByRole('region', { name: 'Das wäre stattdessen möglich' });
  await expect(alternatives.getByRole('link', { name: /^Mitmachen: Trödelmarkt/ })).toHaveCount(2);
  await takeScreens(page, 'shift-overlap');
});

test('a missing requirement is named with whom to call; a date called off meanwhile says so', async ({
  page,
  app,
}) => {
  const { paths } = await openActivity(sql, {
    title: 'Lesestunde',
    inDays: [21],
    requirements: ['record_inspection'],
  });
  const { paths: dates, shiftIds } = await openActivity(sql, { title: 'Laternenumzug', inDays: [22, 23] });
  await signInNewVolunteer(page, app, 'Gustav');
  await page.goto(paths[0]!);
  await expect(page.getByText('Dafür fehlt noch etwas')).toBeVisible();
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: 'Führungszeugnis' }),
  ).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: /hilft Ihnen dabei gern/ })).toHaveAttribute(
    'href',
    /^tel:/,
  );

  await page.goto(dates[0]!);
  await sql`update shift set cancelled_at = now(), cancellation_reason = 'Sturm',
    cancelled_by = (select id from person where email = 'murat@example.org') where id = ${shiftIds[0]!}`;
  await page.getByRole('button', { name: 'Verbindlich eintragen' }).click();
  await expect(page.getByText('Dieser Termin wurde abgesagt.')).toBeVisible();
  await expect(page.getByText('Grund: Sturm')).toBeVisible();
  await expect(
    page
      .getByRole('region', { name: 'Das wäre stattdessen möglich' })
      .getByRole('link', { name: /^Mitmachen: Laternenumzug/ }),
  ).toBeVisible();
});

test('a full date leads to the waiting list only when she chooses so', async ({ page, app, openBrowser }) => {
  const { paths } = await openActivity(sql, { title: 'Kaffee kochen', inDays: [24, 25] });
  const early = await openBrowser();
  await signInNewVolunteer(early, app, 'Emil');
  await early.goto(paths[0]!);
  await early.getByRole('button', { name: 'Verbindlich eintragen' }).click();
  await expect(early.getByText(/^Sie sind dabei: /)).toBeVisible();
  await signInNewVolunteer(page, app, 'Paula');
  await page.goto(paths[0]!);
  await expect(page.getByText('Sie wären auf Platz 1 der Warteliste')).toBeVisible();
  await page.getByRole('button', { name: 'Auf die Warteliste setzen' }).click();
  await expect(page.getByText(/^Sie stehen auf Platz 1 der Warteliste: Kaffee kochen/)).toBeVisible();
});

test('help without a date is offered with a message', async ({ page, app }) => {
  const { projectId } = await openActivity(sql, { title: 'Telefonkette', inDays: [], isStanding: true });
  await signInNewVolunteer(page, app, 'Greta');
  await page.goto(`/mitmachen/${projectId}`);
  await page.getByLabel(/Möchten Sie etwas dazu sagen/).fill('Dienstags geht es gut.');
  await page.getByRole('button', { name: 'Ich möchte helfen' }).click();
  await expect(page.getByText('Das Büro meldet sich bei Ihnen.')).toBeVisible();
  const [interest] = await sql`select message from interest where project_id = ${projectId}`;
  expect(interest).toEqual({ message: 'Dienstags geht es gut.' });
});
