import { SetupError } from '#lib/server/setup-error.server.ts';

/** What a command gets to end cleanly. */
export type Run = {
  /** Registers what must be undone at the end; the last registered is undone first. */
  defer(cleanup: () => Promise<void>): void;
  /** Resolves when somebody asks the command to stop (Ctrl-C, SIGTERM, a closed terminal). */
  stopped: Promise<void>;
};

/** npm passes on the Ctrl-C that the terminal has sent already: only a later one is a second one. */
const SAME_REQUEST_MILLISECONDS = 1000;

/**
 * Runs a command to its end: undoes what it registered, whether it succeeded, failed or was asked to stop, and
 * ends the process. A second request to stop ends it at once.
 */
export async function run(main: (run: Run) => Promise<void>): Promise<never> {
  const cleanups: (() => Promise<void>)[] = [];
  const stopped = stopRequest();
  let exitCode = 0;
  try {
    await Promise.race([main({ defer: (cleanup) => cleanups.push(cleanup), stopped }), stopped]);
  } catch (error) {
    exitCode = 1;
    report(error);
  }
  for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) {
    try {
      await cleanup();
    } catch (error) {
      exitCode = 1;
      report(error);
    }
  }
  process.exit(exitCode);
}

function stopRequest(): Promise<void> {
  return new Promise((resolve) => {
    let firstAt: number | undefined;
    const onSignal = () => {
      firstAt ??= performance.now();
      if (performance.now() - firstAt > SAME_REQUEST_MILLISECONDS) process.exit(130);
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    if (process.env['npm_lifecycle_event']) whenOrphaned(resolve);
    // When nobody reads what we write any more, that is no reason to fall.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => {});
  });
}

/** npm passes SIGTERM to the shell between us, which dies of it without telling us. */
function whenOrphaned(stop: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 250);
  watch.unref();
}

/** What the operator can mend is told in sentences; the rest is a fault of ours and shows where it happened. */
function report(error: unknown): void {
  console.error(error instanceof SetupError ? error.message : error);
}
