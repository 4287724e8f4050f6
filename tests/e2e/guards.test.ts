import { checkPage } from '#tests/support/axe.ts';
import { expect, test } from '#tests/support/browser-test.ts';

test('a page that breaks WCAG is told which rule and where', async ({ page }) => {
  await page.setContent('<html lang="de"><title>Bild</title><main><img src="data:," /></main></html>');
  await expect(checkPage(page)).rejects.toThrow(/image-alt[^]*<img src="data:,"/);
});

test('an error on the console and an exception are noticed', async ({ page, problems }) => {
  await page.evaluate(() => {
    console.error('Oh weh');
    setTimeout(() => {
      throw new Error('Au weia');
    });
  });
  await expect.poll(() => problems.unexpected()).toEqual([/Oh weh/, /Au weia/].map(expect.stringMatching));
  problems.expect(/Oh weh|Au weia/);
  expect(problems.unexpected()).toEqual([]);
});

test('a request to a foreign origin is noticed', async ({ page, problems }) => {
  await page.setContent('<script src="http://fremd.invalid/zaehler.js"></script>');
  await expect
    .poll(() => problems.unexpected())
    .toContainEqual('foreign origin: http://fremd.invalid/zaehler.js');
  problems.expect(/fremd\.invalid/);
});
