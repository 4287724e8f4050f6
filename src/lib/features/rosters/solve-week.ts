import { checkPlan } from '#lib/features/matching/roster/check.ts';
import { type Assignment, gapOf, type Solution } from '#lib/features/matching/roster/problem.ts';
import {
  solveInThread,
  SolverError,
  type ThreadOptions,
} from '#lib/features/matching/roster/solve-in-thread.ts';
import { OPTIMAL_GAP } from '#lib/features/matching/roster/solve.ts';
import { type Change, changesOf } from './changes.ts';
import { keepTogether } from './company.ts';
import { keyOf, problemOfWeek, type WeekProblem } from './problem-of-week.ts';
import type { MoveScope } from './roster-run.ts';
import type { WeekFacts } from './week-facts.ts';

export type SolvedWeek = { week: WeekProblem; facts: WeekFacts; solution: Solution; changes: Change[] };

/** What a repeated search has at least. */
const SHORTEST_SECONDS = 1;
/** Searches are repeated at most so often, because somebody would lose a place that she is asked about. */
const ROUNDS = 3;

/**
 * Solves the week. Who serves together stays together; and nobody is asked to give a place up for nothing: where a plan
 * wants that, such places stay, and the rest is searched again.
 */
export async function solveWeek(
  facts: WeekFacts,
  first: WeekProblem,
  moves: MoveScope,
  { timeLimit, breathe, ...options }: ThreadOptions & { timeLimit: number; breathe: () => Promise<void> },
): Promise<SolvedWeek> {
  const startedAt = performance.now();
  const shiftOf = new Map(facts.shifts.map((shift) => [shift.id, shift]));
  const stays = new Set<string>();
  let week = first;
  for (let round = 1; ; round++) {
    const left = timeLimit - (performance.now() - startedAt) / 1000;
    const solved = await solveInThread(week.problem, {
      ...options,
      // The other core is for the pages.
      threads: 1,
      ...{ fixed: week.fixed, timeLimit: round === 1 ? timeLimit : Math.max(SHORTEST_SECONDS, left) },
      ...(options.previous && { previous: [...week.fixed, ...options.previous] }),
    });
    const solution = asChecked(week, solved, keepTogether(week, solved.assignments));
    const { changes, lost } = changesOf(week, solution.assignments, (id) => shiftOf.get(id)!);
    if (lost.length === 0 || options.signal?.aborted) return { week, facts, solution, changes };
    const staying = round < ROUNDS ? lost : week.movable.filter(({ isOffer }) => isOffer);
    for (const { volunteer, shift } of staying) stays.add(keyOf(volunteer, shift));
    week = await problemOfWeek(facts, { moves, stays, breathe });
  }
}

/** The solution with another plan, judged by the checker. The bound holds for every plan. */
function asChecked({ problem }: WeekProblem, solution: Solution, assignments: Assignment[]): Solution {
  if (assignments === solution.assignments) return solution;
  const { objective, violations } = checkPlan(problem, assignments);
  if (violations.length > 0) throw new SolverError(`The plan breaks a rule: ${violations[0]}.`);
  const gap = gapOf(objective, solution.bound);
  const status = solution.status === 'optimal' && gap > OPTIMAL_GAP ? 'feasible' : solution.status;
  return { ...solution, assignments, objective, gap, status };
}
