import { defineConfig, devices } from '@playwright/test';

const isCI = Boolean(process.env['CI']);

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'tests/.output/browser',
  globalSetup: './tests/support/app-setup.ts',
  forbidOnly: isCI,
  workers: 2,
  // One more try, on an application and database of their own; a test that needs it is listed as flaky.
  retries: isCI ? 1 : 0,
  // Room for a slow machine: what hangs is found all the same.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    ...devices['Desktop Chrome'],
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    // Recording every step of every test costs a third of their time: TRACE=1 for the one that puzzles.
    trace: process.env['TRACE'] ? 'on' : 'off',
  },
});
