import { connect } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { Page } from '@playwright/test';
import superjson from 'superjson';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';
import { closeToasts } from '../support/toasts.ts';

/** Which of Hanne's hours with Mia, and when it is to be: an instant in SQL. */
type Move = { which: 'next' | 'last'; to: 'soon' | 'yesterday' };

/** One connection that sees all rows, whatever its transactions. */
async function connectAsSystem(url: string) {
  const database = connect(url, { max: 1 });
  await database.sql`select set_config('miteinander.actor', 'system', false)`;
  return database;
}

/**
 * Moves one of the two hours that Hanne and Mia have ahead in the demo, whatever day and time of day it is: the next,
 * which may be today's, to a few minutes from now, or the last to yesterday. Nothing else of Hanne's is then.
 */
async function moveHour(url: string, { which, to }: Move): Promise<void> {
  const { sql, close } = await connectAsSystem(url);
  const wall = (time: string) =>
    sql.unsafe(`((now() at time zone 'Europe/Berlin')::date ${time}) at time zone 'Europe/Berlin'`);
  try {
    const hours = await sql<{ id: string }[]>`
      select d.event_id as id from reading_date d join reading_pair p on p.id = d.pair_id
      join person m on m.id = p.mentor_id join reading_child c on c.id = p.child_id
      where m.email = 'hanne@example.org' and c.nickname = 'Mia' and d.cancelled_at is null and not d.is_recorded
        and d.start_at >= ${wall("+ time '00:00'")}
      order by d.start_at`;
    const { id } = hours.at(which === 'next' ? 0 : -1)!;
    // Not over midnight: it has to be today's for the whole test.
    const [start, end] =
      to === 'soon'
        ? [
            sql`least(now() + interval '5 minutes', ${wall("+ time '23:58'")})`,
            sql`least(now() + interval '25 minutes', ${wall("+ time '23:59:59'")})`,
          ]
        : [wall("- 1 + time '10:10'"), wall("- 1 + time '10:55'")];
    await sql.begin(async (tx) => {
      await tx`delete from signup where person_id = (select id from person where email = 'hanne@example.org')
        and during && tstzrange(${start} - interval '1 hour', ${end} + interval '1 hour')
        and shift_id not in (select id from shift where event_id = ${id})`;
      await tx`update event set start_at = ${start}, end_at = ${end}, room_id = null where id = ${id}`;
      await tx`update shift s set start_at = e.start_at, end_at = e.end_at from event e
        where e.id = s.event_id and e.id = ${id}`;
    });
  } finally {
    await close();
  }
}

/** Lets half an hour pass since the message about an hour that falls out. */
async function halfAnHourLater(url: string): Promise<void> {
  const { sql, close } = connect(url, { max: 1 });
  await sql`update notice set created_at = created_at - interval '31 minutes' where kind = 'reading_called_off'`;
  await close();
}

test('Frau Lenz reports a sick child in two clicks; nobody reads it, so she is asked to call', async ({
  page,
  database,
  openBrowser,
}) => {
  await moveHour(database.url, { which: 'next', to: 'soon' });
  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung');
  const mia = page.locator('#heute').getByRole('listitem').filter({ hasText: 'Mia, Klasse 3b' }).first();
  await mia.getByText('Kind fehlt heute').click();
  await takeScreens(page, 'reading-today');
  await mia.getByRole('button', { name: /^Krank oder entschuldigt/ }).click();
  await expect(mia.getByText('von der Schule abgesagt')).toBeVisible();
  await expect(mia.getByText(/Nachricht verschickt um .* noch nicht gelesen/)).toBeVisible();
  await expect(page.getByText('Der Raum ist frei')).toBeVisible();

  const hanne = await openBrowser();
  await signInAs(hanne, 'hanne@example.org');
  await hanne.goto('/mein/lesen');
  const news = hanne.getByText('Ihre Lesestunde fällt aus', { exact: true });
  await expect(news).toBeVisible();

  await halfAnHourLater(database.url);
  await page.reload();
  await expect(mia.getByText('Bitte anrufen: Hanne Ostermann')).toBeVisible();
  await expect(mia.getByRole('link', { name: '030 23125071' })).toBeVisible();
  await takeScreens(page, 'reading-please-call');

  await hanne.getByRole('button', { name: /^Habe ich gelesen/ }).click();
  await expect(news).toBeHidden();
  await page.reload();
  await expect(mia.getByText(/Nachricht gelesen um/)).toBeVisible();
  await mia.getByRole('button', { name: /^Kind ist doch da/ }).click();
  await expect(mia.getByText('geplant')).toBeVisible();
});

