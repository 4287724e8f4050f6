import { writeFile } from 'node:fs/promises';
import { signInAs } from '#tests/support/cast-login.ts';
import { expect, test } from '#tests/support/browser-test.ts';

/** With PICTURE=1 this draws docs/picture.png anew. Else it only looks whether the three pages are there. */
test('the picture of the README shows what the pages look like now', async ({ openBrowser, app, page }) => {
  test.setTimeout(120_000);
  const views = [
    { path: '/mitmachen', person: null, width: 1180, height: 860 },
    { path: '/mein', person: 'hanne@example.org', width: 420, height: 860 },
    { path: '/buero/kalender', person: 'murat@example.org', width: 1180, height: 860 },
  ];
  const pictures: { width: number; height: number; data: string }[] = [];
  for (const { path, person, ...viewport } of views) {
    const browser = await openBrowser({ baseURL: app.baseUrl });
    await browser.setViewportSize(viewport);
    if (person) await signInAs(browser, person);
    await browser.goto(path, { waitUntil: 'load' });
    await expect(browser.getByRole('heading', { level: 1 })).toBeVisible();
    if (path.endsWith('kalender'))
      await expect(browser.getByText('Lesestunde').filter({ visible: true }).first()).toBeVisible();
    pictures.push({ ...viewport, data: (await browser.screenshot()).toString('base64') });
  }
  if (!process.env['PICTURE']) return;
  const images = pictures
    .map(({ data, width }) => `<img src="data:image/png;base64,${data}" style="width:${width / 2}px">`)
    .join('');
  await page.setViewportSize({ width: 1480, height: 520 });
  await page.setContent(`<style>body{margin:0;padding:32px;display:flex;gap:24px;align-items:flex-start;background:#e9dfd2}
    img{border-radius:14px;box-shadow:0 2px 18px #4a352733}</style>${images}`);
  await writeFile('docs/picture.png', await page.screenshot({ fullPage: true }));
});
