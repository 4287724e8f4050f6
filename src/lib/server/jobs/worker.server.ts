import { Logger as WorkerLogger, type Runner, run } from 'graphile-worker';
import { tasks, timetable, type WorkerParts } from './tasks.server.ts';

/**
 * Runs background jobs until `stop()`. Several instances share the work: graphile-worker gives each job to one.
 * A failing job is retried with growing pauses and stays visible in `graphile_worker.jobs`.
 */
export async function startWorker({ url, ...parts }: WorkerParts & { url: string }): Promise<Runner> {
  return run({
    connectionString: url,
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    maxPoolSize: 6,
    // Its words go to our log; its details may hold what a job was given, and stay out.
    logger: new WorkerLogger(() => (level, message) => {
      if (level === 'error' || level === 'warning') parts.log.warn(message);
      else parts.log.debug(message);
    }),
    taskList: tasks(parts),
    crontab: timetable.join('\n'),
  });
}
