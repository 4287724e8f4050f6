import { join } from 'node:path';
import { prepareDataFolder } from '../data-folder.server.ts';
import { databaseUrl } from './embedded/database.server.ts';
import { withFileLock } from './embedded/file-lock.server.ts';
import { stopPostmaster } from './embedded/postmaster.server.ts';
import { enter, type Presence, type Purpose } from './embedded/presence.server.ts';
import { ensureServer } from './embedded/server.server.ts';
import { supervise } from './embedded/supervisor.server.ts';

/** A PostgreSQL of our own, in use. */
export type Embedded = {
  /** Stays the same for as long as we use it, also when the server has to be started again. */
  url: string;
  /** Ends our use; the last one to leave stops the server. May be called again. */
  stop(): Promise<void>;
};

/**
 * Starts the PostgreSQL that npm installed on the data in `dataDir`, or joins it where it runs already: because
 * others use it, or because an application was killed and left it behind. One application (`serve`) at a time
 * may use a data folder; it brings the server back whenever it dies. Any number of tools may join.
 *
 * @param log takes one line for the operator at a time
 * @throws SetupError when the folder, the machine or another application stand in the way
 */
export async function startEmbedded({
  dataDir,
  purpose,
  log,
}: {
  dataDir: string;
  purpose: Purpose;
  log: (line: string) => void;
}): Promise<Embedded> {
  const folder = prepareDataFolder(dataDir);
  // Starting with entering, and leaving with stopping, are one step each: nobody enters a server that stops.
  const exclusively = <T>(work: () => Promise<T>) => withFileLock(join(folder, 'embedded.lock'), work);
  const startAndEnter = ({ keepPort }: { keepPort: boolean }) =>
    exclusively(async () => {
      const state = await ensureServer(folder, { keepPort, log });
      const presence = await enter(databaseUrl(state), purpose, folder);
      return { state, presence };
    });

  const { state, presence } = await startAndEnter({ keepPort: false });
  const supervisor =
    purpose === 'serve'
      ? supervise(presence, { rejoin: async () => (await startAndEnter({ keepPort: true })).presence, log })
      : { end: async () => presence };

  let stopped: Promise<void> | undefined;
  const stop = async () => {
    const last = await supervisor.end();
    await exclusively(() => leaveAndStop(last, state.cluster));
  };
  return { url: databaseUrl(state), stop: () => (stopped ??= stop()) };
}

async function leaveAndStop(presence: Presence, cluster: string): Promise<void> {
  // A server that does not answer has nobody left in it.
  const isLast = await presence.leave().catch(() => true);
  if (isLast) await stopPostmaster(cluster);
}
