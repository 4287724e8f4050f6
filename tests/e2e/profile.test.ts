import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import { takeScreens } from '#tests/support/screenshots.ts';
import { closeToasts } from '#tests/support/toasts.ts';
import type { Page } from '@playwright/test';

/** A day in the editor of the usual week. */
const dayOf = (page: Page, name: string) => page.getByRole('group', { name, exact: true });

/** Presses a button for the second time as a person does: not within the half second that counts as trembling. */
async function saveAgain(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(600);
  await page.getByRole('button', { name }).click();
}

test('Hanne says when she has time without typing: add, copy to all weekdays, save', async ({ page }) => {
  await signInAs(page, 'volunteer-00001@example.org');
  await page.goto('/mein/profil');
  await takeScreens(page, 'profile');
  const monday = dayOf(page, 'Montag');
  const removeButtons = page.getByRole('button', { name: /^Zeit löschen/ });
  while ((await removeButtons.count()) > 0) await removeButtons.first().click();
  await monday.getByRole('button', { name: /^Zeit hinzufügen/ }).click();
  await expect(monday.getByLabel('von')).toHaveValue('09:00');
  await expect(monday.getByLabel('von')).toBeFocused();
  await monday.getByRole('button', { name: /^Für Montag bis Freitag/ }).click();
  await expect(dayOf(page, 'Freitag').getByLabel('bis')).toHaveValue('12:00');
  await page.getByRole('button', { name: 'Zeiten speichern' }).click();
  await expect(page.getByText('Ihre Zeiten sind gespeichert.')).toBeVisible();
  await page.reload();
  await expect(dayOf(page, 'Mittwoch').getByLabel('von')).toHaveValue('09:00');
});

test('what is wrong in the week stands beside its row, and nothing typed is lost', async ({ page }) => {
  await signInAs(page, 'volunteer-00002@example.org');
  await page.goto('/mein/profil');
  const sunday = dayOf(page, 'Sonntag');
  await sunday.getByRole('button', { name: /^Zeit hinzufügen/ }).click();
  await sunday.getByLabel('von').last().fill('15:00');
  await sunday.getByLabel('bis').last().fill('14:00');
  await page.getByRole('button', { name: 'Zeiten speichern' }).click();
  await expect(sunday.getByLabel('bis').last()).toHaveAccessibleDescription(/muss nach „von“ liegen/);
  await expect(sunday.getByLabel('von').last()).toHaveValue('15:00');
  await sunday.getByLabel('bis').last().fill('17:00');
  await saveAgain(page, 'Zeiten speichern');
  await expect(page.getByText('Ihre Zeiten sind gespeichert.')).toBeVisible();
  await closeToasts(page);
});

test('without JavaScript times are added, copied and saved as well', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ baseURL, javaScriptEnabled: false });
  const page = await context.newPage();
  await signInAs(page, 'volunteer-00003@example.org');
  await page.goto('/mein/profil');
  const saturday = dayOf(page, 'Samstag');
  const before = await saturday.getByLabel('von').count();
  await saturday.getByRole('button', { name: /^Zeit hinzufügen/ }).click();
  await expect(saturday.getByLabel('von')).toHaveCount(before + 1);
  await saturday.getByLabel('von').last().fill('18:30');
  await saturday.getByLabel('bis').last().fill('19:30');
  await page.getByRole('button', { name: 'Zeiten speichern' }).click();
  await expect(page.getByText(/Ihre Zeiten sind gespeichert|zusammengefasst/)).toBeVisible();
  await expect(saturday.getByLabel('bis').last()).toHaveValue(/19:30|20:00/);
  await context.close();
});

test('Hanne enters her holiday: dates in that time are named, nothing is cancelled, and removing can be undone', async ({
  page,
}) => {
  await signInAs(page, 'hanne@example.org');
  await page.goto('/mein');
  const day = (await page.locator('article time').first().getAttribute('datetime'))!.slice(0, 10);
  const dates = await page.locator('[id^="einsatz-"]').count();

  await page.goto('/mein/profil');
  const away = page.getByRole('region', { name: 'Wann ich nicht da bin' });
  const before = await away.getByRole('button', { name: /^Löschen/ }).count();
  await away.getByLabel('Erster Tag').fill(day);
  await away.getByRole('button', { name: 'Abwesenheit eintragen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Was soll mit diesen Terminen geschehen?');
  await page.goto('/mein/profil');
  await expect(away.getByText(/In dieser Zeit haben Sie (einen Einsatz|\d+ Einsätze)/)).toBeVisible();
  await away
    .getByRole('button', { name: /^Löschen/ })
    .first()
    .click();
  await expect(away.getByRole('button', { name: /^Löschen/ })).toHaveCount(before);
  await page.getByRole('button', { name: 'Rückgängig machen' }).click();
  await closeToasts(page);
  await page.goto('/mein/profil');
  await expect(away.getByRole('button', { name: /^Löschen/ })).toHaveCount(before + 1);

  await page.goto('/mein');
  await expect(page.locator('[id^="einsatz-"]')).toHaveCount(dates);
});

test('each section is saved on its own, with its own word', async ({ page }) => {
  await signInAs(page, 'volunteer-00004@example.org');
  await page.goto('/mein/profil');
  const likes = page.getByRole('region', { name: 'Was ich gern mache' });
  const tag = likes.getByRole('checkbox', { name: 'Fotografieren' });
  const wasOn = await tag.isChecked();
  await likes.getByText('Fotografieren').click();
  await likes.getByRole('button', { name: 'Über mich speichern' }).click();
  await expect(page.getByText('Gespeichert.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(tag).toBeChecked({ checked: !wasOn });

  const reach = page.getByRole('region', { name: 'Wo ich helfen kann' });
  await reach.getByLabel('Postleitzahl').fill('4428');
  await reach.getByRole('spinbutton').fill('7');
  await reach.getByRole('button', { name: 'Ort und Wege speichern' }).click();
  await expect(reach.getByLabel('Postleitzahl')).toHaveAccessibleDescription(/fünf Ziffern/);
  await expect(reach.getByRole('spinbutton')).toHaveValue('7');
  await reach.getByLabel('Postleitzahl').fill('');
  await reach.getByRole('spinbutton').fill('');
  await saveAgain(page, 'Ort und Wege speichern');
  await expect(page.getByText('Gespeichert.', { exact: true })).toBeVisible();
  await page.reload();
  await expect(reach.getByRole('spinbutton')).toHaveValue('');
});
