import { connect } from '#lib/server/db/client.server.ts';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';
import { closeToasts } from '../support/toasts.ts';

/** Moves one reading hour of Hanne and Mia to today, an hour from now, whatever day and hour it is. */
async function readToday(url: string): Promise<void> {
  const { sql, close } = connect(url, { max: 1 });
  try {
    const [hour] = await sql<{ id: string }[]>`
      select d.event_id as id from reading_date d join reading_pair p on p.id = d.pair_id
      join person m on m.id = p.mentor_id join reading_child c on c.id = p.child_id
      where m.email = 'hanne@example.org' and c.nickname = 'Mia' and d.start_at > now() and d.cancelled_at is null
      order by d.start_at limit 1`;
    // Not over midnight: it has to be today's for the whole test.
    const start = sql`least(now() + interval '1 minute', (date_trunc('day', now() at time zone 'Europe/Berlin')
      + interval '23 hours 30 minutes') at time zone 'Europe/Berlin')`;
    await sql.begin(async (tx) => {
      await tx`delete from signup where person_id = (select id from person where email = 'hanne@example.org')
        and during && tstzrange(now() - interval '3 hours', now() + interval '5 hours')
        and shift_id not in (select id from shift where event_id = ${hour!.id})`;
      await tx`update event set start_at = ${start} + interval '5 minutes', end_at = ${start} + interval '25 minutes',
        room_id = null where id = ${hour!.id}`;
      await tx`update shift s set start_at = e.start_at, end_at = e.end_at from event e
        where e.id = s.event_id and e.id = ${hour!.id}`;
    });
  } finally {
    await close();
  }
}

/** Lets half an hour pass since the message about a hour that falls out. */
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
  test.slow();
  await readToday(database.url);
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
  await expect(hanne.getByText('Ihre Lesestunde fällt aus')).toBeVisible();

  await halfAnHourLater(database.url);
  await page.reload();
  await expect(mia.getByText('Bitte anrufen: Hanne Ostermann')).toBeVisible();
  await expect(mia.getByRole('link', { name: '030 23125071' })).toBeVisible();
  await takeScreens(page, 'reading-please-call');

  await hanne.getByRole('button', { name: /^Habe ich gelesen/ }).click();
  await expect(hanne.getByText('Ihre Lesestunde fällt aus')).toBeHidden();
  await page.reload();
  await expect(mia.getByText(/Nachricht gelesen um/)).toBeVisible();
  await mia.getByRole('button', { name: /^Kind ist doch da/ }).click();
  await expect(mia.getByText('geplant')).toBeVisible();
});

test('Hanne says with one tap that the hour took place, and takes it back', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  await page.getByRole('link', { name: /Meine Lesestunden/ }).click();
  await takeScreens(page, 'my-reading');
  const button = page.getByRole('button', { name: /^Ja, hat stattgefunden/ });
  await button.first().click();
  await expect(page.getByText('Die Lesestunde ist eingetragen.')).toBeVisible();
  await expect(button).toHaveCount(0);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(button.first()).toBeVisible();
});

test('Frau Lenz enters a child, which has no surname and needs its parents’ consent', async ({ page }) => {
  test.slow();
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
  await page.getByLabel('Schriftlich eingewilligt am').fill('2026-09-01');
  await page.getByRole('button', { name: 'Kind anmelden' }).click();
  await expect(page.getByRole('rowheader', { name: 'Ben, Klasse 3b' })).toBeVisible();
});

test('Murat places a mentor with a child; a taken room is refused with the booking named', async ({ page }) => {
  test.slow();
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/lesen');
  await takeScreens(page, 'reading-office');
  await page.getByRole('link', { name: 'Sami, Klasse 3c' }).click();
  await takeScreens(page, 'reading-place');
  await expect(page.getByText('Das erweiterte Führungszeugnis ist nicht eingesehen').first()).toBeVisible();
  await expect(page.getByRole('radio', { disabled: true }).first()).toBeVisible();
  const free = page.getByRole('radio', { disabled: false });
  await free.first().check();
  await page.getByLabel('Wochentag').selectOption({ index: hanneReads() });
  await page.getByLabel('Stunde', { exact: true }).selectOption({ label: '3. Stunde, 10:10–10:55 Uhr' });
  await page.getByLabel('Raum').selectOption({ label: 'Bücherei' });
  await page.getByRole('button', { name: 'Vermitteln' }).click();
  await expect(page.getByText(/Der Raum ist zu dieser Zeit schon belegt: Bücherei, Lesestunde/)).toBeVisible();
  await page.getByLabel('Stunde', { exact: true }).selectOption({ label: '5. Stunde, 12:00–12:45 Uhr' });
  await page.getByLabel('Raum').selectOption({ label: 'Lesehöhle' });
  await page.getByRole('button', { name: 'Vermitteln' }).click();
  await expect(page.getByText(/Lesehöhle steht am .* nur zu diesen Zeiten zur Verfügung/).first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Die Schule hat dieser Zeit zugestimmt' }).check();
  await page.getByRole('button', { name: 'Vermitteln' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sami liest mit');
  await closeToasts(page);
  await takeScreens(page, 'reading-pair');
});

test('Frau Lenz keeps the rooms of her school and sees when they are taken', async ({ page }) => {
  test.slow();
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

/** On which weekday Hanne reads, as the demo has it: Thursday when tomorrow is a Tuesday, else Tuesday. */
function hanneReads(): number {
  const tomorrow = new Date(Date.now() + 86_400_000).getDay();
  return tomorrow === 2 ? 4 : 2;
}
