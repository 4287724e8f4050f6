/** `npm run roster -- --in FILE --out FILE [--time-limit SECONDS] [--seed N]`: solves one roster, without a database. */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs, promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { ProblemError, type Progress, type Solution } from '#lib/features/matching/roster/problem.ts';
import { readProblem } from '#lib/features/matching/roster/read-problem.ts';
import { solveInThread } from '#lib/features/matching/roster/solve-in-thread.ts';

const USAGE =
  'Usage: npm run roster -- --in FILE.json[.gz] --out FILE.json[.gz] [--time-limit SECONDS] [--seed NUMBER]';
/** The exit status for a file that is no problem. */
const MALFORMED = 2;

try {
  const wanted = readParameters();
  const problem = readProblem(await readText(wanted.in));
  const abort = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => abort.abort());
  const solution = await solveInThread(problem, {
    timeLimit: wanted.timeLimit,
    seed: wanted.seed,
    onProgress: (progress) => console.error(lineOf(progress)),
    signal: abort.signal,
  });
  await writeText(wanted.out, textOf(solution));
  console.error(`${solution.status}: ${lineOf(solution)}`);
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  console.error(error.message);
  process.exitCode = MALFORMED;
}

function readParameters() {
  try {
    const { values } = parseArgs({
      options: {
        in: { type: 'string' },
        out: { type: 'string' },
        'time-limit': { type: 'string' },
        seed: { type: 'string', default: '1' },
      },
    });
    const timeLimit = values['time-limit'] === undefined ? undefined : Number(values['time-limit']);
    const isTime = timeLimit === undefined || timeLimit >= 0;
    if (values.in && values.out && isTime && /^\d{1,9}$/.test(values.seed)) {
      return { in: values.in, out: values.out, timeLimit, seed: Number(values.seed) };
    }
  } catch {
    // An unknown parameter is answered like a wrong value.
  }
  console.error(USAGE);
  process.exit(1);
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new ProblemError(file, `cannot be read (${error.code})`);
  });
  if (!file.endsWith('.gz')) return bytes.toString();
  const unzipped = await promisify(gunzip)(bytes).catch(() => {
    throw new ProblemError(file, 'is not gzipped');
  });
  return unzipped.toString();
}

async function writeText(file: string, text: string): Promise<void> {
  await writeFile(file, file.endsWith('.gz') ? await promisify(gzip)(text) : text);
}

function textOf({ status, objective, bound, gap, seconds, assignments }: Solution): string {
  return `${JSON.stringify({ status, objective, bound, gap, seconds, assignments })}\n`;
}

function lineOf({ objective, bound, gap, seconds }: Progress): string {
  const percent = Number.isFinite(gap) ? `${(gap * 100).toFixed(3)} %` : 'none';
  return `objective ${objective.toFixed(1)}  bound ${bound.toFixed(1)}  gap ${percent}  ${seconds.toFixed(1)} s`;
}
