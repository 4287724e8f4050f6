import { type Pair, type Problem, ProblemError, type Shift, type Volunteer } from './problem.ts';

type Json = Record<string, unknown>;

/**
 * Reads `miteinander-roster/1`.
 *
 * @throws ProblemError with one sentence for the first fault
 */
export function readProblem(text: string): Problem {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw new ProblemError('file', `is not JSON (${(error as Error).message})`);
  }
  const root = object(file, 'file');
  if (root['format'] !== 'miteinander-roster/1') {
    throw new ProblemError('format', `is ${shown(root['format'])}, not "miteinander-roster/1"`);
  }
  const weights = object(root['weights'] ?? {}, 'weights');
  const travel = object(root['travel'] ?? {}, 'travel');
  const problem: Problem = {
    weights: {
      served: number(weights, 'served', 'weights', { least: 0 }) ?? 0,
      overTarget: number(weights, 'overTarget', 'weights', { least: 0 }) ?? 0,
      short: number(weights, 'short', 'weights', { least: 0 }) ?? 0,
    },
    travel: {
      fixedMinutes: number(travel, 'fixedMinutes', 'travel', { least: 0 }) ?? 0,
      detour: number(travel, 'detour', 'travel', { least: 0 }) ?? 1,
    },
    volunteers: list(root, 'volunteers').map(readVolunteer),
    shifts: list(root, 'shifts').map(readShift),
    pairs: [],
    apart: [],
  };
  requireUniqueIds(problem.volunteers, 'volunteers');
  requireUniqueIds(problem.shifts, 'shifts');
  const counts = { volunteers: problem.volunteers.length, shifts: problem.shifts.length };
  problem.pairs = list(root, 'pairs').map((pair, k) => readPair(pair, `pairs[${k}]`, counts));
  requireUniquePairs(problem.pairs, counts.volunteers);
  problem.apart = list({ apart: root['apart'] ?? [] }, 'apart').map((two, k) =>
    readApart(two, `apart[${k}]`, counts.volunteers),
  );
  return problem;
}

function readVolunteer(value: unknown, index: number): Volunteer {
  const path = `volunteers[${index}]`;
  const volunteer = object(value, path);
  const speed = number(volunteer, 'speed', path);
  if (speed !== undefined && speed <= 0) throw new ProblemError(`${path}.speed`, `is ${speed}, not above 0`);
  return withoutMissing({
    id: id(volunteer, path),
    maxMinutes: number(volunteer, 'maxMinutes', path, { least: 0 }),
    targetMinutes: number(volunteer, 'targetMinutes', path, { least: 0 }),
    maxShifts: number(volunteer, 'maxShifts', path, { least: 0, whole: true }),
    speed,
  });
}

function readShift(value: unknown, index: number): Shift {
  const path = `shifts[${index}]`;
  const shift = object(value, path);
  const { event } = shift;
  if (event !== undefined && typeof event !== 'string') {
    throw new ProblemError(`${path}.event`, `is ${shown(event)}, not a text`);
  }
  const max = number(shift, 'max', path, { least: 0, whole: true });
  if (max === undefined) throw new ProblemError(`${path}.max`, 'is missing');
  const min = number(shift, 'min', path, { least: 0, whole: true });
  if (min !== undefined && min > max)
    throw new ProblemError(`${path}.min`, `is ${min}, more than max ${max}`);
  const start = number(shift, 'start', path);
  const end = number(shift, 'end', path);
  if (start !== undefined && end !== undefined && start >= end) {
    throw new ProblemError(`${path}.end`, `is ${end}, not after start ${start}`);
  }
  const [x, y] = [number(shift, 'x', path), number(shift, 'y', path)];
  return withoutMissing({ id: id(shift, path), event, start, end, x, y, min, max });
}

