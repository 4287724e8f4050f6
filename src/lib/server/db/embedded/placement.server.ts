import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { asAccount, databaseAccount, type Account } from './account.server.ts';
import { installedBinaries, whyNotRunnable, type Binaries } from './binaries.server.ts';

/** As whom PostgreSQL runs, with which programs, and where its files are. */
export type Placement = { account: Account | null; binaries: Binaries; cluster: string };

/**
 * Finds a place that PostgreSQL's account can reach. Mostly that is the data folder and `node_modules`; but
 * root's checkout may lie in a home that other accounts cannot enter. Then the programs are copied and the
 * files kept under `/var/lib/miteinander` (where that is impossible: the system's temporary folder).
 *
 * @param remembered where an earlier start put PostgreSQL's files
 * @throws SetupError when no place will do
 */
export function place(dataDir: string, remembered: string | undefined): Placement {
  const beside = join(dataDir, 'postgres');
  const account = databaseAccount(dataDir, remembered ?? beside);
  const binaries = reachableBinaries(account);
  if (account === null) {
    const cluster = remembered ?? beside;
    refuseForeign(cluster);
    return { account, binaries, cluster };
  }
  if (remembered && canEnter(remembered, account)) return { account, binaries, cluster: remembered };
  letOthersPass(dataDir);
  if (canEnter(dataDir, account)) return { account, binaries, cluster: remembered ?? beside };
  return { account, binaries, cluster: staged(dataDir, remembered ?? beside, account) };
}

function reachableBinaries(account: Account | null): Binaries {
  const installed = installedBinaries();
  const reason = whyNotRunnable(installed, account);
  if (!reason) return installed;
  const ourselves = whyNotRunnable(installed, null);
  // As root the programs refuse to work but do tell their version: whoever cannot even do that, cannot be helped.
  if (account === null || ourselves) {
    throw new SetupError(
      `The PostgreSQL that comes with Miteinander does not run on this machine (${ourselves ?? reason}). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
  for (const stage of stages()) {
    const copy = { ...installed, folder: join(stage, 'programs', installed.version) };
    if (!existsSync(copy.folder)) copyWhole(installed.folder, copy.folder);
    if (!whyNotRunnable(copy, account)) return copy;
  }
  throw nowhere();
}

/** A folder for the files outside of the data folder; moves there what was made before the way was closed. */
function staged(dataDir: string, earlier: string, account: Account): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  for (const stage of stages()) {
    const folder = openFolder(join(stage, name));
    if (!canEnter(folder, account)) continue;
    const cluster = join(folder, 'postgres');
    // Left behind when somebody deleted the data folder to begin anew: kept, as it is somebody's data.
    if (existsSync(cluster)) renameSync(cluster, join(mkdtempSync(join(folder, 'abandoned-')), 'postgres'));
    writeFileSync(join(folder, 'README.txt'), `The database of Miteinander for the data folder ${dataDir}\n`);
    if (existsSync(earlier)) spawnSync('mv', [earlier, cluster]);
    return cluster;
  }
  throw nowhere();
}

function* stages(): Generator<string> {
  for (const parent of ['/var/lib', tmpdir()]) {
    try {
      yield openFolder(join(parent, 'miteinander'));
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EPERM', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? ''))
        throw error;
    }
  }
}

/** A folder of ours that others may pass through, whatever mask we were started with. */
function openFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  // In a temporary folder somebody else may have been first, to have us run programs of theirs.
  if (statSync(path).uid !== process.getuid?.()) throw Object.assign(new Error(path), { code: 'EPERM' });
  chmodSync(path, 0o755);
  return path;
}

/** Half a copy is never seen under the final name. */
function copyWhole(from: string, to: string): void {
  const draft = mkdtempSync(join(openFolder(join(to, '..')), 'copy-'));
  chmodSync(draft, 0o755);
  cpSync(from, draft, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true });
    if (!existsSync(to)) throw error;
  }
}

/** Passing is not reading: what is secret in the data folder is closed by its own mode. */
function letOthersPass(dataDir: string): void {
  const { mode, uid } = statSync(dataDir);
  if (uid === 0) chmodSync(dataDir, mode | 0o011);
}

function canEnter(folder: string, account: Account): boolean {
  return spawnSync('sh', ['-c', 'cd "$0"', folder], asAccount(account)).status === 0;
}

function refuseForeign(cluster: string): void {
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== process.getuid?.()) {
    throw new SetupError(
      `The database in ${cluster} belongs to another user, probably because Miteinander was started as root before. Start it as root again, or set DATA_DIR to another folder.`,
    );
  }
}

function nowhere(): SetupError {
  return new SetupError(
    'No folder was found that the account of PostgreSQL can reach. Set DATA_DIR to a folder outside of closed home folders, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