test('Hanne says with one tap that the hour took place, and takes it back', async ({ page, database }) => {
  await moveHour(database.url, { which: 'last', to: 'yesterday' });
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  await page.getByRole('link', { name: /Meine Lesestunden/ }).click();
  await takeScreens(page, 'my-reading');
  const button = page.getByRole('button', { name: /^Ja, hat stattgefunden/ });
  await expect(button).not.toHaveCount(0);
  const open = await button.count();
  await button.first().click();
  await expect(page.getByText('Die Lesestunde ist eingetragen.')).toBeVisible();
  await expect(button).toHaveCount(open - 1);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(button).toHaveCount(open);
});

test('a mentor who is asked says yes on her own page, and learns no name', async ({ page, database }) => {
  const { sql, close } = await connectAsSystem(database.url);
  const [asked] = await sql<{ email: string }[]>`
    select m.email from reading_pair p join person m on m.id = p.mentor_id where p.state = 'asked' order by p.id limit 1`;
  await close();
  await signInAs(page, asked!.email);
  await page.goto('/mein');
  await page.getByRole('link', { name: /Meine Lesestunden/ }).click();
  await expect(page.getByRole('heading', { name: 'Würden Sie mit einem Kind lesen?' })).toBeVisible();
  await expect(page.getByText('Jonte')).toHaveCount(0);
  await takeScreens(page, 'reading-question');
  await page.getByRole('button', { name: 'Ja, gern' }).click();
  await expect(page.getByText('Sie haben Ja gesagt.')).toBeVisible();
});

test('Frau Lenz reads on the page of her house that a mentor has given an hour back', async ({
  page,
  database,
  openBrowser,
}) => {
  const { sql, close } = await connectAsSystem(database.url);
  const [hour] = await sql<{ shiftId: string; mentor: string; email: string }[]>`
    select d.shift_id as "shiftId", m.given_name || ' ' || m.family_name as mentor, m.email
    from reading_date d join reading_pair p on p.id = d.pair_id join person m on m.id = p.mentor_id
    join reading_child c on c.id = p.child_id
    where c.nickname = 'Ida' and d.start_at > now() + interval '1 day' and d.outcome is null order by d.start_at limit 1`;
  const mentor = await openBrowser();
  await Promise.all([signInAs(mentor, hour!.email), signInAs(page, 'lenz@example.org')]);
  const answer = await mentor.request.post('/api/trpc/scheduling.cancelSignup', {
    data: superjson.serialize({ shiftId: hour!.shiftId }),
  });
  expect(answer.status(), await answer.text()).toBe(200);
  // The time in which she may take it back is over.
  await sql`update graphile_worker._private_jobs set run_at = now() where key like 'mentor changes %'`;
  const isTold = async () =>
    (
      await sql`select from notice where kind = 'reading_mentor_away' and details->>'mentor' = ${hour!.mentor}`
    ).length;
  await expect.poll(isTold).toBeGreaterThan(0);
  await close();

  await page.goto('/einrichtung');
  const news = page.getByRole('region', { name: 'Neu für Sie' }).getByRole('article');
  await expect(news.filter({ hasText: `${hour!.mentor} kann nicht kommen` })).toBeVisible();
  await takeScreens(page, 'house-with-news');
});

test('Frau Lenz enters a child, which has no surname and needs its parents’ consent', async ({ page }) => {
  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung/lesen');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lesepatenschaften');
  await takeScreens(page, 'reading-school');
  await page.getByRole('link', { name: 'Kind anmelden' }).click();
  await expect(page.getByLabel(/nachname/i)).toHaveCount(0);
  await page.getByLabel('Rufname oder Anfangsbuchstabe').pressSequentially('Ben Schulz', { delay: 20 });
  await page.getByLabel('Klasse', { exact: true }).fill('3b');
  await page.getByRole('checkbox', { name: 'Tiere' }).check();
  await page.getByRole('checkbox', { name: /^Lesestunde mit/ }).check();
  await page.getByRole('button', { name: 'Kind anmelden' }).click();
  await expect(page.getByText('Bitte nur ein Wort').first()).toBeVisible();
  await expect(page.getByText('Ohne schriftliche Einwilligung der Eltern').first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Tiere' })).toBeChecked();
  await takeScreens(page, 'reading-child-refused');
  await page.getByLabel('Rufname oder Anfangsbuchstabe').fill('Ben');
  await page.getByLabel('Schriftlich eingewilligt am').fill(addDays(wallTime(new Date()).date, -30));
  await pauseBetweenPresses(page);
  await page.getByRole('button', { name: 'Kind anmelden' }).click();
  await expect(page.getByRole('rowheader', { name: 'Ben, Klasse 3b' })).toBeVisible();
});

