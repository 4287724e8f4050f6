import { describe, expect, it } from 'vitest';
import type { Problem, Progress } from './problem.ts';
import { solveInThread, SolverError } from './solve-in-thread.ts';

/** Every volunteer can do every shift; as many hours are wanted as there are. */
function evenings(volunteers: number, shifts: number): Problem {
  return {
    weights: { served: 60, overTarget: 0.25, short: 100 },
    travel: { fixedMinutes: 5, detour: 1.3 },
    volunteers: Array.from({ length: volunteers }, (_, k) => ({
      id: `v${k}`,
      maxMinutes: 240,
      targetMinutes: 120,
    })),
    shifts: Array.from({ length: shifts }, (_, k) => ({
      id: `s${k}`,
      event: `e${k}`,
      start: k * 90,
      end: k * 90 + 60 + 30 * (k % 3),
      min: 1,
      max: 1,
    })),
    pairs: Array.from({ length: volunteers * shifts }, (_, k) => [
      k % volunteers,
      Math.floor(k / volunteers),
      500 + ((k * 7919) % 311),
    ]),
    apart: [[0, 1]],
  };
}

describe('the solver in a thread of its own', () => {
  it('answers with a checked, proved plan and tells of its progress', async () => {
    const heard: Progress[] = [];
    const solution = await solveInThread(evenings(8, 12), { onProgress: (progress) => heard.push(progress) });
    expect(solution.status).toBe('optimal');
    expect(solution.assignments).toHaveLength(12);
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.every(({ objective, bound }) => objective <= bound)).toBe(true);
  });

  it('gives the same plan for the same seed', async () => {
    const [one, other] = await Promise.all([
      solveInThread(evenings(30, 60), { seed: 7 }),
      solveInThread(evenings(30, 60), { seed: 7 }),
    ]);
    expect(other.assignments).toEqual(one.assignments);
    expect(other.bound).toBe(one.bound);
  });

  it('keeps what is fixed, and refuses fixed places that contradict each other', async () => {
    const problem = evenings(4, 6);
    const fixed = [
      { volunteer: 'v3', shift: 's0' },
      { volunteer: 'v3', shift: 's5' },
    ];
    const solution = await solveInThread(problem, { fixed });
    expect(solution.assignments).toEqual(expect.arrayContaining(fixed));
    expect(solution.status).toBe('optimal');
    const twice = solveInThread(problem, { fixed: [...fixed, { volunteer: 'v2', shift: 's5' }] });
    await expect(twice).rejects.toThrow('fixed: shift s5 has 2 people, max 1.');
  });

  it('without time answers with a feasible plan and a bound', async () => {
    const solution = await solveInThread(evenings(30, 60), { timeLimit: 0 });
    expect(solution.status).toBe('time-limit');
    expect(solution.bound).toBeGreaterThanOrEqual(solution.objective);
  });

  it('ends soon when nobody wants the answer any more', async () => {
    const abort = new AbortController();
    const solution = await solveInThread(evenings(120, 240), {
      signal: abort.signal,
      onProgress: () => abort.abort(),
    });
    expect(solution.status).toBe('time-limit');
    expect(solution.seconds).toBeLessThan(10);
  });

  it('says that it failed when its thread dies for want of memory', async () => {
    const died = solveInThread(evenings(60, 120), { memoryMegabytes: 4 });
    await expect(died).rejects.toBeInstanceOf(SolverError);
  });

  it('without an eligible pair answers that nobody comes', async () => {
    const nobody = { ...evenings(3, 4), pairs: [] };
    expect(await solveInThread(nobody)).toMatchObject({ status: 'optimal', objective: -400, bound: -400 });
  });

  it('mends a plan when somebody drops out, and leaves the others where they are', async () => {
    const problem = evenings(30, 60);
    const { assignments, prices } = await solveInThread(problem);
    const left = { ...problem, pairs: problem.pairs.filter(([volunteer]) => volunteer !== 5) };
    const mended = await solveInThread(left, { previous: assignments, prices, moveCost: 200 });
    const kept = mended.assignments.filter(({ volunteer, shift }) =>
      assignments.some((place) => place.volunteer === volunteer && place.shift === shift),
    );
    const lost = assignments.filter(({ volunteer }) => volunteer === 'v5').length;
    expect(mended.assignments.length).toBe(assignments.length);
    expect(assignments.length - lost - kept.length).toBeLessThanOrEqual(2 * lost);
  });
});
