import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import type { Page } from '@playwright/test';
import postgres from 'postgres';

/** A button takes a second press within half a second for a trembling hand's: people are slower than this test. */
const pause = (page: Page) => page.waitForTimeout(600);

/** The figures under the weekdays: how many Mondays … Fridays of school. */
async function schoolDays(page: Page): Promise<number[]> {
  const days = page.locator('dl', { hasText: 'Mo' }).locator('dd');
  await expect(days).toHaveCount(5);
  return (await days.allTextContents()).map(Number);
}

test('scenario 15: Frau Lenz enters three movable holidays, and only her school loses reading hours', async ({
  page,
  database,
}) => {
  const sql = postgres(database.url, { max: 1 });
  const [school] = await sql<{ id: string }[]>`
    select m.organisation_id as id from membership m join person p on p.id = m.person_id
    where p.email = 'lenz@example.org'`;
  const days = await sql<{ day: string; weekday: number }[]>`
    select e.series_on::text as day, extract(isodow from e.series_on)::int as weekday
    from event e join shift s on s.event_id = e.id join signup g on g.shift_id = s.id
    where e.venue_id = ${school!.id} and e.series_id is not null and e.cancelled_at is null
      and g.ended_at is null and e.start_at > now() + interval '1 day'
    group by e.series_on order by e.series_on limit 3`;
  const closed = days.map(({ day }) => day);
  const lost = () => sql<{ dates: number; people: number; elsewhere: number }[]>`
    select count(distinct e.id) filter (where e.venue_id = ${school!.id})::int as dates,
      count(distinct g.person_id) filter (where e.venue_id = ${school!.id})::int as people,
      count(distinct e.id) filter (where e.venue_id is distinct from ${school!.id})::int as elsewhere
    from event e join shift s on s.event_id = e.id left join signup g on g.shift_id = s.id and g.ended_at is null
    where e.series_on = any (${closed}) and e.cancelled_at is null`;
  const [before] = await lost();

  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung');
  await page.getByRole('link', { name: 'Schließtage eintragen' }).click();
  const counts = await schoolDays(page);
  await takeScreens(page, 'schliesstage');
  for (const [index, day] of closed.entries()) {
    await page.getByLabel('Am / vom').nth(index).fill(day);
  }
  await page.getByLabel('Bis').first().fill('2020-01-01');
  await page.getByRole('button', { name: 'Weiter: Auswirkung ansehen' }).last().click();
  await expect(page.getByLabel('Bis').first()).toHaveAccessibleDescription(/liegt vor dem ersten/);
  await page.getByLabel('Bis').first().fill('');
  await pause(page);
  await page.getByRole('button', { name: 'Weiter: Auswirkung ansehen' }).last().click();

  const effect = page.getByRole('region', { name: 'Das würde geschehen' });
  await expect(effect).toContainText(`${before!.dates} Termine fallen aus.`);
  await expect(effect).toContainText(new RegExp(`^.*${before!.people} Person.* benachrichtigt`));
  expect(await lost()).toEqual([before]);
  await takeScreens(page, 'schliesstage-vorschau');
  await effect.getByRole('button', { name: 'Eintragen und benachrichtigen' }).click();

  await expect(page.getByText('3 Einträge gespeichert.')).toBeVisible();
  await expect(page.getByText('3 von 3')).toBeVisible();
  const expected = counts.map(
    (count, index) => count - days.filter((one) => one.weekday === index + 1).length,
  );
  expect(await schoolDays(page)).toEqual(expected);
  expect(await lost()).toEqual([{ dates: 0, people: 0, elsewhere: before!.elsewhere }]);
  const notices = await sql<{ count: number }[]>`
    select count(*)::int from notice where kind = 'series_dates_cancelled' group by person_id`;
  expect(notices.map(({ count }) => count)).toEqual(Array(before!.people).fill(1));

  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByText('0 von 3')).toBeVisible();
  expect(await lost()).toEqual([before]);
  await sql.end();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('Frau Lenz adds and removes rows, and what she has typed stays', async ({ page, problems }) => {
    problems.expect(/status of 400/);
    await signInAs(page, 'lenz@example.org');
    await page.goto('/einrichtung/schliesstage');
    await page.getByLabel('Anlass').first().fill('Rosenmontag');
    await page.getByRole('button', { name: 'Noch einen Tag' }).click();
    await expect(page.getByLabel('Anlass')).toHaveCount(4);
    await page.getByRole('button', { name: 'Zeile 2 entfernen' }).click();
    await expect(page.getByLabel('Anlass')).toHaveCount(3);
    await expect(page.getByLabel('Anlass').first()).toHaveValue('Rosenmontag');
    await page.getByRole('button', { name: 'Weiter: Auswirkung ansehen' }).last().click();
    await expect(page.getByText('Bitte geben Sie mindestens einen Tag an.').first()).toBeVisible();
  });
});

