import { expect, test } from '../support/browser-test.ts';
import { signInAs } from '../support/cast-login.ts';
import { takeScreens } from '../support/screenshots.ts';

type EventData = Record<string, unknown> & {
  startDate: string;
  endDate: string;
  location: { '@type': string; name: string; address: Record<string, string> };
  organizer: Record<string, string>;
};

test('Schwester Irmgard counts 23 heads without a name, and can take the number back', async ({ page }) => {
  test.slow();
  await signInAs(page, 'irmgard@example.org');
  await page.goto('/buero/gruppen');
  const circle = page.getByRole('link', { name: 'Seniorenkreis Am Anger' });
  // Who leads this group alone is there already.
  if (await circle.isVisible()) await circle.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Seniorenkreis Am Anger');
  await expect(page.getByText('Heilkräuter aus dem Garten')).toBeVisible();
  await takeScreens(page, 'group-leader');

  const heads = page.getByRole('region', { name: /Wie viele waren da/ }).or(page.locator('#zahlen'));
  const first = heads.first().locator('form').first();
  await first.getByRole('button', { name: 'Zahl speichern' }).click();
  await expect(first).toContainText('Zahl von 0 bis');
  await first.getByRole('spinbutton').fill('23');
  await page.waitForTimeout(600);
  await first.getByRole('button', { name: 'Zahl speichern' }).click();
  await expect(page.getByText('23 Gäste sind notiert.').last()).toBeVisible();
  const counted = page.getByRole('listitem').filter({ hasText: /^.*\b23\b.*Zahl ändern/s });
  await expect(counted.first()).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig machen' }).last().click();
  await expect(page.getByText('Die Zahl ist wieder wie vorher.').last()).toBeVisible();
});

test('Schwester Irmgard begins a group from the template, is asked about Fronleichnam, and guests find it', async ({
  page,
  openBrowser,
}) => {
  test.slow();
  await signInAs(page, 'irmgard@example.org');
  await page.goto('/buero/projekte/neu');
  await takeScreens(page, 'templates');
  await page.getByRole('radio', { name: /^Gruppe oder Treffpunkt/ }).check();
  await page.getByRole('button', { name: 'Weiter' }).click();

  const title = 'Singkreis am Donnerstag';
  await page.getByLabel('Name des Projekts').fill(title);
  await expect(page.getByLabel('Ort', { exact: true })).toHaveValue('Ev. Gemeinde Am Anger');
  await page.getByLabel('Rhythmus').selectOption('weekly-1');
  await page.getByRole('button', { name: 'Vorschau zeigen' }).click();
  await expect(page.locator('#vorschau')).toContainText('Fronleichnam');
  await takeScreens(page, 'template-group');
  await page.getByRole('button', { name: 'Entwurf anlegen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  await takeScreens(page, 'template-draft');
  await page.getByRole('button', { name: 'Projekt und Termine veröffentlichen' }).click();
  await expect(page.getByText('Projekt und Termine sind veröffentlicht').last()).toBeVisible();

  await page.getByRole('link', { name: 'Seite der Gruppe öffnen' }).click();
  const question = page.locator('#fragen').getByRole('listitem').filter({ hasText: 'Fronleichnam' });
  const more = page.getByText(/Alle Fragen zeigen/);
  if (await more.isVisible()) await more.click();
  await question.getByRole('button', { name: /^Fällt aus/ }).click();
  await expect(page.getByText(/fällt aus\.$/).last()).toBeVisible();
  await expect(question).toHaveCount(0);

  await page.getByRole('link', { name: 'Angaben für Gäste' }).first().click();
  await page.getByRole('checkbox', { name: 'Im öffentlichen Verzeichnis zeigen' }).check();
  await page.getByLabel('Kosten').fill('kostenlos');
  await page.getByLabel('So kommen Sie hin').fill('Bus bis Am Anger.');
  await takeScreens(page, 'group-form');
  await page.getByRole('button', { name: 'Angaben speichern' }).click();
  await expect(page.getByText('Die Angaben sind gespeichert.').last()).toBeVisible();

  const guest = await openBrowser();
  await guest.goto('/gruppen?text=singkreis+donnerstag');
  await expect(guest.getByText('1 Gruppe', { exact: true })).toBeVisible();
  await takeScreens(guest, 'groups');
  await guest.getByRole('link', { name: title }).click();
  await expect(guest.getByText('Jeden Donnerstag, 15:00–17:00 Uhr')).toBeVisible();
  await expect(guest.getByText('Bus bis Am Anger.')).toBeVisible();
  const id = new URL(guest.url()).pathname.split('/').at(-1)!;
  await expect(guest.getByRole('link', { name: /Kalender abonnieren/ })).toHaveAttribute(
    'href',
    `/calendar/public/${id}.ics`,
  );
  await takeScreens(guest, 'group');

  const text = await guest.locator('script[type="application/ld+json"]').textContent();
  const data = JSON.parse(text!) as { '@context': string; '@graph': EventData[] };
  expect(data['@context']).toBe('https://schema.org');
  expect(data['@graph'].length).toBeGreaterThan(5);
  for (const event of data['@graph']) {
    expect(event['@type']).toBe('Event');
    expect(event['name']).toBe(title);
    expect(event.startDate).toMatch(/^\d{4}-\d\d-\d\dT15:00:00\+0[12]:00$/);
    expect(event.endDate).toMatch(/^\d{4}-\d\d-\d\dT17:00:00\+0[12]:00$/);
    expect(event['eventStatus']).toBe('https://schema.org/EventScheduled');
    expect(event['eventAttendanceMode']).toBe('https://schema.org/OfflineEventAttendanceMode');
    expect(event['inLanguage']).toEqual(['de']);
    expect(event.location['@type']).toBe('Place');
    expect(event.location.name).toBe('Ev. Gemeinde Am Anger');
    expect(event.location.address).toMatchObject({ '@type': 'PostalAddress', addressCountry: 'DE' });
    expect(event.location.address['postalCode']).toMatch(/^\d{5}$/);
    expect(event.location.address['streetAddress']).toBeTruthy();
    expect(event.location.address['addressLocality']).toBe('Dortmund');
    expect(event.organizer).toMatchObject({ '@type': 'Organization', name: 'Ev. Gemeinde Am Anger' });
    expect(event['url']).toBe(guest.url());
  }
});
