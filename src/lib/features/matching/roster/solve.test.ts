import fc from 'fast-check';
import loadHighs from 'highs';
import { describe, expect, it } from 'vitest';
import { bestByTrying, smallProblems } from '#tests/support/roster.ts';
import { checkPlan } from './check.ts';
import { compileModel, type Model } from './model.ts';
import { packProblem, pairsOf } from './pack.ts';
import type { Problem } from './problem.ts';
import { solveModel } from './solve.ts';

const highs = await loadHighs();
const TOLERANCE = 1e-6;

/** HiGHS works to tolerances: as large as what it adds up, and missing people count among that. */
const allowed = ({ weights }: Problem, objective: number) =>
  1e-4 + 1e-6 * (Math.abs(objective) + weights.short);

const modelOf = (problem: Problem) => compileModel(packProblem(problem));
const placesOf = (problem: Problem, model: Pick<Model, 'source'>, pairs: Int32Array) =>
  Array.from(pairs, (p) => {
    const [volunteer, shift] = problem.pairs[model.source[p]!]!;
    return { volunteer: problem.volunteers[volunteer]!.id, shift: problem.shifts[shift]!.id };
  });

describe('a small roster with everything that the format knows', () => {
  it('is solved like by trying all plans, with a bound that none exceeds', () => {
    fc.assert(
      fc.property(smallProblems, (problem) => {
        const model = modelOf(problem);
        const best = bestByTrying(problem);
        const { pairs, value, bound } = solveModel(model, { seed: 1, highs });
        const { objective, violations } = checkPlan(problem, placesOf(problem, model, pairs));
        expect(violations).toEqual([]);
        expect(value).toBeCloseTo(objective, 6);
        expect(bound).toBeGreaterThanOrEqual(best - TOLERANCE);
        expect(objective).toBeLessThanOrEqual(best + TOLERANCE);
        expect(best - objective).toBeLessThanOrEqual(allowed(problem, best));
        expect(bound).toBeLessThanOrEqual(objective + allowed(problem, objective));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the places that are fixed', () => {
    fc.assert(
      fc.property(smallProblems, fc.array(fc.nat(19), { maxLength: 2 }), (problem, picks) => {
        const indexes = [...new Set(picks)].filter((k) => k < problem.pairs.length);
        const fixed = placesOf(
          problem,
          { source: Int32Array.from(indexes) },
          Int32Array.from(indexes.keys()),
        );
        fc.pre(checkPlan(problem, fixed).violations.length === 0);
        const model = compileModel(packProblem(problem), pairsOf(problem, fixed));
        const { pairs, value } = solveModel(model, { seed: 1, highs });
        const places = [...fixed, ...placesOf(problem, model, pairs)];
        const { objective, violations } = checkPlan(problem, places);
        expect(violations).toEqual([]);
        const best = bestByTrying(problem, fixed);
        expect(objective).toBeLessThanOrEqual(best + TOLERANCE);
        expect(best - objective).toBeLessThanOrEqual(allowed(problem, best));
        // What the fixed places are worth by themselves is left out.
        const short = problem.shifts.reduce(
          (sum, { id, min = 0 }) => sum + Math.max(0, min - fixed.filter(({ shift }) => shift === id).length),
          0,
        );
        const alone = checkPlan(problem, fixed).objective + problem.weights.short * short;
        expect(value).toBeCloseTo(objective - alone, 6);
      }),
      { numRuns: 150 },
    );
  });

  it('has a valid bound and a feasible plan without proofs and however early it is stopped', () => {
    fc.assert(
      fc.property(smallProblems, fc.integer({ min: 0, max: 30 }), (problem, steps) => {
        const model = modelOf(problem);
        let left = steps;
        const { pairs, bound } = solveModel(model, { seed: 1, rounds: 1, goesOn: () => left-- > 0 });
        expect(checkPlan(problem, placesOf(problem, model, pairs)).violations).toEqual([]);
        expect(bound).toBeGreaterThanOrEqual(bestByTrying(problem) - TOLERANCE);
      }),
      { numRuns: 300 },
    );
  });
});
