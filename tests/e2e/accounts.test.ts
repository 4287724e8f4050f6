import { expect, test } from '#tests/support/browser-test.ts';
import { signInAs } from '#tests/support/cast-login.ts';
import type { Page } from '@playwright/test';

/** The code of the newest e-mail, as somebody reads it in the mailbox of the demo. */
async function codeFor(page: Page, email: string): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    await page.goto('/dev/mail');
    const text = (await page.getByRole('main').innerText())
      .split('An ')
      .find((mail) => mail.startsWith(email));
    code = /(\d{6})/.exec(text ?? '')?.[1];
    expect(code).toBeDefined();
  }).toPass({ timeout: 15_000 });
  return code!;
}

test('somebody opens an account with a name, an e-mail address and a district, and is signed in', async ({
  page,
}) => {
  await page.goto('/registrieren');
  await page.getByLabel('Vorname').fill('Käthe');
  await page.getByLabel('Nachname').fill('Morgenroth');
  await page.getByLabel('E-Mail-Adresse').fill('Kaethe@Example.org');
  await page.getByLabel('Stadtbezirk').selectOption({ label: 'Hörde' });
  await page.getByRole('button', { name: 'Konto eröffnen' }).click();
  await expect(page).toHaveURL('/mein');
  await expect(page.getByText('Willkommen! Ihr Konto ist eröffnet.')).toBeVisible();
});

test('what is wrong stands beside the field, and nothing typed is lost', async ({ page }) => {
  await page.goto('/registrieren');
  await page.getByLabel('Vorname').fill('Käthe');
  await page.getByLabel('E-Mail-Adresse').fill('kaethe@');
  await page.getByRole('button', { name: 'Konto eröffnen' }).click();
  await expect(page.getByLabel('Nachname')).toHaveAccessibleDescription(
    /Bitte geben Sie Ihren Nachnamen ein/,
  );
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveAccessibleDescription(/nicht vollständig/);
  await expect(page.getByLabel('Stadtbezirk')).toHaveAccessibleDescription(
    /Bitte wählen Sie Ihren Stadtbezirk/,
  );
  await expect(page.getByLabel('Vorname')).toHaveValue('Käthe');
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue('kaethe@');
});

test('Hanne signs in with a code from her e-mail: nobody must invent a password', async ({ page }) => {
  await page.goto('/anmelden?weiter=%2Fmein%2Fprofil');
  await page.getByRole('link', { name: 'Code schicken' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Mit Code anmelden');
  await page.getByLabel('E-Mail-Adresse').fill('hanne@example.org');
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await expect(page.getByText(/ist der Code unterwegs/)).toBeVisible();

  await page.getByLabel('Code aus der E-Mail').fill('00');
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page.getByLabel('Code aus der E-Mail')).toHaveAccessibleDescription(/sechs Ziffern/);

  const mailbox = await page.context().newPage();
  const code = await codeFor(mailbox, 'hanne@example.org');
  await page.getByLabel('Code aus der E-Mail').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await expect(page).toHaveURL('/mein/profil');
});

test('a wrong password gets the same words whether or not there is such an account', async ({ page }) => {
  const answers = [];
  for (const email of ['murat@example.org', 'niemand@example.org']) {
    await page.goto('/anmelden');
    await page.getByLabel('E-Mail-Adresse oder Telefonnummer').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill('falsch falsch falsch');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    answers.push(await page.getByText(/passt leider nicht zusammen/).innerText());
    await expect(page.getByLabel('E-Mail-Adresse oder Telefonnummer')).toHaveValue(email);
  }
  expect(answers[0]).toBe(answers[1]);
});

test('a forgotten password is replaced by code, and other devices are signed out', async ({
  page,
  openBrowser,
  app,
}) => {
  const tablet = await openBrowser({ baseURL: app.baseUrl });
  await signInAs(tablet, 'volunteer-00007@example.org');
  await page.goto('/passwort-vergessen');
  await page.getByLabel('E-Mail-Adresse').fill('volunteer-00007@example.org');
  await page.getByRole('button', { name: 'Code schicken' }).click();
  await expect(page.getByText(/ist der Code unterwegs/)).toBeVisible();
  const code = await codeFor(await page.context().newPage(), 'volunteer-00007@example.org');
  await page.getByLabel('Code aus der E-Mail').fill(code);
  await page.getByLabel('Neues Passwort').fill('Apfelbaum Regen Löffel');
  await page.getByRole('button', { name: 'Passwort speichern' }).click();
  await expect(page).toHaveURL('/mein');
  await tablet.goto('/mein');
  await expect(tablet).toHaveURL(/\/anmelden/);
});

test('signing out everywhere ends every sign-in', async ({ page, openBrowser, app }) => {
  const tablet = await openBrowser({ baseURL: app.baseUrl });
  await signInAs(tablet, 'volunteer-00008@example.org');
  await signInAs(page, 'volunteer-00008@example.org');
  await page.goto('/konto');
  await page.getByRole('button', { name: 'Überall abmelden' }).click();
  await expect(page).toHaveURL('/anmelden');
  await tablet.goto('/konto');
  await expect(tablet).toHaveURL(/\/anmelden\?weiter=%2Fkonto/);
});

test('in the demo Murat is one click away, and starts at his desk', async ({ page }) => {
  await page.goto('/anmelden');
  await page.getByRole('button', { name: /^Murat/ }).click();
  await expect(page).toHaveURL('/buero');
});

test('the language is chosen on any page and stays', async ({ page }) => {
  await page.goto('/anmelden');
  await page.getByText('Sprache: Deutsch').click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await page.goto('/mitmachen');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('signing in and registering work, with every refusal beside its field', async ({ page, problems }) => {
    problems.expect(/400 \(Bad Request\)/);
    await page.goto('/registrieren');
    await page.getByRole('button', { name: 'Konto eröffnen' }).click();
    await expect(page.getByLabel('Vorname')).toHaveAccessibleDescription(
      /Bitte geben Sie Ihren Vornamen ein/,
    );
    await page.goto('/anmelden');
    await page.getByLabel('E-Mail-Adresse oder Telefonnummer').fill('hanne@example.org');
    await page.getByLabel('Passwort', { exact: true }).fill('miteinander-demo');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await expect(page).toHaveURL('/mein');
  });
});
