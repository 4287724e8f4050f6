import { startApp } from '#tests/support/app.ts';
import { expect, test } from '#tests/support/browser-test.ts';
import { startProxy } from '#tests/support/proxy.ts';

test('while the database is lost people read that we will be right back, and then all goes on', async ({
  database,
  openBrowser,
}) => {
  const wire = await startProxy(database.url);
  const app = await startApp({ databaseUrl: wire.url });
  try {
    const page = await openBrowser({ baseURL: app.baseUrl });
    await page.request.post('/api/trpc/auth.signIn', {
      data: { json: { email: 'hanne@example.org', password: 'miteinander-demo' } },
    });
    expect((await page.request.get('/mein')).status()).toBe(200);

    wire.cut();
    const lost = await page.request.get('/mein', { headers: { accept: 'text/html' } });
    expect(lost.status()).toBe(503);
    expect(await lost.text()).toContain('gleich wieder da');
    expect((await page.request.get('/mitmachen', { headers: { accept: 'text/html' } })).status()).toBe(503);
    expect((await page.request.get('/api/trpc/scheduling.mySignups')).status()).toBe(503);
    expect((await page.request.get('/readyz')).status()).toBe(503);
    expect((await page.request.get('/healthz')).status()).toBe(200);

    wire.mend();
    await expect.poll(async () => (await page.request.get('/mein')).status(), { timeout: 20_000 }).toBe(200);
    expect((await page.request.get('/mitmachen')).status()).toBe(200);
  } finally {
    await app.stop();
    await wire.close();
  }
});

test('unknown addresses, and pages that are somebody else’s, are not found', async ({ page, problems }) => {
  problems.expect(/404/);
  for (const path of [
    '/gibt-es-nicht',
    '/mitmachen/00000000-0000-7000-8000-000000000000',
    '/mitmachen/kein-projekt',
  ]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/nicht gefunden/);
  }
});
