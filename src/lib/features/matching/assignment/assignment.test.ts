import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssignmentProblem, bestAssignment } from './assignment.ts';
import { verifyCertificate } from './certificate.ts';

const problems: fc.Arbitrary<AssignmentProblem> = fc
  .record({
    rows: fc.integer({ min: 0, max: 5 }),
    columns: fc.integer({ min: 0, max: 5 }),
    values: fc.array(
      fc.option(fc.oneof(fc.integer({ min: -5, max: 20 }), fc.double({ min: -9, max: 9, noNaN: true }))),
      {
        minLength: 25,
        maxLength: 25,
      },
    ),
    alone: fc.constantFrom(undefined, 0, -3, 4.5),
  })
  .map(({ rows, columns, values, alone }) => ({
    rows,
    columns,
    alone,
    edges: values.flatMap((value, k): AssignmentProblem['edges'] => {
      const [row, column] = [k % 5, Math.floor(k / 5)];
      return value === null || row >= rows || column >= columns ? [] : [[row, column, value]];
    }),
  }));

function bestByTrying({ rows, edges, alone = 0 }: AssignmentProblem, row = 0, taken: number[] = []): number {
  if (row === rows) return 0;
  const problem = { rows, columns: 0, edges, alone };
  let best = alone + bestByTrying(problem, row + 1, taken);
  for (const [from, to, value] of edges) {
    if (from !== row || taken.includes(to)) continue;
    best = Math.max(best, value + bestByTrying(problem, row + 1, [...taken, to]));
  }
  return best;
}

describe('one to one', () => {
  it('is as good as the best of all, and its certificate proves it', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const answer = bestAssignment(problem);
        expect(verifyCertificate(problem, answer)).toEqual([]);
        expect(answer.value).toBeCloseTo(bestByTrying(problem), 6);
      }),
      { numRuns: 500 },
    );
  });

  it('a worse assignment or a cheaper proof does not pass', () => {
    const problem: AssignmentProblem = {
      rows: 2,
      columns: 2,
      edges: [
        [0, 0, 5],
        [0, 1, 4],
        [1, 0, 4],
      ],
    };
    const answer = bestAssignment(problem);
    expect([answer.value, ...answer.columnOf]).toEqual([8, 1, 0]);
    const worse = { ...answer, columnOf: Int32Array.of(0, -1), value: 5 };
    expect(verifyCertificate(problem, worse)).toEqual(['The prices prove 8 only, not 5.']);
    const cheaper = { ...answer, certificate: { rows: new Float64Array(2), columns: new Float64Array(2) } };
    expect(verifyCertificate(problem, cheaper)).toContain(
      'The prices of row 0 and column 0 do not cover their edge.',
    );
  });

  it('stays quick on thousands', () => {
    const edges: AssignmentProblem['edges'] = [];
    for (let row = 0; row < 1000; row++) {
      for (let k = 0; k < 20; k++) edges.push([row, (row * 7 + k * k * 13) % 1000, (row * 31 + k * 17) % 97]);
    }
    const problem = {
      rows: 1000,
      columns: 1000,
      edges: [...new Map(edges.map((e) => [e[0] * 1000 + e[1], e])).values()],
    };
    expect(verifyCertificate(problem, bestAssignment(problem))).toEqual([]);
  });
});