function readPair(value: unknown, path: string, counts: { volunteers: number; shifts: number }): Pair {
  if (!Array.isArray(value) || value.length < 3 || value.length > 4) {
    throw new ProblemError(path, 'is not [volunteer, shift, score] or [volunteer, shift, score, minutes]');
  }
  const [volunteer, shift, score, minutes] = value as unknown[];
  if (!isIndex(volunteer, counts.volunteers)) {
    throw new ProblemError(
      `${path}[0]`,
      `is ${shown(volunteer)}, but ${range(counts.volunteers, 'volunteer')}`,
    );
  }
  if (!isIndex(shift, counts.shifts)) {
    throw new ProblemError(`${path}[1]`, `is ${shown(shift)}, but ${range(counts.shifts, 'shift')}`);
  }
  if (!isFiniteNumber(score)) throw new ProblemError(`${path}[2]`, `is ${shown(score)}, not a finite number`);
  if (value.length === 3) return value as Pair;
  if (!isFiniteNumber(minutes) || minutes < 0) {
    throw new ProblemError(`${path}[3]`, `is ${shown(minutes)}, not a number of minutes`);
  }
  return value as Pair;
}

function readApart(value: unknown, path: string, volunteers: number): [number, number] {
  if (!Array.isArray(value) || value.length !== 2) {
    throw new ProblemError(path, 'is not [volunteer, volunteer]');
  }
  for (const [k, one] of value.entries()) {
    if (!isIndex(one, volunteers)) {
      throw new ProblemError(`${path}[${k}]`, `is ${shown(one)}, but ${range(volunteers, 'volunteer')}`);
    }
  }
  if (value[0] === value[1]) throw new ProblemError(path, `names volunteer ${value[0]} twice`);
  return value as [number, number];
}

function requireUniqueIds(things: { id: string }[], path: string): void {
  const seen = new Map<string, number>();
  for (const [k, thing] of things.entries()) {
    const first = seen.get(thing.id);
    if (first !== undefined) {
      throw new ProblemError(`${path}[${k}].id`, `is ${shown(thing.id)} like that of ${path}[${first}]`);
    }
    seen.set(thing.id, k);
  }
}

/** By shift, with one mark per volunteer: a set of all pairs would be the largest thing in memory. */
function requireUniquePairs(pairs: Pair[], volunteers: number): void {
  const order = Uint32Array.from(pairs.keys()).sort((a, b) => pairs[a]![1] - pairs[b]![1] || a - b);
  const markedFor = new Int32Array(volunteers).fill(-1);
  const markedBy = new Int32Array(volunteers);
  for (const k of order) {
    const [volunteer, shift] = pairs[k]!;
    if (markedFor[volunteer] === shift) {
      const first = markedBy[volunteer];
      throw new ProblemError(
        `pairs[${k}]`,
        `is volunteer ${volunteer} and shift ${shift} again, as pairs[${first}]`,
      );
    }
    markedFor[volunteer] = shift;
    markedBy[volunteer] = k;
  }
}

function object(value: unknown, path: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ProblemError(path, `is ${shown(value)}, not an object`);
  }
  return value as Json;
}

function list(parent: Json, path: string): unknown[] {
  const value = parent[path];
  if (!Array.isArray(value))
    throw new ProblemError(path, value === undefined ? 'is missing' : 'is not a list');
  return value;
}

function id(parent: Json, path: string): string {
  const value = parent['id'];
  if (typeof value !== 'string' || value === '') {
    throw new ProblemError(
      `${path}.id`,
      value === undefined ? 'is missing' : `is ${shown(value)}, not a text`,
    );
  }
  return value;
}

function number(
  parent: Json,
  name: string,
  path: string,
  { least, whole = false }: { least?: number; whole?: boolean } = {},
): number | undefined {
  const value = parent[name];
  if (value === undefined) return undefined;
  const fault = (text: string) => new ProblemError(`${path}.${name}`, `is ${shown(value)}, ${text}`);
  if (!isFiniteNumber(value)) throw fault('not a finite number');
  if (whole && !Number.isInteger(value)) throw fault('not a whole number');
  if (least !== undefined && value < least) throw fault(`less than ${least}`);
  return value;
}

const isFiniteNumber = (value: unknown): value is number => Number.isFinite(value);
const isIndex = (value: unknown, count: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < count;

function range(count: number, noun: string): string {
  return count === 0 ? `there is no ${noun}` : `the ${noun}s have the indexes 0 to ${count - 1}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
}

function withoutMissing<T extends object>(thing: T): T {
  for (const key of Object.keys(thing) as (keyof T)[]) if (thing[key] === undefined) delete thing[key];
  return thing;
}
