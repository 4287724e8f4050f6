import type { Changes } from '../live/changes.server.ts';

type Page = { status: number; headers: [string, string][]; body: Uint8Array<ArrayBuffer>; expiresAt: number };

export type PageCache = {
  /**
   * The kept page of this key if it is certainly current, else `render`'s, kept if it may be.
   *
   * @param statuses which answers may be kept: "not modified" (304) only where the key says what the client has
   */
  respond(
    key: string,
    now: Date,
    render: () => Promise<Response>,
    statuses?: readonly number[],
  ): Promise<Response>;
};

const MAX_PAGES = 500;
const MAX_OCTETS = 500_000;
/** For so long the absence of news on the channel counts as no news. */
const TRUST_MS = 800;

/**
 * Keeps anonymous pages by address, and drops them all when any domain event is committed, on whichever instance.
 *
 * The news comes by NOTIFY. A page is only served while the channel was heard within the last 0.8 seconds; if it
 * was not, the cache sends itself a message through the database and waits for it. So a broken channel can never
 * leave a page stale for a second: then every page is rendered anew. Pages also end with the minute, because shifts
 * begin on whole minutes and a begun shift is no longer open.
 */
export function createPageCache(changes: Changes, ping: () => Promise<void>): PageCache {
  const pages = new Map<string, Page>();
  /** Counts the news: a page rendered from before a change must not be kept after it. */
  let generation = 0;
  const renderings = new Map<string, { generation: number; page: Promise<Page | null> }>();
  let pinging: Promise<void> | null = null;
  changes.subscribe(() => {
    generation += 1;
    pages.clear();
  });

  async function isChannelAlive(): Promise<boolean> {
    const isFresh = () => performance.now() - changes.lastHeardAt() < TRUST_MS;
    if (isFresh()) return true;
    pinging ??= ping().finally(() => (pinging = null));
    await Promise.race([pinging.catch(() => {}), delay(150)]);
    // The echo arrives on another connection, shortly before or after the answer.
    for (let tries = 0; tries < 10 && !isFresh(); tries++) await delay(5);
    return isFresh();
  }

  return {
    async respond(key, now, render, statuses = [200]) {
      if (!(await isChannelAlive())) return render();
      const kept = pages.get(key);
      if (kept && kept.expiresAt > now.getTime()) return responseOf(kept);
      // Who asks while the page is being rendered from the same state waits for it instead of rendering it again.
      const asked = renderings.get(key);
      if (asked?.generation === generation) {
        const page = await asked.page;
        return page ? responseOf(page) : render();
      }
      const renderedFrom = generation;
      const answer = Promise.withResolvers<Page | null>();
      renderings.set(key, { generation, page: answer.promise });
      try {
        const response = await render();
        const isAlike = statuses.includes(response.status) && !response.headers.has('set-cookie');
        if (!isAlike) {
          answer.resolve(null);
          return response;
        }
        const page = {
          status: response.status,
          headers: [...response.headers],
          body: new Uint8Array(await response.arrayBuffer()),
          expiresAt: endOfMinute(now),
        };
        answer.resolve(page);
        if (renderedFrom === generation && page.body.length <= MAX_OCTETS) {
          if (pages.size >= MAX_PAGES) pages.delete(pages.keys().next().value!);
          pages.set(key, page);
        }
        return responseOf(page);
      } catch (error) {
        answer.resolve(null);
        throw error;
      } finally {
        if (renderings.get(key)?.page === answer.promise) renderings.delete(key);
      }
    },
  };
}

const responseOf = ({ status, body, headers }: Page) =>
  new Response(status === 304 ? null : body, { status, headers });

const endOfMinute = (now: Date) => (Math.floor(now.getTime() / 60_000) + 1) * 60_000;

const delay = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));
