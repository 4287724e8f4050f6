import postgres from 'postgres';
import { readEnv } from '#lib/server/env.server.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';
import type { Run } from './run.ts';

const OLDEST_VERSION = 15;

/**
 * The database of this command: that of `DATABASE_URL`, else the embedded one, which is then started or joined,
 * and left at the end of the command. Its address is put into the environment, where the application looks for it.
 *
 * @param purpose `serve` for the application, of which a data folder has one at a time; `tool` for everything else
 * @returns its address
 * @throws SetupError when it cannot be used
 */
export async function openDatabase(run: Run, purpose: 'serve' | 'tool'): Promise<string> {
  const { DATABASE_URL, DATA_DIR } = readEnv();
  if (DATABASE_URL) {
    await requireUsable(DATABASE_URL);
    return DATABASE_URL;
  }
  const { startEmbedded } = await import('#lib/server/db/embedded.server.ts');
  const starting = startEmbedded({ dataDir: DATA_DIR, purpose, log: (line) => console.log(line) });
  // Whoever interrupts the start waits for it, so that no server stays behind.
  run.defer(async () => (await starting.catch(() => undefined))?.stop());
  const { url } = await starting;
  process.env['DATABASE_URL'] = url;
  return url;
}

async function requireUsable(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 10, onnotice: () => {} });
  try {
    const [row] = await sql`select current_setting('server_version_num')::int / 10000 as major`;
    const major = Number(row?.['major']);
    if (major < OLDEST_VERSION) {
      throw new SetupError(
        `DATABASE_URL leads to PostgreSQL ${major}; ${OLDEST_VERSION} or newer is needed.`,
      );
    }
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { message, code } = error as Error & { code?: string };
    throw new SetupError(`The database of DATABASE_URL cannot be used: ${message || code}.`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
