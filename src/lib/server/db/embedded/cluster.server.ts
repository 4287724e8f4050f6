import { spawn } from 'node:child_process';
import {
  chownSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { asAccount } from './account.server.ts';
import { program } from './binaries.server.ts';
import type { Placement } from './placement.server.ts';

/** The database's own administrator; the application is another role, as on a server of somebody else. */
export const SUPERUSER = 'postgres';

/**
 * Creates the folder of a new PostgreSQL. It appears under its name only when it is whole, so a creation that
 * was interrupted is simply repeated.
 *
 * @throws Error with what `initdb` said
 */
export async function createCluster(placement: Placement, password: string): Promise<void> {
  const { account, cluster } = placement;
  // Another name each time: the initdb of a start that was killed may still be at work.
  for (const draft of globSync(`${basename(cluster)}.new-*`, { cwd: dirname(cluster) })) {
    rmSync(join(dirname(cluster), draft), { recursive: true, force: true });
  }
  const draft = mkdtempSync(`${cluster}.new-`);
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
    await runInitdb(placement, draft, passwordFile);
    renameSync(draft, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/**
 * Refuses a folder that another major version of PostgreSQL wrote.
 *
 * @throws SetupError
 */
export function requireSameVersion({ cluster, binaries }: Placement): void {
  const file = join(cluster, 'PG_VERSION');
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown';
  const [own] = binaries.version.split('.');
  if (found === own) return;
  throw new SetupError(
    `The database in ${cluster} was written by PostgreSQL ${found}, but Miteinander brings PostgreSQL ${own}. Restore it from a dump (docs/operations.md), or set DATA_DIR to another folder.`,
  );
}

async function runInitdb(
  { account, binaries }: Placement,
  folder: string,
  passwordFile: string,
): Promise<void> {
  // Texts sort by code point, fast and the same everywhere; German order is ICU's, asked for per column.
  // The character classes are the system's all the same: with plain C, trigrams would not know umlauts.
  const characters = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
  const initdb = spawn(
    program(binaries, 'initdb'),
    [
      `--pgdata=${folder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${characters}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
    ],
    // A group of its own: Ctrl-C in the terminal is for us to handle, not for it.
    { ...asAccount(account), stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  const exit = new Promise<number | null>((done, failed) => {
    initdb.once('exit', done);
    initdb.once('error', failed);
  });
  const [code, out, err] = await Promise.all([exit, text(initdb.stdout), text(initdb.stderr)]);
  if (code !== 0) throw new Error(`PostgreSQL's folder ${folder} could not be created:\n${out}${err}`);
}
