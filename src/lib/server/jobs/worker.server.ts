import { Logger as WorkerLogger, type Runner, run } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Database } from '../db/client.server.ts';
import type { Mailer } from '../mail/mailer.server.ts';
import { sweep } from './sweep.repository.server.ts';
import type { Jobs } from './queue.server.ts';

/**
 * Runs background jobs until `stop()`. Several instances share the work: graphile-worker gives each job to one.
 * A failing job is retried with growing pauses and stays visible in `graphile_worker.jobs`.
 */
export async function startWorker(options: {
  url: string;
  database: Database;
  mailer: Mailer;
  log: Logger;
}): Promise<Runner> {
  const { url, database, mailer, log } = options;
  return run({
    connectionString: url,
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    maxPoolSize: 6,
    // Its words go to our log; its details may hold what a job was given, and stay out.
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn(message);
      else log.debug(message);
    }),
    taskList: {
      send_mail: (payload) => mailer.send(payload as Jobs['send_mail']),
      sweep: async () => log.info(await sweep(database.db), 'swept expired rows'),
    },
    // Every night at 3: what has expired is deleted.
    crontab: '0 3 * * * sweep',
  });
}