test('Murat asks a mentor for a child; a taken room is named, and after the first meeting the trial begins', async ({
  page,
  database,
  problems,
}) => {
  // Refused twice, on purpose.
  problems.expect(/409 .*\/buero\/lesen\/(kind|paar)\//);
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/lesen');
  await takeScreens(page, 'reading-office');
  await page.getByRole('link', { name: 'Sami, Klasse 3c' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Wer liest mit Sami');
  await takeScreens(page, 'reading-place');
  await page.getByText(/nicht, und warum/).click();
  await expect(page.getByText(/fehlt: .*Führungszeugnis/).first()).toBeVisible();
  const mentor = page.getByRole('radio').first();
  const { weekday, lesson } = await freeForLibrary(database.url, await mentor.inputValue());
  await mentor.check();
  await page.getByLabel('Wochentag').selectOption({ index: weekday });
  await page.getByLabel('Stunde', { exact: true }).selectOption(lesson);
  await page.getByLabel('Raum').selectOption({ label: 'Bücherei' });
  await page.getByRole('button', { name: 'Anfragen' }).click();
  await expect(
    page.getByText(/Der Raum ist zu dieser Zeit schon belegt: Bücherei, Lesestunde/),
  ).toBeVisible();
  await page.getByLabel('Stunde', { exact: true }).selectOption({ label: '4. Stunde, 11:00–11:45 Uhr' });
  await page.getByLabel('Raum').selectOption({ label: 'Lesehöhle' });
  await pauseBetweenPresses(page);
  await page.getByRole('button', { name: 'Anfragen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sami: Anfrage an');
  await closeToasts(page);
  await takeScreens(page, 'reading-asked');
  await page.getByRole('radio', { name: 'Ja, gern' }).check();
  await page.getByRole('button', { name: 'Antwort eintragen' }).click();
  await page.getByRole('button', { name: 'Kennenlernen vereinbaren' }).click();
  await expect(page.getByText(/^Kennenlernen: /)).toBeVisible();
  await closeToasts(page);
  await takeScreens(page, 'reading-meeting');
  await page.getByLabel('Stunde', { exact: true }).selectOption({ label: '5. Stunde, 12:00–12:45 Uhr' });
  await page.getByRole('button', { name: 'Probezeit beginnen' }).click();
  await expect(
    page.getByText(/Lesehöhle steht am .* nur zu diesen Zeiten zur Verfügung/).first(),
  ).toBeVisible();
  await page.getByRole('checkbox', { name: 'Die Schule hat dieser Zeit zugestimmt' }).check();
  await pauseBetweenPresses(page);
  await page.getByRole('button', { name: 'Probezeit beginnen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sami liest mit');
  await closeToasts(page);
  await takeScreens(page, 'reading-pair');
});

test('Frau Lenz keeps the rooms of her school and sees when they are taken', async ({ page, problems }) => {
  problems.expect(/409 .*\/archive/);
  await signInAs(page, 'lenz@example.org');
  await page.goto('/einrichtung/raeume');
  await takeScreens(page, 'rooms');
  await page.getByLabel('Neuer Raum').pressSequentially('Musikraum', { delay: 20 });
  await page.getByRole('button', { name: 'Raum anlegen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Musikraum');
  await page.getByRole('checkbox', { name: 'Dienstag, 10:10–10:55 Uhr' }).check();
  await page.getByRole('checkbox', { name: 'Dienstag, 11:00–11:45 Uhr' }).check();
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByRole('cell', { name: '10:10–11:45' })).toBeVisible();
  await page.goto('/einrichtung/raeume');
  await page.getByRole('link', { name: 'Bücherei' }).click();
  await page.getByRole('link', { name: 'Woche weiter' }).click();
  await takeScreens(page, 'room');
  await page.getByRole('button', { name: 'Nicht mehr anbieten' }).click();
  await expect(page.getByText(/In diesem Raum ist noch etwas geplant: Lesestunde/)).toBeVisible();
});

/**
 * When the library is taken week after week: by the pair of J. Gives the mentor, who is to be placed on that day, all
 * her time back.
 */
async function freeForLibrary(url: string, mentorId: string): Promise<{ weekday: number; lesson: string }> {
  const { sql, close } = await connectAsSystem(url);
  try {
    await sql`delete from signup where person_id = ${mentorId} and upper(during) > now()`;
    const [hour] = await sql<{ weekday: number; lesson: string }[]>`
      select extract(isodow from d.start_at at time zone d.time_zone)::int as weekday,
        to_char(d.start_at at time zone d.time_zone, 'HH24:MI') || '-' ||
        to_char(d.end_at at time zone d.time_zone, 'HH24:MI') as lesson
      from reading_date d join reading_pair p on p.id = d.pair_id join reading_child c on c.id = p.child_id
      where c.nickname = 'J.' and d.start_at > now() and d.cancelled_at is null
      order by d.start_at limit 1`;
    return hour!;
  } finally {
    await close();
  }
}

/** A second press within half a second counts as a shaky hand. */
async function pauseBetweenPresses(page: Page): Promise<void> {
  await page.waitForTimeout(600);
}
