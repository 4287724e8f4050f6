import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { SetupError } from '#lib/server/setup-error.server.ts';

/** The user of the operating system as whom PostgreSQL runs. */
export type Account = { uid: number; gid: number };

const OWN_ACCOUNT = 'miteinander';

/** Where the account of our own cannot be made, one that systems bring along serves as well. */
const OTHER_ACCOUNTS = ['postgres', '_postgres', 'nobody'];

/**
 * Spawn options for a program of PostgreSQL: as `account` (null: as ourselves), from a folder everybody can
 * enter, and with nothing of our environment, which holds secrets and may hold settings of another PostgreSQL.
 */
export function asAccount(account: Account | null) {
  return {
    ...(account ?? {}),
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  };
}

/**
 * PostgreSQL refuses to run as root: then it gets an account of its own, or the one to whom its files in
 * `cluster` or the data folder belong already. Null when we are an ordinary user and it can run as ourselves.
 *
 * @throws SetupError when root cannot act as any other user
 */
export function databaseAccount(dataDir: string, cluster: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  for (const folder of [cluster, dataDir]) {
    const owner = statSync(folder, { throwIfNoEntry: false });
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const account = usable(OWN_ACCOUNT) ?? created() ?? OTHER_ACCOUNTS.map(usable).find(Boolean);
  if (!account) {
    throw new SetupError(
      'PostgreSQL refuses to run as root, and no other account can be used here. Start Miteinander as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
    );
  }
  return account;
}

/** How Linux systems, large and small, make an account that nobody can sign in to. */
const WAYS_TO_CREATE: [command: string, ...parameters: string[]][] = [
  ['useradd', '--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', OWN_ACCOUNT],
  ['adduser', '-S', '-D', '-H', OWN_ACCOUNT],
];

function created(): Account | undefined {
  for (const [command, ...parameters] of WAYS_TO_CREATE) {
    spawnSync(command, parameters);
    // Also when another start was faster: what counts is that the account exists afterwards.
    const account = usable(OWN_ACCOUNT);
    if (account) return account;
  }
  return undefined;
}

/** In a container the account may exist and still be out of reach: a try tells. */
function usable(name: string): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((part) => {
    const { status, stdout } = spawnSync('id', [part, name], { encoding: 'utf8' });
    return status === 0 ? Number(stdout) : undefined;
  });
  if (!uid || !gid) return undefined;
  return spawnSync('true', asAccount({ uid, gid })).status === 0 ? { uid, gid } : undefined;
}
