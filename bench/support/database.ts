import { startEmbedded } from '#lib/server/db/embedded.server.ts';
import { migrate } from '#lib/server/db/migrate.server.ts';
import { seedDatabase } from '#lib/server/seed/seed.server.ts';
import { dropDatabase } from '#tests/support/database.ts';
import { resolve } from 'node:path';
import postgres from 'postgres';

export type Scale = 'demo' | 'city' | 'country';

let server: Promise<{ url: string; stop(): Promise<void> }> | undefined;

/** The benchmarks' own PostgreSQL, with full durability; its databases stay, since `country` takes long to fill. */
function benchServer() {
  server ??= startEmbedded({ dataDir: resolve('.data/bench'), purpose: 'tool', log: () => {} });
  return server;
}

export async function stopBenchServer(): Promise<void> {
  await (await server)?.stop();
}

/** The address of the filled database of this scale; filled at the first use, and kept. */
export async function filledDatabase(scale: Scale): Promise<string> {
  const { url } = await benchServer();
  const name = `bench_${scale}`;
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const target = new URL(url);
  target.pathname = `/${name}`;
  const [existing] = await admin`select from pg_database where datname = ${name}`;
  if (!existing) {
    console.error(`Filling the database "${scale}" …`);
    const draft = `${name}_draft`;
    await dropDatabase(admin, draft);
    await admin`create database ${admin(draft)}`;
    const draftUrl = new URL(url);
    draftUrl.pathname = `/${draft}`;
    await migrate(draftUrl.href);
    await seedDatabase({ url: draftUrl.href, scale, seed: 1, now: new Date() });
    await admin`alter database ${admin(draft)} rename to ${admin(name)}`;
  }
  await admin.end();
  return target.href;
}

/** The address of a database with all tables and nothing in them, made anew. */
export async function emptyDatabase(name: string): Promise<string> {
  const { url } = await benchServer();
  const admin = postgres(url, { max: 1, onnotice: () => {} });
  const target = new URL(url);
  target.pathname = `/bench_${name}`;
  await dropDatabase(admin, `bench_${name}`);
  await admin`create database ${admin(`bench_${name}`)}`;
  await admin.end();
  await migrate(target.href);
  return target.href;
}
