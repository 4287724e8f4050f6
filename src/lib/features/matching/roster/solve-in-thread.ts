import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { checkPlan } from './check.ts';
import { packProblem, pairsOf } from './pack.ts';
import {
  type Assignment,
  gapOf,
  type Problem,
  ProblemError,
  type Progress,
  type Solution,
} from './problem.ts';
import { OPTIMAL_GAP } from './solve.ts';
import type { ThreadInput, ThreadMessage } from './thread.ts';

export type ThreadOptions = {
  /** Seconds; without a limit the search ends by itself. */
  timeLimit?: number;
  /** The same problem, seed and options give the same plan, when no time limit ends the search. */
  seed?: number;
  /** How many threads search, 1 or 2 (default: as there are cores); the answer is the same. */
  threads?: number;
  /** Places that stand. */
  fixed?: Assignment[];
  /** An earlier plan to be mended after a change; what is no longer possible in it is left out. */
  previous?: Assignment[];
  /** With `previous`: what it costs to take a place away from somebody. For each lost place two people move at most. */
  moveCost?: number;
  /** Prices of an earlier answer, one per shift: the bound is then back at once. */
  prices?: Float64Array;
  /** How much memory the thread may take, apart from the shared columns. */
  memoryMegabytes?: number;
  onProgress?: (progress: Progress) => void;
  /** Ends the search; the answer is the best plan so far. */
  signal?: AbortSignal;
};

/** The thread of the solver ended without an answer, or answered with a plan that breaks a rule. */
export class SolverError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SolverError';
  }
}

/**
 * Solves a problem in a thread of its own. Every plan has passed the independent checker.
 *
 * @throws ProblemError when the fixed places contradict each other or are not eligible
 * @throws SolverError when the thread dies, for example for want of memory
 */
export async function solveInThread(problem: Problem, options: ThreadOptions = {}): Promise<Solution> {
  const startedAt = performance.timeOrigin + performance.now();
  const fixed = options.fixed ?? [];
  const standing = checkPlan(problem, fixed);
  if (standing.violations.length > 0) throw new ProblemError('fixed', standing.violations[0]!);
  // The solver's values leave out what the fixed places are worth by themselves.
  const offset = standing.objective + problem.weights.short * shortOf(problem, fixed);
  const seconds = () => (performance.timeOrigin + performance.now() - startedAt) / 1000;
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const previous = options.previous && pairsOf(problem, options.previous);
  const input: ThreadInput = {
    packed: packProblem(problem),
    fixed: pairsOf(problem, fixed),
    seed: options.seed ?? 1,
    threads: options.threads ?? availableParallelism(),
    previous,
    lost: previous && options.previous!.length - previous.length,
    moveCost: options.moveCost,
    prices: options.prices?.length === problem.shifts.length ? options.prices : undefined,
    until: startedAt + (options.timeLimit ?? Infinity) * 1000,
    stop,
  };
  const report = ({ value, bound }: { value: number; bound: number }): Progress => {
    const [objective, proven] = [value + offset, bound + offset];
    return { objective, bound: proven, gap: gapOf(objective, proven), seconds: seconds() };
  };
  const answer = await runThread(input, options, (progress) => options.onProgress?.(report(progress)));

  const assignments = [...fixed, ...Array.from(answer.pairs, (pair) => assignmentOf(problem, pair))];
  const { objective, violations } = checkPlan(problem, assignments);
  if (violations.length > 0) throw new SolverError(`The plan breaks a rule: ${violations[0]}.`);
  const bound = Math.max(objective, answer.bound + offset);
  const gap = gapOf(objective, bound);
  const status = gap <= OPTIMAL_GAP ? 'optimal' : answer.isStopped ? 'time-limit' : 'feasible';
  return { status, objective, bound, gap, seconds: seconds(), assignments, prices: answer.prices };
}

function shortOf(problem: Problem, fixed: Assignment[]): number {
  const people = new Map<string, number>();
  for (const { shift } of fixed) people.set(shift, (people.get(shift) ?? 0) + 1);
  return problem.shifts.reduce((sum, { id, min = 0 }) => sum + Math.max(0, min - (people.get(id) ?? 0)), 0);
}

function assignmentOf({ volunteers, shifts, pairs }: Problem, index: number): Assignment {
  const [volunteer, shift] = pairs[index]!;
  return { volunteer: volunteers[volunteer]!.id, shift: shifts[shift]!.id };
}

type ThreadAnswer = Extract<ThreadMessage, { kind: 'answer' }>;

async function runThread(
  input: ThreadInput,
  { signal, memoryMegabytes }: ThreadOptions,
  onProgress: (progress: { value: number; bound: number }) => void,
): Promise<ThreadAnswer> {
  const worker = new Worker(threadFile(), {
    workerData: input,
    name: 'roster',
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  const stop = () => Atomics.store(input.stop, 0, 1);
  if (signal?.aborted) stop();
  signal?.addEventListener('abort', stop);
  try {
    return await new Promise<ThreadAnswer>((resolve, reject) => {
      worker.on('message', (message: ThreadMessage) => {
        if (message.kind === 'progress') onProgress(message);
        else resolve(message);
      });
      worker.once('error', (cause) => {
        reject(new SolverError(`The solver has failed: ${cause.message}`, { cause }));
      });
      worker.once('exit', (code) =>
        reject(new SolverError(`The solver ended with code ${code} without an answer.`)),
      );
    });
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

/**
 * The thread runs from its source, which Node reads by stripping the types. Beside this module; a build bundles this
 * module into a folder of the project, from which the source is found upwards.
 */
function threadFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  const beside = join(folder, 'thread.ts');
  if (existsSync(beside)) return beside;
  for (; folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'src/lib/features/matching/roster/thread.ts');
    if (existsSync(file)) return file;
  }
  throw new SolverError('The source of the solver is not where the application runs.');
}
