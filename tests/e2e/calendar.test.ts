import type { AppRouter } from '#lib/trpc/root.server.ts';
import { addDays, startOfWeek } from '#lib/time/date.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import type { Page } from '@playwright/test';
import type { inferRouterOutputs } from '@trpc/server';
import superjson, { type SuperJSONResult } from 'superjson';
import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

type Outputs = inferRouterOutputs<AppRouter>['scheduling'];

/** A procedure as whoever is signed in on this page. */
async function call<Verb extends 'signUp' | 'createEvent' | 'calendar'>(
  page: Page,
  verb: Verb,
  input: unknown,
  baseUrl = '',
): Promise<Outputs[Verb]> {
  const body = superjson.serialize(input);
  const path = `${baseUrl}/api/trpc/scheduling.${verb}`;
  const answer =
    verb === 'calendar'
      ? await page.request.get(`${path}?input=${encodeURIComponent(JSON.stringify(body))}`)
      : await page.request.post(path, { data: body });
  const text = await answer.text();
  expect(answer.status(), text).toBe(200);
  return superjson.deserialize((JSON.parse(text) as { result: { data: SuperJSONResult } }).result.data);
}

/** A quiet week that is surely ahead: Monday of the 30th week from now. */
const monday = addDays(startOfWeek(wallTime(new Date()).date), 7 * 30);
const at = (day: number, time: string) => instantOf(addDays(monday, day), time);

/** Murat has a published date in that week: from 10 to 11 on its first days. */
async function plan(page: Page, title: string, day: number, { places = 3, place = title } = {}) {
  const { events } = await call(page, 'calendar', { from: at(-200, '00:00'), to: at(-130, '00:00') });
  // One that is open to every volunteer, as the desk's own series with their promises are not.
  const { projectId } = events.find(
    ({ title, state }) => state === 'published' && title.startsWith('Smartphone'),
  )!;
  const created = await call(page, 'createEvent', {
    projectId,
    publish: true,
    title,
    date: addDays(monday, day),
    startTime: '10:00',
    endTime: '11:00',
    placeName: place,
    shifts: [{ role: 'reader', minPlaces: 2, maxPlaces: places }],
  });
  const { events: planned } = await call(page, 'calendar', { from: at(0, '00:00'), to: at(14, '00:00') });
  return planned.find((event) => event.id === created.eventId)!;
}

async function find(page: Page, id: string) {
  const { events } = await call(page, 'calendar', { from: at(-7, '00:00'), to: at(14, '00:00') });
  return events.find((event) => event.id === id)!;
}

/** The week at one place only: whatever else there is in the demo, or in other tests, stays out of the way. */
const openWeek = (page: Page, place: string, view = 'woche') =>
  page.goto(`/buero/kalender?ansicht=${view}&datum=${monday}&ort=${place}`);
const dayCell = (page: Page, day: number) =>
  page.locator(`[role="gridcell"][data-date="${addDays(monday, day)}"]`);

test.beforeEach(({ page }) => signInAs(page, 'murat@example.org'));

