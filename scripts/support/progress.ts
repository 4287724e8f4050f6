import type { SeedStep } from '#lib/server/seed/seed.server.ts';

const NAMES: Record<SeedStep, string> = {
  districts: 'People, dates and places',
  rules: 'Indexes and rules',
  statistics: 'Statistics',
};

/** Where nobody watches a terminal, a line now and then is enough. */
const SECONDS_BETWEEN_LINES = 5;

/** Shows how far a seed is: on a terminal in one line for each step, elsewhere with a line now and then. */
export function showProgress(
  output: NodeJS.WriteStream,
): (step: SeedStep, done: number, total: number) => void {
  const startedAt = performance.now();
  let shownAt = -Infinity;
  return (step, done, total) => {
    const seconds = (performance.now() - startedAt) / 1000;
    const isLast = done === total;
    if (!output.isTTY && !isLast && seconds - shownAt < SECONDS_BETWEEN_LINES) return;
    shownAt = seconds;
    const line = `${NAMES[step]}: ${done} of ${total} (${seconds.toFixed(0)} s)`;
    output.write(output.isTTY ? `\r\x1b[K${line}${isLast ? '\n' : ''}` : `${line}\n`);
  };
}
