import type { Page } from '@playwright/test';
import superjson from 'superjson';
import { startApp } from '../support/app.ts';
import { expect, test as base } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { readBack } from '../support/read-calendar.ts';
import { takeScreens } from '../support/screenshots.ts';

/** Early October 2026, before the autumn holidays (17 to 31 October). */
const test = base.extend<object>({
  app: [
    async ({ database }, use) => {
      const app = await startApp({ databaseUrl: database.url, env: { NOW: '2026-10-05T08:00:00Z' } });
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

async function call<T>(page: Page, procedure: string, input: object): Promise<T> {
  const answer = await page.request.post(`/api/trpc/${procedure}`, { data: superjson.serialize(input) });
  expect(answer.status(), `${procedure}: ${await answer.text()}`).toBe(200);
  const { result } = (await answer.json()) as { result: { data: never } };
  return superjson.deserialize<T>(result.data);
}

/** Murat plans a reading hour on Tuesdays, not in the holidays, to which Hanne says that she always comes. */
async function planReadingHour(murat: Page, hanne: Page): Promise<void> {
  await signInAs(murat, 'murat@example.org');
  await murat.goto('/buero/projekte?stand=published&art=reading');
  const href = await murat.getByRole('rowheader').getByRole('link').first().getAttribute('href');
  const { seriesId, roleIds } = await call<{ seriesId: string; roleIds: string[] }>(murat, 'series.create', {
    ...{ projectId: href!.split('/').at(-1), publish: true, title: 'Frühlesen', weekdays: [2] },
    ...{ firstOn: '2026-10-06', lastOn: '2026-11-30', startTime: '07:15', endTime: '07:45' },
    ...{ placeName: 'Stadtteilbücherei', onSchoolHolidays: 'skip', shifts: [{ role: 'reader' }] },
  });
  await call(hanne, 'series.promise', { seriesRoleId: roleIds[0] });
  const dates = await murat.request.get(
    `/api/trpc/series.dates?input=${encodeURIComponent(superjson.stringify({ seriesId }))}`,
  );
  const eventId = /"eventId":"([0-9a-f-]+)","on":"2026-11-03"/.exec(await dates.text())![1];
  await call(murat, 'scheduling.cancelEvent', { eventId, reason: 'Frau Lenz ist krank.' });
}

test('Hanne subscribes her calendar once, and a new link ends the old one', async ({ page, openBrowser }) => {
  test.slow();
  await signInAs(page, 'hanne@example.org');
  await planReadingHour(await openBrowser(), page);

  await page.goto('/mein/kalender');
  await page.getByRole('link', { name: 'Mein Kalender auf Handy und Computer' }).click();
  await takeScreens(page, 'feed-start');
  await page.getByRole('button', { name: 'Link erzeugen' }).click();
  const field = page.getByLabel('Link zu Ihrem Kalender');
  await expect(page.getByText('Noch kein Kalender hat diesen Link benutzt.')).toBeVisible();
  const old = await field.inputValue();
  await expect(page.getByRole('link', { name: 'Auf diesem Gerät abonnieren' })).toHaveAttribute(
    'href',
    old.replace(/^http/, 'webcal'),
  );

  // Her calendar program has no cookie of hers.
  const program = (await openBrowser()).request;
  const answer = await program.get(old);
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="miteinander.ics"',
  });
  const text = await answer.text();
  const hours = [...readBack(text).events.values()].filter(({ summary }) => summary.includes('Frühlesen'));
  expect(hours.map(({ start, status }) => `${start} ${status}`)).toEqual([
    '2026-10-06T07:15 CONFIRMED',
    '2026-10-13T07:15 CONFIRMED',
    // The autumn holidays.
    '2026-11-03T07:15 CANCELLED',
    '2026-11-10T07:15 CONFIRMED',
    '2026-11-17T07:15 CONFIRMED',
    '2026-11-24T07:15 CONFIRMED',
  ]);
  expect(text).not.toMatch(/Zu Hause|klingeln|Ohr|Lenz|Zeitung lesen/);
  const { etag, 'last-modified': modified } = answer.headers();
  const conditions: Record<string, string>[] = [
    { 'if-none-match': etag! },
    { 'if-modified-since': modified! },
  ];
  for (const headers of conditions) {
    const again = await program.get(old, { headers });
    expect([again.status(), await again.text()]).toEqual([304, '']);
  }
  expect((await program.head(old)).headers()['etag']).toBe(etag);

  await page.reload();
  await expect(page.getByText('Zuletzt hat ein Kalender am Montag, 5. Oktober nachgesehen.')).toBeVisible();
  await page.getByText('iPhone, iPad und Mac').click();
  await takeScreens(page, 'feed-link');
  await page.getByRole('link', { name: 'Neuen Link erzeugen' }).click();
  await expect(page.getByRole('dialog')).toContainText('Der alte Link gilt dann sofort nicht mehr.');
  await page.getByRole('dialog').getByRole('button', { name: 'Neuen Link erzeugen' }).click();
  await expect(page.getByText('Ihr neuer Link ist fertig.')).toBeVisible();
  await expect(field).not.toHaveValue(old);
  expect((await program.get(old)).status()).toBe(404);
  expect((await program.get(await field.inputValue())).status()).toBe(200);
  await page.goto('/mein/kalender/abonnieren/neuer-link');
});

test('everybody can take the dates of a published project along', async ({ page }) => {
  await page.goto('/mitmachen');
  await page.getByRole('main').getByRole('article').getByRole('link').first().click();
  await page.getByRole('navigation', { name: 'Sie sind hier' }).getByRole('link').last().click();
  const href = await page.getByRole('link', { name: 'Als Kalenderdatei' }).getAttribute('href');
  const answer = await page.request.get(href!);
  expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8');
  expect(readBack(await answer.text()).events.size).toBeGreaterThan(0);
  expect((await page.request.get('/calendar/public/nothing.ics')).status()).toBe(404);
});

test.describe('with no script at all', () => {
  test.use({ javaScriptEnabled: false });

  test('Hanne is asked on a page of its own before the old link ends', async ({ page }) => {
    await signInAs(page, 'volunteer-00003@example.org');
    await page.goto('/mein/kalender/abonnieren');
    await page.getByRole('button', { name: 'Link erzeugen' }).click();
    const old = await page.getByLabel('Link zu Ihrem Kalender').inputValue();
    await page.getByRole('link', { name: 'Neuen Link erzeugen' }).click();
    await page.getByRole('button', { name: 'Neuen Link erzeugen' }).click();
    await expect(page.getByText('Der alte gilt nicht mehr.')).toBeVisible();
    expect((await page.request.get(old)).status()).toBe(404);
  });

  test('a date can be put into a calendar by hand', async ({ page }) => {
    await signInAs(page, 'hanne@example.org');
    await page.goto('/mein/kalender?ansicht=liste&datum=2026-10');
    const file = page.getByRole('link', { name: /^In den Kalender übernehmen/ }).first();
    const answer = await page.request.get((await file.getAttribute('href'))!);
    expect(answer.headers()['content-disposition']).toBe('attachment; filename="termin.ics"');
    expect(readBack(await answer.text()).events.size).toBe(1);
  });
});