test('Murat sees month, week, day and list, each with an address of its own', async ({ page }) => {
  await page.goto('/buero/kalender');
  await expect(page.getByRole('grid')).toBeVisible();
  await takeScreens(page, 'calendar-month');
  const views = page.getByRole('navigation', { name: 'Ansicht' });
  for (const [name, address] of [
    ['Woche', /ansicht=woche/],
    ['Tag', /ansicht=tag/],
    ['Liste', /ansicht=liste/],
  ] as const) {
    await views.getByRole('link', { name }).click();
    await expect(page).toHaveURL(address);
    await expect(views.locator('[aria-current]')).toHaveText(name);
    if (name !== 'Liste') await expect(page.getByRole('grid')).toBeVisible();
    await takeScreens(page, `calendar-${name.toLowerCase()}`);
  }
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL(/ansicht=tag/);
  await page.reload();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('a date says in one sentence what it is, when, where and how full', async ({ page }) => {
  const event = await plan(page, 'Vorlesestunde am Teich', 1, { place: 'Kastanienhof' });
  await openWeek(page, 'Kastanienhof');
  await expect(
    page.getByRole('button', {
      name: /^Vorlesestunde am Teich, Dienstag, .*, 10:00–11:00 Uhr, Kastanienhof, 0 von 3 Plätzen besetzt, noch niemand dabei$/,
    }),
  ).toBeVisible();
  expect(event.state).toBe('published');
});

test('Murat drags a date to another day and takes that back', async ({ page }) => {
  const event = await plan(page, 'Ziehprobe', 1);
  await openWeek(page, 'Ziehprobe', 'monat');
  const entry = page.getByRole('button', { name: /^Ziehprobe/ });
  await drag(page, entry, dayCell(page, 3));
  const moved = page.getByText(/„Ziehprobe“ ist jetzt am Donnerstag/);
  await expect(moved).toBeVisible();
  expect((await find(page, event.id)).startAt).toEqual(at(3, '10:00'));

  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByText(/„Ziehprobe“ ist wieder am Dienstag/)).toBeVisible();
  await expect(dayCell(page, 1).getByRole('button', { name: /^Ziehprobe/ })).toBeVisible();
  expect((await find(page, event.id)).startAt).toEqual(event.startAt);
});

test('dragging over the change to summer time keeps the time on the clock', async ({ page }) => {
  const event = await plan(page, 'Sommerzeit', 0);
  const sunday = lastSundayOfMarch(Number(monday.slice(0, 4)) + 1);
  const day = (days: number) => addDays(sunday, days);
  await page.request.post('/api/trpc/scheduling.moveEvent', {
    data: superjson.serialize({
      eventId: event.id,
      version: event.version,
      startAt: instantOf(day(-3), '10:00'),
      endAt: instantOf(day(-3), '11:00'),
    }),
  });
  await page.goto(`/buero/kalender?ansicht=monat&datum=${sunday}&projekt=${event.projectId}`);
  const entry = page.getByRole('button', { name: /^Sommerzeit/ });
  await drag(page, entry, page.locator(`[role="gridcell"][data-date="${sunday}"]`));
  await expect(page.getByText(/„Sommerzeit“ ist jetzt am Sonntag/)).toBeVisible();
  const { events } = await call(page, 'calendar', {
    from: instantOf(day(-7), '00:00'),
    to: instantOf(day(7), '00:00'),
  });
  expect(events.find((one) => one.id === event.id)).toMatchObject({
    startAt: instantOf(sunday, '10:00'),
    endAt: instantOf(sunday, '11:00'),
  });
});

test('a move that Hanne could not follow names her before anything is saved', async ({
  page,
  openBrowser,
}) => {
  const first = await plan(page, 'Lesekreis', 1);
  const second = await plan(page, 'Teestunde', 3, { place: 'Lesekreis' });
  const hanne = await openBrowser();
  await signInAs(hanne, 'hanne@example.org');
  for (const { shifts } of [first, second]) await call(hanne, 'signUp', { shiftId: shifts[0]!.id });

  await openWeek(page, 'Lesekreis', 'monat');
  await drag(page, page.getByRole('button', { name: /^Lesekreis/ }), dayCell(page, 3));
  const dialog = page.getByRole('dialog', { name: '„Lesekreis“ verschieben' });
  await expect(dialog.getByText(/^Hanne .* hat schon „Teestunde“/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Verschieben', exact: true })).toBeDisabled();
  await takeScreens(page, 'calendar-conflict');
  expect((await find(page, first.id)).version).toBe(first.version);

  await dialog.getByRole('button', { name: 'Ein Tag später' }).click();
  await expect(dialog.getByText('Alle Eingetragenen haben dann Zeit.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Verschieben', exact: true }).click();
  await expect(page.getByText(/„Lesekreis“ ist jetzt am Freitag/)).toBeVisible();
  expect((await find(page, first.id)).startAt).toEqual(at(4, '10:00'));
});

test('without a mouse Murat opens a date, moves it and plans a new one', async ({ page }) => {
  const event = await plan(page, 'Tastenprobe', 2);
  await openWeek(page, 'Tastenprobe');
  const entry = page.getByRole('button', { name: /^Tastenprobe/ });
  await entry.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('dialog', { name: 'Tastenprobe' });
  await expect(panel.getByText('0 von 3')).toBeVisible();
  await takeScreens(page, 'calendar-date');
  await panel.getByRole('button', { name: 'Verschieben' }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '„Tastenprobe“ verschieben' });
  for (const step of ['Ein Tag später', '15 Minuten später', '15 Minuten länger']) {
    await dialog.getByRole('button', { name: step }).focus();
    await page.keyboard.press('Enter');
    // A second press within half a second would be a tremor.
    await page.waitForTimeout(550);
  }
  await expect(dialog.getByText('Alle Eingetragenen haben dann Zeit.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Verschieben', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/„Tastenprobe“ ist jetzt am Donnerstag, .* 10:15–11:30 Uhr/)).toBeVisible();
  expect(await find(page, event.id)).toMatchObject({ startAt: at(3, '10:15'), endAt: at(3, '11:30') });

  await openWeek(page, 'Tastenprobe', 'monat');
  await dayCell(page, 0).focus();
  await page.keyboard.press('ArrowRight');
  await expect(dayCell(page, 1)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(dayCell(page, 8)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(
    new RegExp(`/buero/termine/neu\\?von=${at(8, '10:00').toISOString().slice(0, 10)}`),
  );
});

test('two at once: who comes second learns that the date has changed', async ({
  page,
  openBrowser,
  problems,
}) => {
  problems.expect(/409 \(Conflict\).*moveEvent/);
  const event = await plan(page, 'Zweimal', 4);
  const colleague = await openBrowser();
  await signInAs(colleague, 'murat@example.org');
  await openWeek(page, 'Zweimal');
  await page.getByRole('button', { name: /^Zweimal/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Verschieben' }).click();
  const dialog = page.getByRole('dialog', { name: '„Zweimal“ verschieben' });
  await colleague.request.post('/api/trpc/scheduling.moveEvent', {
    data: superjson.serialize({
      eventId: event.id,
      version: event.version,
      startAt: at(4, '12:00'),
      endAt: at(4, '13:00'),
    }),
  });
  await dialog.getByRole('button', { name: 'Ein Tag früher' }).click();
  await expect(dialog.getByText('Alle Eingetragenen haben dann Zeit.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Verschieben', exact: true }).click();
  await expect(page.getByText('Jemand hat diesen Termin inzwischen geändert.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Zweimal, Freitag, .*, 12:00–13:00 Uhr/ })).toBeVisible();
});

test('when Hanne signs up on another instance, the open calendar shows it within a second', async ({
  page,
  openBrowser,
  secondInstance,
}) => {
  const { shifts } = await plan(page, 'Lebendig', 0, { places: 2 });
  await openWeek(page, 'Lebendig');
  await expect(page.getByRole('button', { name: /^Lebendig,.* 0 von 2 Plätzen/ })).toBeVisible();
  await page.waitForLoadState('load');
  // The subscription opens after the page has woken up.
  await page.waitForTimeout(500);
  const hanne = await openBrowser({ baseURL: secondInstance.baseUrl });
  await signInAs(hanne, 'hanne@example.org');
  await call(hanne, 'signUp', { shiftId: shifts[0]!.id });
  await expect(page.getByRole('button', { name: /^Lebendig,.* 1 von 2 Plätzen/ })).toBeVisible({
    timeout: 1000,
  });
  const news = page.getByText(/^Neuer Eintrag: Lebendig, Montag/);
  await expect(news).toBeVisible();
  await expect(news).not.toContainText('Hanne');
});

test('the filters stand in the address and hold in every view', async ({ page }) => {
  await plan(page, 'Filterprobe', 0, { place: 'Kastanienhof' });
  await page.goto(`/buero/kalender?ansicht=liste&datum=${monday}`);
  await page.getByLabel('Stand').selectOption({ label: 'Abgesagt' });
  await expect(page).toHaveURL(/status=abgesagt/);
  await expect(page.getByRole('link', { name: 'Filterprobe' })).toHaveCount(0);
  await page.getByLabel('Stand').selectOption({ label: 'Es fehlen noch Leute' });
  await expect(page.getByRole('link', { name: 'Filterprobe' })).toBeVisible();
  await page.getByLabel('Ort').selectOption({ label: 'Kastanienhof' });
  await expect(page).toHaveURL(/ort=Kastanienhof/);
  await page.getByRole('link', { name: 'Filter aufheben' }).click();
  await expect(page).not.toHaveURL(/ort=|status=/);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the calendar is a list of days that leads to each date', async ({ page }) => {
    await plan(page, 'Ohne Skript', 1, { place: 'Am Markt' });
    await page.goto(`/buero/kalender?ansicht=woche&datum=${monday}`);
    await expect(page.getByRole('grid')).toHaveCount(0);
    await page.getByLabel('Ort').selectOption({ label: 'Am Markt' });
    await page.getByRole('button', { name: 'Anzeigen' }).click();
    await expect(page).toHaveURL(/ort=Am\+Markt/);
    await page.getByRole('link', { name: 'Ohne Skript' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Ohne Skript');
  });
});

test('on a phone the calendar opens as a list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 1400 });
  // An empty month is short: nothing of it lies under the bar at the foot of the screen.
  await page.goto('/buero/kalender?datum=2049-06-01');
  await expect(page.getByRole('navigation', { name: 'Ansicht' }).locator('[aria-current]')).toHaveText(
    'Liste',
  );
  await expect(page.getByRole('grid')).toHaveCount(0);
});

async function drag(page: Page, from: ReturnType<Page['locator']>, to: ReturnType<Page['locator']>) {
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error('nothing to drag, or nowhere');
  await page.mouse.move(start.x + 30, start.y + 10);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 12 });
  await page.mouse.up();
}

/** The day on which summer time begins. */
function lastSundayOfMarch(year: number): string {
  return addDays(startOfWeek(`${year}-04-01`), -1);
}
