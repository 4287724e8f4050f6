import { type Clock, parseNow, systemClock } from '#lib/time/clock.ts';
import type { Runner } from 'graphile-worker';
import type { Logger } from 'pino';
import { createPageCache, type PageCache } from './cache/page-cache.server.ts';
import { connect, type Database } from './db/client.server.ts';
import { countPendingMigrations } from './db/migrate.server.ts';
import { env, type Env } from './env.server.ts';
import { startWorker } from './jobs/worker.server.ts';
import { type Changes, listenForChanges } from './live/changes.server.ts';
import { createLog } from './log/log.server.ts';
import { mailboxMailer, smtpMailer } from './mail/mailer.server.ts';
import { createRateLimiter, type RateLimiter } from './rate-limit.server.ts';

/** The parts of one running instance. State is PostgreSQL's: these are only connections to it. */
export type App = {
  env: Env;
  log: Logger;
  clock: Clock;
  database: Database;
  changes: Changes;
  limits: RateLimiter;
  pages: PageCache;
  /** How many migrations the database lacks; throws when it does not answer. */
  pendingMigrations(): Promise<number>;
  close(): Promise<void>;
};

let running: App | undefined;

/** The instance's parts, made at the first call. */
export function app(): App {
  running ??= assemble(env());
  return running;
}

function assemble(settings: Env): App {
  const log = createLog(settings.LOG_LEVEL);
  const database = connect(settings.DATABASE_URL);
  const changes = listenForChanges(database.sql, log);
  const pages = createPageCache(changes, async () => {
    await database.sql`select pg_notify('domain_event', '')`;
  });
  return {
    env: settings,
    log,
    clock: settings.NOW ? parseNow(settings.NOW) : systemClock,
    database,
    changes,
    limits: createRateLimiter(database.sql, { isOff: settings.RATE_LIMIT === 'off' }),
    pages,
    pendingMigrations: () => countPendingMigrations(database.sql),
    async close() {
      await changes.close();
      await database.close();
    },
  };
}

/**
 * Runs background jobs beside the web server until the returned function is called. While the database is away
 * it waits and starts again by itself.
 */
export function runWorker({ env: settings, database, log, clock }: App): () => Promise<void> {
  const mailer = settings.SMTP_URL
    ? smtpMailer(settings.SMTP_URL, settings.MAIL_FROM)
    : mailboxMailer(database.db);
  let runner: Runner | undefined;
  let isStopping = false;
  const loop = async () => {
    while (!isStopping) {
      try {
        runner = await startWorker({
          url: settings.DATABASE_URL,
          ...{ database, mailer, log, clock },
          origin: settings.ORIGIN ?? `http://localhost:${settings.PORT}`,
          secret: settings.SECRET_KEY,
        });
        await runner.promise;
      } catch (error) {
        log.warn(
          { code: (error as { code?: string }).code },
          'the worker lost the database and starts again',
        );
      }
      if (!isStopping) await new Promise((done) => setTimeout(done, 2000));
    }
  };
  void loop();
  return async () => {
    isStopping = true;
    await runner?.stop().catch(() => {});
  };
}
