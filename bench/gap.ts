import type { Pair, Problem } from '#lib/features/matching/roster/problem.ts';
import { type Random, randomFrom } from '#lib/features/matching/roster/random.ts';
import { solveInThread } from '#lib/features/matching/roster/solve-in-thread.ts';
import { type Benchmark, compared, type Result } from './support/result.ts';

const SECONDS = 30;
/** Agents × jobs, as in the public collections. */
const SIZES = [
  [5, 60],
  [20, 100],
  [20, 400],
  [80, 1600],
] as const;

type Kind = keyof typeof kinds;

/**
 * The published generators of the types of the generalised assignment problem (Chu and Beasley 1997; Laguna et al.
 * 1995 for e): cost and use of an agent and a job, the share of the average use that an agent can take, and
 * of the busiest agent's use when every job goes to its cheapest.
 */
const kinds = {
  a: { make: (r: Random) => between(r, 10, 50, 5, 25), share: 0.6, busiest: 0.4 },
  b: { make: (r: Random) => between(r, 10, 50, 5, 25), share: 0.42, busiest: 0.28 },
  c: { make: (r: Random) => between(r, 10, 50, 5, 25), share: 0.8, busiest: 0 },
  d: {
    make: (r: Random) => {
      const use = 1 + r.below(100);
      return { use, cost: 111 - use + r.below(21) - 10 };
    },
    share: 0.8,
    busiest: 0,
  },
  e: {
    make: (r: Random) => {
      const use = Math.ceil(1 - 10 * Math.log(1 - r.next()));
      return { use, cost: Math.max(1, Math.round(1000 / use - 10 * r.next())) };
    },
    share: 0.8,
    busiest: 0,
  },
};

/**
 * Generalised assignment: every job to one agent within the agents' capacities, at least cost. A job is a shift
 * without times, its use the pair's own minutes. Measured against the proven lower bound, which is below any best
 * known cost: what is within half a per cent of it is within half a per cent of the best known.
 */
export const gap: Benchmark = {
  name: 'gap',
  async run() {
    const results: Result[] = [];
    for (const kind of Object.keys(kinds) as Kind[]) {
      for (const [agents, jobs] of SIZES) {
        const { problem, worth } = instance(kind, agents, jobs);
        const solution = await solveInThread(problem, { timeLimit: SECONDS, seed: 1 });
        const missing = jobs - solution.assignments.length;
        const cost = missing > 0 ? Infinity : jobs * worth - solution.objective;
        results.push(
          compared(
            `${kind} ${agents} × ${jobs}: cost against its bound`,
            cost,
            '',
            jobs * worth - solution.bound,
          ),
        );
      }
    }
    return results;
  },
};

function instance(kind: Kind, agents: number, jobs: number): { problem: Problem; worth: number } {
  const random = randomFrom(agents * jobs);
  const { make, share, busiest } = kinds[kind];
  const uses = Array.from({ length: agents }, () => Array.from({ length: jobs }, () => make(random)));
  const worth = 2 * uses.flat().reduce((most, { cost }) => Math.max(most, cost), 0);
  const pairs = uses.flatMap((own, agent) =>
    own.map(({ cost, use }, job): Pair => [agent, job, worth - cost, use]),
  );
  /** What the busiest agent would have to do when every job went to its cheapest. */
  const load = new Array<number>(agents).fill(0);
  for (let job = 0; job < jobs; job++) {
    const cheapest = uses.reduce(
      (best, own, agent) => (own[job]!.cost < uses[best]![job]!.cost ? agent : best),
      0,
    );
    load[cheapest]! += uses[cheapest]![job]!.use;
  }
  const average = kind === 'a' || kind === 'b' ? 15 * jobs : null;
  const capacity = (own: { use: number }[]) =>
    Math.floor(
      (share * (average ?? own.reduce((sum, { use }) => sum + use, 0))) / agents +
        busiest * Math.max(...load),
    );
  const problem: Problem = {
    weights: { served: 0, overTarget: 0, short: 10 * worth },
    travel: { fixedMinutes: 0, detour: 1 },
    volunteers: uses.map((own, agent) => ({ id: `a${agent}`, maxMinutes: capacity(own) })),
    shifts: Array.from({ length: jobs }, (_, job) => ({ id: `j${job}`, min: 1, max: 1 })),
    pairs,
    apart: [],
  };
  return { problem, worth };
}

function between(random: Random, leastCost: number, mostCost: number, leastUse: number, mostUse: number) {
  const cost = leastCost + random.below(mostCost - leastCost + 1);
  return { cost, use: leastUse + random.below(mostUse - leastUse + 1) };
}
