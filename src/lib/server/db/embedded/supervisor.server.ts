import { setTimeout as delay } from 'node:timers/promises';
import type { Presence } from './presence.server.ts';

/** Pauses between attempts to bring the server back, in milliseconds; the last one repeats. */
const PAUSES = [100, 250, 500, 1000, 2000, 5000];

/**
 * Watches over the server while the application uses it, and brings it back whenever it dies.
 *
 * @param rejoin makes sure the server runs, and announces us again
 * @returns `end`, which ends the watch and hands over the presence that is left to end
 */
export function supervise(
  presence: Presence,
  { rejoin, log }: { rejoin: () => Promise<Presence>; log: (line: string) => void },
): { end(): Promise<Presence> } {
  let current = presence;
  let isEnding = false;
  let repair: Promise<void> | undefined;

  async function watch(): Promise<void> {
    while (!isEnding) {
      await current.ended;
      if (isEnding) return;
      repair = bringBack();
      await repair;
    }
  }

  async function bringBack(): Promise<void> {
    log('The database has gone away; starting it again.');
    for (let attempt = 0; !isEnding; attempt++) {
      try {
        current = await rejoin();
        log('The database is back.');
        return;
      } catch (error) {
        log((error as Error).message);
        await delay(PAUSES[Math.min(attempt, PAUSES.length - 1)]);
      }
    }
  }

  void watch();
  return {
    end: async () => {
      isEnding = true;
      await repair;
      return current;
    },
  };
}
