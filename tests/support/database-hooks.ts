import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.ts';

/**
 * Gives the test file a real database of its own: one for the whole file, or a fresh one for each
 * test (`per: 'test'`). The `url` is known once the tests run, not while the file loads.
 */
export function useDatabase({ seeded, per = 'file' }: { seeded?: 'demo'; per?: 'file' | 'test' } = {}): {
  readonly url: string;
} {
  let database: TestDatabase | undefined;
  const [before, after] = per === 'file' ? [beforeAll, afterAll] : [beforeEach, afterEach];
  before(async () => {
    database = await createTestDatabase({ seeded });
  });
  after(async () => {
    await database?.drop();
  });
  return {
    get url() {
      if (!database) throw new Error('The database is there only while tests and hooks run.');
      return database.url;
    },
  };
}
