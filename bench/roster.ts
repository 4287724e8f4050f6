import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { packProblem } from '#lib/features/matching/roster/pack.ts';
import type { Assignment, Problem, Progress, Solution } from '#lib/features/matching/roster/problem.ts';
import { solveInThread, type ThreadOptions } from '#lib/features/matching/roster/solve-in-thread.ts';
import { type Benchmark, compared, plain, type Result } from './support/result.ts';
import { rosterInstance, rosterSizes } from './support/roster-instances.ts';

const SEED = 1;
/** Seconds after which a size is stopped; as shares of the yardstick where it is the measure. */
const LIMITS = { S: 0.2, M: 0.25, L: 0.8, XXL: 7 };

/**
 * The roster of a house, a district, a city and a country. The yardstick T is the time that HiGHS in WebAssembly
 * needs for the linear relaxation of L alone, in the same run.
 */
export const roster: Benchmark = {
  name: 'roster',
  async run() {
    const city = rosterInstance(rosterSizes.L, SEED);
    const relaxation = await solveRelaxation(city);
    const T = relaxation.seconds;
    const results: Result[] = [plain('yardstick T: linear relaxation of L, HiGHS', T, 's')];

    const house = await measure(rosterInstance(rosterSizes.S, SEED), { timeLimit: LIMITS.S * T });
    results.push(
      compared('S until proven optimal', house.solution.seconds, 's', T),
      plain('S gap', house.solution.gap * 100, '%'),
    );
    const district = await measure(rosterInstance(rosterSizes.M, SEED), { timeLimit: LIMITS.M * T });
    results.push(...until('M', district, 0.002, T));

    const week = await measure(city, { timeLimit: LIMITS.L * T });
    results.push(
      ...until('L', week, 0.005, T),
      ...until('L', week, 0.002, T).slice(0, 1),
      plain('L memory of the process', week.megabytes, 'MB'),
      compared('L bound against its linear relaxation', week.solution.bound, 'points', relaxation.bound),
      ...fairness(city, week.solution),
      ...(await dropouts(city, week.solution, T)),
    );

    const country = await measure(rosterInstance(rosterSizes.XXL, SEED), { timeLimit: LIMITS.XXL * T });
    results.push(
      ...until('XXL', country, 0.015, T),
      plain('XXL memory of the process', country.megabytes, 'MB'),
    );
    return results;
  },
};

type Measured = { solution: Solution; progress: Progress[]; megabytes: number };

async function measure(problem: Problem, options: ThreadOptions): Promise<Measured> {
  const progress: Progress[] = [];
  let megabytes = 0;
  const solution = await solveInThread(problem, {
    ...options,
    seed: SEED,
    onProgress: (now) => {
      progress.push(now);
      megabytes = Math.max(megabytes, process.memoryUsage.rss() / 2 ** 20);
    },
  });
  return { solution, progress: [...progress, solution], megabytes };
}

/** When the gap was first so small, and how small it was in the end. */
function until(size: string, { solution, progress }: Measured, gap: number, T: number): Result[] {
  const reached = progress.find((now) => now.gap <= gap)?.seconds ?? Infinity;
  return [
    compared(`${size} until the gap is ${gap * 100} %`, reached, 's', T),
    plain(`${size} gap after ${solution.seconds.toFixed(0)} s`, solution.gap * 100, '%'),
  ];
}

/** One volunteer in a hundred falls ill: how soon there is a plan again, and how many others must move. */
async function dropouts(problem: Problem, before: Solution, T: number): Promise<Result[]> {
  const gone = new Set(problem.volunteers.filter((_, k) => k % 100 === 7).map(({ id }) => id));
  const isGone = (index: number) => gone.has(problem.volunteers[index]!.id);
  const left = { ...problem, pairs: problem.pairs.filter(([volunteer]) => !isGone(volunteer)) };
  const { assignments, prices } = before;
  const after = await solveInThread(left, { previous: assignments, prices, moveCost: 200, seed: SEED });
  const lost = assignments.filter(({ volunteer }) => gone.has(volunteer)).length;
  const key = ({ volunteer, shift }: Assignment) => `${volunteer} ${shift}`;
  const [had, have] = [new Set(assignments.map(key)), new Set(after.assignments.map(key))];
  const moved = [
    ...assignments.filter((place) => !gone.has(place.volunteer) && !have.has(key(place))),
    ...after.assignments.filter((place) => !had.has(key(place))),
  ];
  const people = new Set(moved.map(({ volunteer }) => volunteer)).size;
  return [
    compared('L mended after 1 % dropped out', after.seconds, 's', T),
    plain('L gap after mending', after.gap * 100, '%'),
    compared('other people moved, and lost places', people, 'people', lost),
  ];
}

/** Fairness: how unequal the hours are among all who can take a shift, and how many of them got one. */
function fairness(problem: Problem, { assignments }: Solution): Result[] {
  const lengths = new Map(problem.shifts.map((shift) => [shift.id, shift.end! - shift.start!]));
  const minutes = new Map(problem.pairs.map(([volunteer]) => [problem.volunteers[volunteer]!.id, 0]));
  for (const { volunteer, shift } of assignments) {
    minutes.set(volunteer, minutes.get(volunteer)! + lengths.get(shift)!);
  }
  const rising = [...minutes.values()].sort((a, b) => a - b);
  const total = rising.reduce((sum, one) => sum + one, 0);
  const weighted = rising.reduce((sum, one, k) => sum + (2 * k - rising.length + 1) * one, 0);
  const served = rising.filter((one) => one > 0).length;
  return [
    plain('L Gini of minutes among the available', weighted / (rising.length * total), ''),
    plain('L available people with a shift', (served / rising.length) * 100, '%'),
  ];
}

async function solveRelaxation(problem: Problem): Promise<{ seconds: number; bound: number }> {
  const worker = new Worker(new URL('./support/relaxation-thread.ts', import.meta.url), {
    workerData: packProblem(problem),
  });
  const [answer] = (await once(worker, 'message')) as [{ seconds: number; bound: number }];
  await worker.terminate();
  return answer;
}
