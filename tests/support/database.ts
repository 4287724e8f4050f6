import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';

/** The PostgreSQL of this run; `run` keeps runs on a shared server apart. */
export interface TestServer {
  url: string;
  run: string;
}

/** What is in a new database: the tables alone, or the Dortmund demo as well. */
type Content = 'empty' | 'demo';

/** A database of a test's own. */
export interface TestDatabase {
  url: string;
  /** Removes it; open connections are cut. */
  drop(): Promise<void>;
}

/** The beginning of the name of every database of a run. */
export const databasePrefix = (run: string) => `miteinander_test_${run}_`;

/** A new database with all migrations, on request with the demo; a copy, so it takes milliseconds. */
export async function createTestDatabase({ seeded }: { seeded?: 'demo' } = {}): Promise<TestDatabase> {
  const { url, run } = testServer();
  const template = await prepareTemplate(seeded ?? 'empty');
  const name = `${databasePrefix(run)}${randomUUID().slice(0, 8)}`;
  await withServer((sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return {
    url: urlOf(url, name),
    drop: () => withServer((sql) => dropDatabase(sql, name)),
  };
}

/** Removes a database if it is there. An autovacuum that is at work in it cannot be cut by us: it is let finish. */
export async function dropDatabase(sql: postgres.Sql, name: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await sql`drop database if exists ${sql(name)} with (force)`;
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || tries === 20) throw error;
      await delay(250);
    }
  }
}

/**
 * Makes the database that the others are copied from, once per run: whichever worker comes first
 * makes it, the others wait for it.
 *
 * @returns its name
 */
export async function prepareTemplate(content: Content): Promise<string> {
  const { url, run } = testServer();
  const name = `${databasePrefix(run)}${content}`;
  await withServer(async (sql) => {
    await sql`select pg_advisory_lock(hashtext(${name}))`;
    const [existing] = await sql`select 1 from pg_database where datname = ${name}`;
    if (existing) return;
    // Under another name until it is whole, so that a failed attempt is not taken for a template.
    const draft = `${name}_draft`;
    await sql`drop database if exists ${sql(draft)} with (force)`;
    await sql`create database ${sql(draft)}`;
    await fill(urlOf(url, draft), content);
    await sql`alter database ${sql(draft)} rename to ${sql(name)}`;
  });
  return name;
}

/** Loads what it needs only now: most test files find the template made and need neither. */
async function fill(url: string, content: Content): Promise<void> {
  const { migrate } = await import('#lib/server/db/migrate.server.ts');
  await migrate(url);
  if (content === 'empty') return;
  const { seedDatabase } = await import('#lib/server/seed/seed.server.ts');
  await seedDatabase({ url, scale: 'demo', seed: 1, now: new Date() });
}

function testServer(): TestServer {
  const server = process.env['TEST_SERVER'];
  if (!server) throw new Error('No PostgreSQL for tests: run them through npm test, Vitest or Playwright.');
  return JSON.parse(server) as TestServer;
}

async function withServer(work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  // One connection, so that closing it also releases the lock.
  const sql = postgres(testServer().url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
