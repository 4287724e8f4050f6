import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { SetupError } from '#lib/server/setup-error.server.ts';
import { createCluster, requireSameVersion } from './cluster.server.ts';
import { ensureDatabase, isAnswering } from './database.server.ts';
import { place } from './placement.server.ts';
import { findPostmaster, startPostmaster } from './postmaster.server.ts';
import { freePort, isFree, newPassword, readState, writeState, type State } from './state.server.ts';

/**
 * Makes sure that the server of this data folder runs, with the application's database in it: finds it running,
 * or starts it, or creates it first. To be called by one process at a time.
 *
 * @param keepPort whether it must come back at the port of last time, as others wait for it there
 * @throws SetupError when the folder or the machine stand in the way
 */
export async function ensureServer(
  dataDir: string,
  { keepPort, log }: { keepPort: boolean; log: (line: string) => void },
): Promise<State> {
  const remembered = readState(dataDir);
  const placement = place(dataDir, remembered?.cluster);
  const { cluster } = placement;
  if (!remembered && existsSync(cluster)) throw lostState(dataDir, cluster);

  if (remembered && (await isRunning(cluster, remembered))) {
    await ensureDatabase(remembered);
    return remembered;
  }
  const isKept = remembered && (keepPort || (await isFree(remembered.port)));
  const state: State = {
    port: isKept ? remembered.port : await freePort(),
    password: remembered?.password ?? newPassword(),
    cluster,
  };
  writeState(dataDir, state);
  if (!existsSync(cluster)) {
    log(`Creating the database in ${cluster}`);
    await createCluster(placement, state.password);
  }
  requireSameVersion(placement);
  await startPostmaster(placement, state.port, () => isAnswering(state));
  await ensureDatabase(state);
  return state;
}

/** Waits for a server that is still starting, or still stopping. */
async function isRunning(cluster: string, state: State): Promise<boolean> {
  while (findPostmaster(cluster)) {
    if (await isAnswering(state)) return true;
    await delay(50);
  }
  return false;
}

function lostState(dataDir: string, cluster: string): SetupError {
  return new SetupError(
    `${dataDir} has lost its embedded.json, and with it the password of the database in ${cluster}. Put it back from a backup, or set DATA_DIR to another folder.`,
  );
}