/** A calendar file, its ends as they are given. */
const calendarFile = (...entries: [name: string, start: string, end: string][]) => ({
  name: 'ferien.ics',
  mimeType: 'text/calendar',
  buffer: Buffer.from(
    [
      'BEGIN:VCALENDAR',
      ...entries.flatMap(([name, start, end]) => [
        ...['BEGIN:VEVENT', `SUMMARY:${name}`],
        ...[`DTSTART;VALUE=DATE:${start}`, `DTEND;VALUE=DATE:${end}`, 'END:VEVENT'],
      ]),
      'END:VCALENDAR',
    ].join('\r\n'),
  ),
});

test('a calendar file whose ends are the last days is recognised, can be read the other way, and is saved when confirmed', async ({
  page,
}) => {
  await signInAs(page, 'admin@example.org');
  await page.goto('/verwaltung/ferien');
  await takeScreens(page, 'ferien');
  await page.getByRole('link', { name: 'Kalenderdatei einlesen' }).click();

  const file = page.getByLabel('Kalenderdatei (.ics)');
  const read = page.getByRole('button', { name: 'Datei lesen' });
  await read.click();
  await expect(file).toHaveAccessibleDescription('Bitte wählen Sie eine Datei.');
  for (const [content, sentence] of [
    ['Name;Von;Bis', /keine Kalenderdatei/],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT', /bricht mittendrin ab/],
    [
      `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nEND:VEVENT\r\n'.repeat(50_000)}END:VCALENDAR`,
      /zu groß für einen Ferienkalender/,
    ],
  ] as const) {
    await file.setInputFiles({ name: 'x.ics', mimeType: 'text/calendar', buffer: Buffer.from(content) });
    await pause(page);
    await read.click();
    await expect(file).toHaveAccessibleDescription(sentence);
  }

  await file.setInputFiles(
    calendarFile(
      ['Weihnachtsferien', '20291220', '20300104'],
      ['Osterferien', '20300415', '20300427'],
      ['Herbstferien 2030', '20301014', '20301026'],
    ),
  );
  await pause(page);
  await read.click();
  const autumn = page.getByRole('row', { name: /Herbstferien 2030/ });
  await expect(page.getByLabel('Ja, es ist der letzte Ferientag')).toBeChecked();
  await expect(autumn).toContainText('Sa, 26.10.2030');
  await expect(autumn.getByRole('checkbox')).toBeChecked();
  await expect(page.getByRole('row', { name: /Osterferien 2030/ })).toContainText('Schon gespeichert');

  await page.getByLabel('Nein, es ist der erste Tag danach').check();
  await expect(autumn).toContainText('Fr, 25.10.2030');
  await expect(page.getByRole('row', { name: /Osterferien 2030/ })).toContainText('Bisher Mo, 15.04.2030');
  await takeScreens(page, 'ferien-einlesen');
  await page.getByLabel('Ja, es ist der letzte Ferientag').check();
  await expect(autumn).toContainText('Sa, 26.10.2030');

  await page.getByRole('button', { name: 'Angekreuzte übernehmen' }).click();
  await expect(page.getByText('1 Eintrag übernommen.')).toBeVisible();
  await expect(autumn).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(autumn).toBeHidden();
});

test('holidays that overlap others are asked about, saved when somebody is sure, changed and deleted', async ({
  page,
}) => {
  await signInAs(page, 'admin@example.org');
  await page.goto('/verwaltung/ferien/neu');
  await page.getByLabel('Name').fill('Schulfrei nach Weihnachten');
  await page.getByLabel('Erster Ferientag').fill('2030-01-04');
  await page.getByLabel('Letzter Ferientag').fill('2030-01-03');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByLabel('Letzter Ferientag')).toHaveAccessibleDescription(/liegt vor dem ersten/);
  await page.getByLabel('Letzter Ferientag').fill('2030-01-07');
  await pause(page);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('überschneiden sich mit: Weihnachtsferien 2029/30')).toBeVisible();
  await takeScreens(page, 'ferien-ueberschneidung');
  await pause(page);
  await page.getByRole('button', { name: 'Trotzdem speichern' }).click();

  await page.getByRole('link', { name: /^Ändern ?: Schulfrei nach Weihnachten/ }).click();
  await page.getByLabel('Erster Ferientag').fill('2030-01-07');
  await page.getByRole('button', { name: 'Speichern' }).click();
  const row = page.getByRole('row', { name: /Schulfrei nach Weihnachten/ });
  await expect(row).toContainText('1 Tag');
  await row.getByRole('button', { name: 'Löschen' }).click();
  await expect(row).toBeHidden();
});
