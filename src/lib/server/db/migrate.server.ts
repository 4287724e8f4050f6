import { drizzle } from 'drizzle-orm/postgres-js';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { runMigrations as migrateJobs } from 'graphile-worker';
import { resolve } from 'node:path';
import postgres from 'postgres';

/** The drizzle folder lies in the project's root, from where every command runs. */
const migrationsFolder = resolve('drizzle');

/** Any number: whoever holds this advisory lock migrates, the others wait and find nothing to do. */
const MIGRATION_LOCK = 7_001_001;

/**
 * Applies all pending migrations of the application and of the job queue.
 * Safe to call from several instances at once. Throws the database's error if a migration fails;
 * each migration is one transaction, so the database is then as before that migration.
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await applyMigrations(drizzle(sql), { migrationsFolder });
    await migrateJobs({ connectionString: url });
    await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
  } finally {
    await sql.end();
  }
}

/** How many migrations the database still lacks; 0 means ready. Throws when it cannot be reached. */
export async function pendingMigrations(url: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await countPendingMigrations(sql);
  } finally {
    await sql.end();
  }
}

/** The same over an open connection, for the readiness probe. */
export async function countPendingMigrations(sql: postgres.Sql): Promise<number> {
  const known = readMigrationFiles({ migrationsFolder });
  const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') is not null as "exists"`;
  if (!table?.exists) return known.length;
  const [last] =
    await sql`select coalesce(max(created_at), 0)::float8 as "at" from drizzle.__drizzle_migrations`;
  return known.filter((migration) => migration.folderMillis > Number(last?.at)).length;
}
