import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import { closeToasts } from '#tests/support/toasts.ts';
import type { Locator, Page } from '@playwright/test';
import superjson from 'superjson';

/** The one big card on top of "Meine Termine". */
const nextDate = (page: Page): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'Ihr nächster Einsatz' }) });

test('Hanne sees her next date alone on top: when, where, who to call', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Hanne');
  const card = nextDate(page);
  await expect(card.getByRole('heading', { level: 3 })).toBeVisible();
  await expect(card).toContainText(/\d{2}:\d{2}–\d{2}:\d{2} Uhr/);
  await expect(card.getByRole('link', { name: /^Anrufen/ })).toHaveAttribute('href', /^tel:\+?\d+$/);
  await takeScreens(page, 'my-dates');
});

test('Hanne cancels with one tap and takes it back: her place is as before', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  const id = await nextDate(page).locator('[id^="einsatz-"]').getAttribute('id');
  await nextDate(page)
    .getByRole('button', { name: /^Absagen/ })
    .click();

  await expect(page.getByText(/Sie haben abgesagt/)).toBeVisible();
  await expect(page.locator(`[id="${id}"]`)).toHaveCount(0);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();

  await expect(page.getByText(/Zurückgenommen/)).toBeVisible();
  await expect(nextDate(page).locator(`[id="${id}"]`)).toBeVisible();
  await closeToasts(page);
});

test('"Rückgängig" stays for at least ten seconds', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  await nextDate(page)
    .getByRole('button', { name: /^Absagen/ })
    .click();
  const undo = page.getByRole('button', { name: 'Rückgängig machen' });
  await expect(undo).toBeVisible();
  const seconds = await page
    .locator('.time')
    .last()
    .evaluate((clock) => Number.parseFloat(getComputedStyle(clock).animationDuration));
  expect(seconds).toBeGreaterThanOrEqual(10);
  await undo.click();
  await expect(page.getByText(/Zurückgenommen/)).toBeVisible();
  await closeToasts(page);
});

test('pressing "Absagen" and sliding off does nothing, two quick taps cancel once', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  const cancel = nextDate(page).getByRole('button', { name: /^Absagen/ });
  const box = (await cancel.boundingBox())!;
  expect(box.height).toBeGreaterThanOrEqual(48);
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + 10, box.y + 300);
  await page.mouse.up();
  await expect(page.getByText(/Sie haben abgesagt/)).toHaveCount(0);

  const before = await page.locator('[id^="einsatz-"]').count();
  await cancel.dblclick();
  await expect(page.getByText(/Sie haben abgesagt/)).toHaveCount(1);
  await expect(page.locator('[id^="einsatz-"]')).toHaveCount(before - 1);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.locator('[id^="einsatz-"]')).toHaveCount(before);
  await closeToasts(page);
});

test('Hanne signs up again for next week with one tap', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  const before = await page.locator('[id^="einsatz-"]').count();
  await page
    .getByRole('button', { name: /^Nächste Woche wieder/ })
    .first()
    .click();
  await expect(
    page.getByText(/Sie sind nächste Woche wieder dabei|Sie stehen auf der Warteliste/),
  ).toBeVisible();
  await expect(page.locator('[id^="einsatz-"]')).toHaveCount(before + 1);
  await closeToasts(page);
});

test('Hanne sees at once when the office has called a date off', async ({ page, openBrowser }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  const title = (await nextDate(page).getByRole('heading', { level: 3 }).textContent())!;
  const shiftId = (await nextDate(page).locator('[id^="einsatz-"]').getAttribute('id'))!.slice(
    'einsatz-'.length,
  );
  const murat = await openBrowser();
  await signInAs(murat, 'murat@example.org');
  const own = await page.request.get('/api/trpc/scheduling.mySignups');
  const date = superjson
    .deserialize<{ shiftId: string; eventId: string }[]>((await own.json()).result.data)
    .find((one) => one.shiftId === shiftId)!;
  const answer = await murat.request.post('/api/trpc/scheduling.cancelEvent', {
    data: superjson.serialize({ eventId: date.eventId, reason: 'Der Raum ist gesperrt.' }),
  });
  expect(answer.status(), await answer.text()).toBe(200);
  await expect(page.getByText(`Fällt aus: ${title}`)).toBeVisible();
  await expect(page.getByText('Der Raum ist gesperrt.').first()).toBeVisible();
});

