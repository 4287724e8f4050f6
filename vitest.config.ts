import { compile } from '@inlang/paraglide-js';
import { defineConfig } from 'vitest/config';
import { paraglideOptions } from './scripts/support/messages.ts';

// The code under test imports the message functions; a test run on its own must not need a build.
await compile(paraglideOptions);

export default defineConfig({
  test: {
    // Far from Dortmund and on the other side of the date line: a zone that leaks in from the machine
    // gives a wrong day here, not the right one by luck.
    env: { TZ: 'Pacific/Auckland' },
    setupFiles: ['tests/support/console.ts'],
    restoreMocks: true,
    // One of two cores is left over by default; waiting for PostgreSQL leaves room for a second worker.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/database-setup.ts'],
          testTimeout: 20_000,
          // A file's database is cloned in a hook, the demo's for the first time with its seeding.
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
