import { EventEmitter, on } from 'node:events';
import type { Logger } from 'pino';
import type postgres from 'postgres';

/** What changed, without persons: enough to know where to look again. */
export type Change = {
  type: string;
  organisationId: string | null;
  projectId: string | null;
  eventId: string | null;
  shiftId: string | null;
};

export type Changes = {
  /** Calls back on every committed domain event, on whichever instance it was made. */
  subscribe(listener: (change: Change) => void): () => void;
  /** The same as a stream that ends with `signal`. */
  stream(signal: AbortSignal): AsyncIterable<Change>;
  /** When the channel was last heard, as `performance.now()` counts; minus infinity before the first time. */
  lastHeardAt(): number;
  close(): Promise<void>;
};

const CHANNEL = 'domain_event';

/**
 * One LISTEN connection per instance; postgres.js renews it when it breaks. While it is broken changes are missed:
 * whoever must not miss one asks `lastHeardAt`.
 */
export function listenForChanges(sql: postgres.Sql, log: Logger): Changes {
  const emitter = new EventEmitter().setMaxListeners(0);
  let heardAt = Number.NEGATIVE_INFINITY;
  let isClosed = false;

  const hear = (payload: string) => {
    heardAt = performance.now();
    if (payload) emitter.emit('change', JSON.parse(payload) as Change);
  };
  async function listen(): Promise<postgres.ListenMeta | undefined> {
    while (!isClosed) {
      try {
        return await sql.listen(CHANNEL, hear);
      } catch (error) {
        log.warn({ code: (error as { code?: string }).code }, 'cannot listen for changes yet');
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  }
  const listening = listen();

  return {
    subscribe(listener) {
      emitter.on('change', listener);
      return () => emitter.off('change', listener);
    },
    async *stream(signal) {
      try {
        for await (const [change] of on(emitter, 'change', { signal })) yield change as Change;
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    lastHeardAt: () => heardAt,
    async close() {
      isClosed = true;
      emitter.removeAllListeners();
      await (await listening)?.unlisten().catch(() => {});
    },
  };
}
