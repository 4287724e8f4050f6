import fc from 'fast-check';
import { checkPlan } from '#lib/features/matching/roster/check.ts';
import type { Assignment, Pair, Problem } from '#lib/features/matching/roster/problem.ts';

/** Small rosters with everything that the format knows, so that all plans can be tried. */
export const smallProblems: fc.Arbitrary<Problem> = fc
  .record({
    weights: fc.record({
      served: fc.constantFrom(0, 30, 60),
      overTarget: fc.constantFrom(0, 0.25, 2),
      short: fc.constantFrom(0, 50, 1000),
    }),
    travel: fc.record({ fixedMinutes: fc.constantFrom(0, 5, 30), detour: fc.constantFrom(1, 1.3) }),
    volunteers: fc.array(
      fc.record(
        {
          maxMinutes: fc.constantFrom(0, 90, 120, 240, 400),
          targetMinutes: fc.constantFrom(0, 60, 120.5),
          maxShifts: fc.constantFrom(0, 1, 2),
          speed: fc.constantFrom(20, 200),
        },
        { requiredKeys: [] },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    shifts: fc.array(
      fc.record({
        event: fc.constantFrom(undefined, 'a', 'b', 'c'),
        time: fc.option(
          fc.record({ start: fc.integer({ min: 0, max: 20 }), length: fc.integer({ min: 1, max: 8 }) }),
          {
            nil: undefined,
            freq: 5,
          },
        ),
        place: fc.option(fc.record({ x: fc.constantFrom(0, 900, 2500), y: fc.constantFrom(0, 1200) }), {
          nil: undefined,
          freq: 4,
        }),
        min: fc.constantFrom(undefined, 0, 1, 2),
        more: fc.integer({ min: 0, max: 2 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
    eligible: fc.array(
      fc.record({
        score: fc.oneof(fc.integer({ min: -50, max: 200 }), fc.double({ min: -10, max: 200, noNaN: true })),
        minutes: fc.constantFrom(undefined, undefined, 0, 45, 61.5),
        is: fc.integer({ min: 0, max: 99 }),
      }),
      { minLength: 20, maxLength: 20 },
    ),
    apart: fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
      maxLength: 2,
    }),
  })
  .map(({ weights, travel, volunteers, shifts, eligible, apart }) => {
    const pairs: Pair[] = [];
    for (const [k, { score, minutes, is }] of eligible.entries()) {
      const [volunteer, shift] = [k % 4, Math.floor(k / 4)];
      if (volunteer >= volunteers.length || shift >= shifts.length || is >= 65) continue;
      pairs.push(minutes === undefined ? [volunteer, shift, score] : [volunteer, shift, score, minutes]);
    }
    return {
      weights,
      travel,
      volunteers: volunteers.map((volunteer, k) => ({ id: `v${k}`, ...volunteer })),
      shifts: shifts.map(({ event, time, place, min, more }, k) => ({
        id: `s${k}`,
        ...(event === undefined ? {} : { event }),
        ...(time ? { start: time.start * 30, end: (time.start + time.length) * 30 } : {}),
        ...place,
        ...(min === undefined ? {} : { min }),
        max: (min ?? 0) + more,
      })),
      pairs,
      apart: apart.filter(
        ([one, other]) => one !== other && one < volunteers.length && other < volunteers.length,
      ),
    };
  });

/** The value of the best plan, by trying all of them. */
export function bestByTrying(problem: Problem, places: Assignment[] = [], from = 0): number {
  const { objective, violations } = checkPlan(problem, places);
  const isTaken = (place: Assignment) =>
    places.some(({ volunteer, shift }) => volunteer === place.volunteer && shift === place.shift);
  // Whoever breaks a rule breaks it as well with more places.
  if (violations.length > 0) return -Infinity;
  let best = objective;
  for (let k = from; k < problem.pairs.length; k++) {
    const [volunteer, shift] = problem.pairs[k]!;
    const place = { volunteer: problem.volunteers[volunteer]!.id, shift: problem.shifts[shift]!.id };
    if (!isTaken(place)) best = Math.max(best, bestByTrying(problem, [...places, place], k + 1));
  }
  return best;
}
