import { type Assignment, minutesOf, type Problem, type Shift, type Volunteer } from './problem.ts';

/** What a plan is worth, and every rule that it breaks in a sentence each. */
export type Verdict = { objective: number; violations: string[] };

type Place = { volunteer: number; shift: number; score: number; minutes: number };

/** Minutes are decimal numbers: what lies within is rounding. */
const TOLERANCE = 1e-6;

/**
 * Judges a plan from the problem's text alone. Knows nothing of the solver and shares no code with it: no plan is
 * shown to anybody before it has passed here.
 */
export function checkPlan(problem: Problem, plan: Assignment[]): Verdict {
  const violations: string[] = [];
  const places = placesOf(problem, plan, violations);
  const byVolunteer = Map.groupBy(places, (place) => place.volunteer);
  const byShift = Map.groupBy(places, (place) => place.shift);

  for (const [index, own] of byVolunteer) checkVolunteer(problem, index, own, violations);
  for (const [index, there] of byShift) {
    const { id, max } = problem.shifts[index]!;
    if (there.length > max) violations.push(`shift ${id} has ${there.length} people, max ${max}`);
  }
  for (const [one, other] of problem.apart) {
    const events = eventsOf(problem, byVolunteer.get(one));
    for (const event of eventsOf(problem, byVolunteer.get(other))) {
      if (!events.has(event)) continue;
      const [first, second] = [problem.volunteers[one]!.id, problem.volunteers[other]!.id];
      violations.push(`volunteers ${first} and ${second} are both at event ${event}`);
    }
  }
  return { objective: objectiveOf(problem, places), violations };
}

function placesOf(problem: Problem, plan: Assignment[], violations: string[]): Place[] {
  const volunteers = new Map(problem.volunteers.map(({ id }, index) => [id, index]));
  const shifts = new Map(problem.shifts.map(({ id }, index) => [id, index]));
  const wanted = new Set<number>();
  const places: Place[] = [];
  for (const { volunteer, shift } of plan) {
    const key = (volunteers.get(volunteer) ?? -1) * problem.shifts.length + (shifts.get(shift) ?? Number.NaN);
    if (!(key >= 0)) violations.push(`volunteer ${volunteer} or shift ${shift} is not in the problem`);
    else if (wanted.has(key)) violations.push(`volunteer ${volunteer} is on shift ${shift} twice`);
    else wanted.add(key);
  }
  for (const pair of problem.pairs) {
    const [volunteer, shift, score] = pair;
    if (!wanted.delete(volunteer * problem.shifts.length + shift)) continue;
    places.push({ volunteer, shift, score, minutes: minutesOf(pair, problem.shifts[shift]!) });
  }
  for (const key of wanted) {
    const volunteer = problem.volunteers[Math.floor(key / problem.shifts.length)]!;
    violations.push(
      `volunteer ${volunteer.id} is not eligible for ${problem.shifts[key % problem.shifts.length]!.id}`,
    );
  }
  return places;
}

function checkVolunteer(problem: Problem, index: number, own: Place[], violations: string[]): void {
  const volunteer = problem.volunteers[index]!;
  const { id, maxMinutes = Infinity, maxShifts = Infinity } = volunteer;
  const minutes = sum(own.map((place) => place.minutes));
  if (minutes > maxMinutes + TOLERANCE)
    violations.push(`volunteer ${id} has ${minutes} minutes, max ${maxMinutes}`);
  if (own.length > maxShifts) violations.push(`volunteer ${id} has ${own.length} shifts, max ${maxShifts}`);
  for (const [k, one] of own.entries()) {
    for (const other of own.slice(k + 1)) {
      const [a, b] = [problem.shifts[one.shift]!, problem.shifts[other.shift]!];
      if (a.event !== undefined && a.event === b.event) {
        violations.push(`volunteer ${id} has two shifts of event ${a.event}`);
      } else if (!fitsInTime(problem, volunteer, a, b)) {
        violations.push(`volunteer ${id} cannot be at ${a.id} and ${b.id}`);
      }
    }
  }
}

function fitsInTime(problem: Problem, volunteer: Volunteer, a: Shift, b: Shift): boolean {
  if (a.start === undefined || a.end === undefined || b.start === undefined || b.end === undefined)
    return true;
  const travel = travelMinutes(problem, volunteer, a, b);
  return b.start >= a.end + travel - TOLERANCE || a.start >= b.end + travel - TOLERANCE;
}

function travelMinutes({ travel }: Problem, { speed }: Volunteer, a: Shift, b: Shift): number {
  if (speed === undefined) return 0;
  if (a.x === undefined || a.y === undefined || b.x === undefined || b.y === undefined) return 0;
  if (a.x === b.x && a.y === b.y) return 0;
  return travel.fixedMinutes + (Math.hypot(a.x - b.x, a.y - b.y) * travel.detour) / speed;
}

function objectiveOf({ weights, volunteers, shifts }: Problem, places: Place[]): number {
  const minutes = new Map<number, number>();
  const people = new Map<number, number>();
  for (const place of places) {
    minutes.set(place.volunteer, (minutes.get(place.volunteer) ?? 0) + place.minutes);
    people.set(place.shift, (people.get(place.shift) ?? 0) + 1);
  }
  const over = [...minutes].map(([index, used]) =>
    Math.max(0, used - (volunteers[index]!.targetMinutes ?? Infinity)),
  );
  const short = shifts.map(({ min = 0 }, index) => Math.max(0, min - (people.get(index) ?? 0)));
  return (
    sum(places.map((place) => place.score)) +
    weights.served * minutes.size -
    weights.overTarget * sum(over) -
    weights.short * sum(short)
  );
}

function eventsOf(problem: Problem, places: Place[] = []): Set<string> {
  return new Set(places.flatMap(({ shift }) => problem.shifts[shift]!.event ?? []));
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
