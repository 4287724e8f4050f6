import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbedded } from '#lib/server/db/embedded.server.ts';
import { databasePrefix, type TestServer } from './database.ts';

/**
 * Starts the one PostgreSQL of a test run, or takes the one that `TEST_DATABASE_URL` names, and tells
 * the worker processes about it through the environment.
 *
 * @returns the end: drops what the run created and stops what it started
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const own = given ? undefined : await startOwnServer();
  const server: TestServer = { url: given ?? own!.url, run: crypto.randomUUID().slice(0, 8) };
  process.env['TEST_SERVER'] = JSON.stringify(server);
  return own ? own.stop : () => dropDatabases(server);
}

async function startOwnServer() {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteinander-test-'));
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const server = await startEmbedded({ dataDir, purpose: 'serve', log }).catch(async (error: unknown) => {
    await rm(dataDir, { recursive: true, force: true });
    throw new Error(`PostgreSQL for the tests did not start:\n${lines.join('\n')}`, { cause: error });
  });
  await preferSpeedToSafety(server.url);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The data lives for one run, so waiting for the disk protects nothing and costs most of the time. */
async function preferSpeedToSafety(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    await sql.unsafe(`alter system set ${setting} = off`);
  }
  await sql`select pg_reload_conf()`;
  await sql.end();
}

async function dropDatabases({ url, run }: TestServer): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const databases = await sql<{ name: string }[]>`
    select datname as name from pg_database where starts_with(datname, ${databasePrefix(run)})`;
  for (const { name } of databases) await sql`drop database if exists ${sql(name)} with (force)`;
  await sql.end();
}
