import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { giveToOwner } from '#lib/server/data-folder.server.ts';
import { SetupError } from '#lib/server/setup-error.server.ts';

const SQLITE_BUSY = 5;

/**
 * Runs `work` while no other process does so under the same `file`, which is created where missing.
 *
 * The lock is SQLite's on an empty database, that is the kernel's: it ends with the process that holds it,
 * however that dies, so there is nothing stale to recognise and nothing to steal.
 *
 * @throws SetupError when another process holds the lock for longer than `patience` seconds
 */
export async function withFileLock<T>(
  file: string,
  work: () => Promise<T>,
  { patience = 300 }: { patience?: number } = {},
): Promise<T> {
  const lock = new DatabaseSync(file);
  try {
    giveToOwner(file);
    const deadline = performance.now() + patience * 1000;
    while (!tryLock(lock)) {
      if (performance.now() > deadline) {
        throw new SetupError(
          `Another process has held ${file} for ${patience} seconds. Stop it and try again.`,
        );
      }
      await delay(50);
    }
    return await work();
  } finally {
    lock.close();
  }
}

function tryLock(lock: DatabaseSync): boolean {
  try {
    lock.exec('pragma busy_timeout = 0; begin exclusive');
    return true;
  } catch (error) {
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