test('without JavaScript cancelling and taking back work as well', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  await nextDate(page)
    .getByRole('button', { name: /^Absagen/ })
    .click();
  await expect(page.getByText(/Sie haben abgesagt/)).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await expect(page.getByText(/Zurückgenommen/)).toBeVisible();
  await context.close();
});

test('somebody without dates finds a warm word and the way to the finder', async ({ page }) => {
  await page.goto('/registrieren');
  await page.getByLabel('Vorname').fill('Rosa');
  await page.getByLabel('Nachname').fill('Neumann');
  await page.getByLabel('E-Mail-Adresse').fill('rosa.neumann@example.org');
  await page.getByLabel('Stadtbezirk').selectOption({ label: 'Aplerbeck' });
  await page.getByRole('button', { name: 'Konto eröffnen' }).click();
  await expect(page).toHaveURL('/mein');
  await expect(page.getByRole('heading', { name: 'Schön, dass Sie da sind' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Etwas Neues finden' }).click();
  await expect(page).toHaveURL('/mitmachen');
});

test("Hanne's calendar: month, week and list, by keyboard alone", async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein/kalender');
  const title = page.getByRole('heading', { level: 2 }).first();
  const thisMonth = (await title.textContent())!;
  await takeScreens(page, 'my-calendar-month');
  await expect(page.getByRole('columnheader')).toHaveCount(7);

  const day = page.getByRole('cell').getByRole('link').last();
  await day.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/ansicht=monat&datum=\d{4}-\d{2}-\d{2}#tag$/);
  const chosen = page.locator('#tag');
  await expect(chosen.getByRole('article')).not.toHaveCount(0);

  await page.getByRole('link', { name: 'Woche', exact: true }).press('Enter');
  await expect(page.getByRole('heading', { level: 3 }).filter({ hasText: /^Montag/ })).toBeVisible();
  await takeScreens(page, 'my-calendar-week');
  await page.getByRole('link', { name: 'Liste', exact: true }).press('Enter');
  await expect(page).toHaveURL(/ansicht=liste/);

  const shown = (await title.textContent())!;
  await page.getByRole('link', { name: 'Weiter' }).press('Enter');
  await expect(title).not.toHaveText(shown);
  await page.getByRole('link', { name: 'Heute', exact: true }).press('Enter');
  await expect(title).toHaveText(thisMonth);
});

test('the calendar names public holidays', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein/kalender?ansicht=monat&datum=2026-12');
  await expect(page.getByRole('cell', { name: /25\. Dezember.*1\. Weihnachtstag/ })).toBeVisible();
});

test('the own pages ship at most 90 kB of compressed JavaScript, and no FullCalendar', async ({ page }) => {
  await signInAs(page, 'hanne@example.org');
  const session = await page.context().newCDPSession(page);
  for (const path of ['/mein', '/mein/kalender', '/mein/profil']) {
    await session.send('Network.clearBrowserCache');
    await page.goto(path);
    // Not "networkidle": the line for live changes stays open.
    await page.waitForTimeout(2000);
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
        .map((entry) => ({ name: entry.name, bytes: (entry as PerformanceResourceTiming).encodedBodySize })),
    );
    const weight = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
    expect(weight, `compressed JavaScript of ${path}`).toBeGreaterThan(10_000);
    expect(weight, `compressed JavaScript of ${path}`).toBeLessThanOrEqual(90_000);
    expect(scripts.map(({ name }) => name).join(' ')).not.toMatch(/fullcalendar/i);
  }
});
