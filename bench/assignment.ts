import { type AssignmentProblem, bestAssignment } from '#lib/features/matching/assignment/assignment.ts';
import { verifyCertificate } from '#lib/features/matching/assignment/certificate.ts';
import { randomFrom } from '#lib/features/matching/roster/random.ts';
import { type Benchmark, percentile, plain } from './support/result.ts';

const PEOPLE = 3_000;
const EDGES_EACH = 30;
const ROUNDS = 5;

/** Tandems: 3,000 waiting people and 3,000 volunteers, 90,000 eligible pairs, the best matching with its proof. */
export const assignment: Benchmark = {
  name: 'assignment',
  run: async () => {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const problem = tandems(round);
      const startedAt = performance.now();
      const answer = bestAssignment(problem);
      times.push((performance.now() - startedAt) / 1000);
      const [fault] = verifyCertificate(problem, answer);
      if (fault) throw new Error(fault);
    }
    return [plain('tandems 3,000 × 3,000 with 90,000 edges, proved, median', percentile(times, 0.5), 's')];
  },
};

function tandems(seed: number): AssignmentProblem {
  const random = randomFrom(seed);
  const edges: AssignmentProblem['edges'] = [];
  for (let row = 0; row < PEOPLE; row++) {
    const columns = new Set<number>();
    while (columns.size < EDGES_EACH) columns.add(random.below(PEOPLE));
    for (const column of columns) edges.push([row, column, random.below(1_000)]);
  }
  return { rows: PEOPLE, columns: PEOPLE, edges };
}
