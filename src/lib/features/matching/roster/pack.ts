import { type Assignment, minutesOf, type Problem } from './problem.ts';

/**
 * A problem as columns of numbers in shared memory, so that it crosses to a thread without being copied. What is
 * missing is infinite (limits), NaN (times, places) or -1 (events).
 */
export type Packed = {
  weights: Problem['weights'];
  travel: Problem['travel'];
  maxMinutes: Float64Array;
  targetMinutes: Float64Array;
  maxShifts: Float64Array;
  speed: Float64Array;
  start: Float64Array;
  end: Float64Array;
  x: Float64Array;
  y: Float64Array;
  event: Int32Array;
  min: Int32Array;
  max: Int32Array;
  pairVolunteer: Int32Array;
  pairShift: Int32Array;
  pairScore: Float64Array;
  pairMinutes: Float64Array;
  /** Two by two. */
  apart: Int32Array;
};

export function packProblem(problem: Problem): Packed {
  const { weights, travel, volunteers, shifts, pairs } = problem;
  const events = new Map<string, number>();
  const isTimed = shifts.map(({ start, end }) => start !== undefined && end !== undefined);
  const isPlaced = shifts.map(({ x, y }) => x !== undefined && y !== undefined);
  return {
    weights,
    travel,
    maxMinutes: floats(volunteers, (v) => v.maxMinutes ?? Infinity),
    targetMinutes: floats(volunteers, (v) => v.targetMinutes ?? Infinity),
    maxShifts: floats(volunteers, (v) => v.maxShifts ?? Infinity),
    speed: floats(volunteers, (v) => v.speed ?? Infinity),
    start: floats(shifts, (s, k) => (isTimed[k] ? s.start! : Number.NaN)),
    end: floats(shifts, (s, k) => (isTimed[k] ? s.end! : Number.NaN)),
    x: floats(shifts, (s, k) => (isPlaced[k] ? s.x! : Number.NaN)),
    y: floats(shifts, (s, k) => (isPlaced[k] ? s.y! : Number.NaN)),
    event: integers(shifts, ({ event }) => {
      if (event === undefined) return -1;
      if (!events.has(event)) events.set(event, events.size);
      return events.get(event)!;
    }),
    min: integers(shifts, (s) => s.min ?? 0),
    // More people than there are volunteers never come.
    max: integers(shifts, (s) => Math.min(s.max, volunteers.length)),
    pairVolunteer: integers(pairs, (pair) => pair[0]),
    pairShift: integers(pairs, (pair) => pair[1]),
    pairScore: floats(pairs, (pair) => pair[2]),
    pairMinutes: floats(pairs, (pair) => minutesOf(pair, shifts[pair[1]]!)),
    apart: integers(problem.apart.flat(), (index) => index),
  };
}

/** The indexes of the pairs of these places, without places that are no eligible pair. */
export function pairsOf(problem: Problem, places: Assignment[]): Int32Array {
  if (places.length === 0) return new Int32Array();
  const key = (volunteer: number, shift: number) => volunteer * problem.shifts.length + shift;
  const volunteers = new Map(problem.volunteers.map(({ id }, index) => [id, index]));
  const shifts = new Map(problem.shifts.map(({ id }, index) => [id, index]));
  const wanted = new Set(
    places.map((place) => key(volunteers.get(place.volunteer) ?? -1, shifts.get(place.shift) ?? Number.NaN)),
  );
  return Int32Array.from(problem.pairs.keys()).filter((index) => {
    const [volunteer, shift] = problem.pairs[index]!;
    return wanted.has(key(volunteer, shift));
  });
}

export const sharedFloats = (length: number) => new Float64Array(new SharedArrayBuffer(length * 8));
export const sharedIntegers = (length: number) => new Int32Array(new SharedArrayBuffer(length * 4));

function floats<T>(things: T[], value: (thing: T, index: number) => number): Float64Array {
  const column = sharedFloats(things.length);
  for (const [index, thing] of things.entries()) column[index] = value(thing, index);
  return column;
}

function integers<T>(things: T[], value: (thing: T, index: number) => number): Int32Array {
  const column = sharedIntegers(things.length);
  for (const [index, thing] of things.entries()) column[index] = value(thing, index);
  return column;
}
