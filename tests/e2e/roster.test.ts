import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

test('Murat proposes the week, accepts some, undoes', async ({ page }) => {
  test.slow();
  await signInAs(page, 'murat@example.org');
  await page.goto('/buero/kalender?ansicht=liste');
  await page.getByRole('link', { name: 'Woche vorschlagen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Woche vorschlagen');
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
});
