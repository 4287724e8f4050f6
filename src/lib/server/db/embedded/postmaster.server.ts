import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { giveToOwner } from '#lib/server/data-folder.server.ts';
import { asAccount } from './account.server.ts';
import { program } from './binaries.server.ts';
import type { Placement } from './placement.server.ts';
import { settings } from './settings.server.ts';

/** A running server: its first process, and the port on which it listens. */
export type Postmaster = { pid: number; port: number };

/** The orphans of a killed server hold the folder until they have noticed. */
const RETRY = /pre-existing shared memory block|lock file .* already exists|could not bind/i;
const RETRY_SECONDS = 60;

/** The server that runs on this folder, if any; a process that merely got the same number is none. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n').map(Number);
  return pid && port && isServer(pid, cluster) ? { pid, port } : undefined;
}

/**
 * Starts the server and waits until it does its first work; that takes longer where it repairs the traces of
 * a crash. It has a session of its own, so neither Ctrl-C nor our end reaches it.
 *
 * @param isReady whether it already answers
 * @throws Error with the server's last words when it does not start
 */
export async function startPostmaster(
  placement: Placement,
  port: number,
  isReady: () => Promise<boolean>,
): Promise<void> {
  const deadline = performance.now() + RETRY_SECONDS * 1000;
  for (;;) {
    removeStaleLock(placement.cluster);
    const lastWords = await attempt(placement, port, isReady);
    if (lastWords === undefined) return;
    if (!RETRY.test(lastWords) || performance.now() > deadline) {
      throw new Error(`PostgreSQL in ${placement.cluster} does not start:\n${lastWords}`);
    }
    await delay(250);
  }
}

/** Ends all connections and the server, and waits for it. */
export async function stopPostmaster(cluster: string): Promise<void> {
  const running = findPostmaster(cluster);
  if (!running) return;
  signal(running.pid, 'SIGINT');
  for (const patience of [60, 10]) {
    const deadline = performance.now() + patience * 1000;
    while (performance.now() < deadline) {
      if (!isServer(running.pid, cluster)) return;
      await delay(20);
    }
    // Without the last checkpoint; the next start repairs from the log.
    signal(running.pid, 'SIGQUIT');
  }
  throw new Error(`PostgreSQL in ${cluster} (process ${running.pid}) does not stop.`);
}

async function attempt(
  { account, binaries, cluster }: Placement,
  port: number,
  isReady: () => Promise<boolean>,
): Promise<string | undefined> {
  const logFile = join(cluster, 'startup.log');
  const log = openSync(logFile, 'w', 0o600);
  giveToOwner(logFile);
  const parameters = Object.entries(settings({ port })).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const server = spawn(program(binaries, 'postgres'), ['-D', cluster, ...parameters], {
    ...asAccount(account),
    stdio: ['ignore', log, log],
    detached: true,
  });
  closeSync(log);
  let failure: string | undefined;
  server.once('error', (error) => (failure = error.message));
  server.once('exit', (code, by) => (failure ??= `It ended with ${by ?? code}.`));
  server.unref();
  while (failure === undefined) {
    if (await isReady()) return undefined;
    await delay(50);
  }
  return readFileSync(logFile, 'utf8') || failure;
}

/**
 * After a crash PostgreSQL itself takes any living process of the same user with that number for the server:
 * in a container, where numbers repeat, or for a dead one that nobody has buried, it would never start again.
 * Whether others still use its memory it checks all the same.
 */
function removeStaleLock(cluster: string): void {
  if (!findPostmaster(cluster)) rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function isServer(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  // A dead process that waits for its burial has no command line any more.
  return commandLine(pid).includes(cluster);
}

function commandLine(pid: number): string {
  if (process.platform !== 'linux') {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
