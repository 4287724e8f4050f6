import { gzipSync } from 'node:zlib';
import { signInAs } from '#tests/support/cast-login.ts';
import { expect, test } from '#tests/support/browser-test.ts';

/** Compressed JavaScript that the page loads, its later imports included, in kB. */
const budget = 90;

for (const { path, person } of [
  { path: '/', person: null },
  { path: '/mitmachen', person: null },
  { path: '/mein', person: 'hanne@example.org' },
  { path: '/mein/kalender', person: 'hanne@example.org' },
  { path: '/mein/profil', person: 'hanne@example.org' },
]) {
  test(`${path} ships at most ${budget} kB of JavaScript and nothing of the office's calendar`, async ({
    page,
  }) => {
    const scripts = new Map<string, Promise<Buffer>>();
    page.on('response', (response) => {
      if (new URL(response.url()).pathname.endsWith('.js')) scripts.set(response.url(), response.body());
    });
    if (person) await signInAs(page, person);
    await page.goto(path, { waitUntil: 'networkidle' });
    const bodies = await Promise.all(scripts.values());
    expect(bodies.length).toBeGreaterThan(0);
    const kilobytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000;
    expect(kilobytes).toBeLessThanOrEqual(budget);
    for (const body of bodies) expect(body.includes('fc-event') || body.includes('fullcalendar')).toBe(false);
  });
}
