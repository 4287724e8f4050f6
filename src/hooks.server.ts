import { isDatabaseUnavailable } from '#lib/errors/postgres.ts';
import type { Actor } from '#lib/features/accounts/actor.ts';
import { m } from '#lib/paraglide/messages.js';
import { cookieName, getTextDirection } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { app, runWorker } from '#lib/server/app.server.ts';
import { createSessions } from '#lib/server/auth/session.server.ts';
import { callerForPages } from '#lib/server/caller.server.ts';
import { requestSeconds } from '#lib/server/metrics.server.ts';
import { building } from '$app/environment';
import {
  error,
  type Handle,
  type HandleServerError,
  type RequestEvent,
  type ServerInit,
} from '@sveltejs/kit';
import { randomUUID } from 'node:crypto';

export const init: ServerInit = () => {
  if (building) return;
  const instance = app();
  const stopWorker = instance.env.WORKER === 'on' ? runWorker(instance) : async () => {};
  process.once('sveltekit:shutdown', async () => {
    await stopWorker();
    await instance.close();
  });
};

/** Bytes of a form or a call; only a spreadsheet or a calendar file may be larger. */
const BODY_AT_MOST = 512 * 1024;
const uploads = new Set(['/buero/import', '/api/trpc/imports.upload', '/verwaltung/ferien/einlesen']);

function isTooLarge({ request, url }: RequestEvent): boolean {
  return Number(request.headers.get('content-length')) > BODY_AT_MOST && !uploads.has(url.pathname);
}

/** Probes look at the machine, not at a person: no session, no language. */
const probes = new Set(['/healthz', '/readyz', '/metrics']);

/** Calendar programs ask by the thousand, and a feed's language is its person's, not the visitor's. */
const isFeed = (event: RequestEvent) => event.route.id?.startsWith('/calendar/') ?? false;

export const handle: Handle = async ({ event, resolve }) => {
  if (probes.has(event.url.pathname)) return resolve(event);
  if (isTooLarge(event)) return new Response(null, { status: 413 });
  const startedAt = performance.now();
  event.locals.requestId = randomUUID().slice(0, 8);
  const instance = app();
  const now = instance.clock.now();

  const answerFeed = async () => {
    await identify(event, now);
    return resolve(event);
  };
  const answerPage = () =>
    paraglideMiddleware(event.request, async ({ locale }) => {
      await identify(event, now);
      return resolve(event, {
        transformPageChunk: ({ html }) =>
          html.replace('%lang%', locale).replace('%dir%', getTextDirection(locale)),
      });
    });
  const response = isFeed(event)
    ? await instance.pages.respond(feedKey(event), now, answerFeed, [200, 304])
    : isSameForEverybody(event)
      ? await instance.pages.respond(pageKey(event), now, answerPage)
      : await answerPage();

  requestSeconds.observe(
    { route: event.route.id ?? 'none', status: `${Math.floor(response.status / 100)}xx` },
    (performance.now() - startedAt) / 1000,
  );
  return response;
};

/** Finds out who asks and gives the page its procedures. Without a database: a friendly 503. */
async function identify(event: RequestEvent, now: Date): Promise<void> {
  const { database, limits, changes, env } = app();
  const sessions = createSessions(database.db, event.cookies, event.url.protocol === 'https:');
  const actor = await sessions.read().catch((cause: unknown): Actor | null => {
    if (isDatabaseUnavailable(cause)) error(503, { message: m.common_error_503_title() });
    throw cause;
  });
  event.locals.actor = actor;
  event.locals.context = {
    actor,
    db: database.db,
    now,
    sessions,
    limits,
    changes,
    secret: env.SECRET_KEY,
    address: event.getClientAddress(),
  };
  event.locals.api = callerForPages(event.locals.context, event.url.pathname + event.url.search);
}

/** Pages that look alike for all who are not signed in, and may be kept. */
function isSameForEverybody(event: RequestEvent): boolean {
  return (
    event.request.method === 'GET' &&
    (event.route.id?.startsWith('/(public)/mitmachen') ?? false) &&
    !event.cookies.get('session') &&
    !event.cookies.get('flash')
  );
}

function pageKey({ cookies, url, isDataRequest }: RequestEvent): string {
  return `${cookies.get(cookieName) === 'en' ? 'en' : 'de'} ${isDataRequest} ${url.origin} ${url.pathname}${url.search}`;
}

/** A feed with what the client has of it already: "nothing new" is kept as well. */
function feedKey({ url, request: { method, headers } }: RequestEvent): string {
  const known = ['if-none-match', 'if-modified-since'].map((name) => headers.get(name));
  return `${method} ${JSON.stringify(known)} ${url.origin} ${url.pathname}`;
}

/** What nobody foresaw: a reference for the person, the details for the log only. */
export const handleError: HandleServerError = ({ error: cause, event, status }) => {
  const reference = event.locals.requestId ?? randomUUID().slice(0, 8);
  if (status === 404) return { message: m.common_error_404_title() };
  const { log } = app();
  const { name, message, stack, code } = cause as Error & { code?: string };
  log.error({ reference, route: event.route.id, name, code, message, stack }, 'unexpected error');
  return { message: m.common_error_500_title(), reference };
};
