import type { Pair, Problem, Shift, Volunteer } from '#lib/features/matching/roster/problem.ts';
import { type Random, randomFrom } from '#lib/features/matching/roster/random.ts';

/** The sizes of the roster's benchmarks: a house, a district, a city's week, a country's week. */
export const rosterSizes = {
  S: { volunteers: 100, shifts: 200 },
  M: { volunteers: 1_000, shifts: 2_000 },
  L: { volunteers: 3_000, shifts: 6_000 },
  XXL: { volunteers: 50_000, shifts: 100_000 },
};

type Point = { x: number; y: number };
type Person = Point & { windows: boolean[]; skills: number };

const WINDOWS = 21;
/** What share of people can do each thing. */
const SKILLS = [0.4, 0.3, 0.2, 0.1, 0.05];
/** How far people go, in metres, and how many at most are eligible for a shift. */
const RADIUS = 9_000;
const MOST_ELIGIBLE = 40;
const OFFICE_SPREAD = 1_800;
const CELL = 3_000;

/**
 * A week of visits: volunteers and clients live around offices, clients have one to five visits that repeat with
 * their place, helpers are free in some of the 21 windows of a week, can do some of six things, and are the more
 * welcome the nearer they live and the better they know the client. The same seed gives the same week.
 */
export function rosterInstance(
  { volunteers, shifts }: { volunteers: number; shifts: number },
  seed: number,
): Problem {
  const random = randomFrom(seed);
  // A town grows denser as it grows; a country is many towns.
  const side = 7_500 * (Math.min(volunteers, 3000) / 100) ** 0.33 * Math.sqrt(Math.max(1, volunteers / 3000));
  const offices = many(Math.max(4, Math.round(volunteers / 60)), () => ({
    x: random.next() * side,
    y: random.next() * side,
  }));
  const people = many(volunteers, () => personNear(oneOf(random, offices), random));
  const problem: Problem = {
    weights: { served: 60, overTarget: 0.25, short: 0 },
    travel: { fixedMinutes: 5, detour: 1.3 },
    volunteers: people.map((_, k) => limitsOf(k, random)),
    shifts: [],
    pairs: [],
    apart: many(
      Math.round(volunteers / 50),
      () => [random.below(volunteers), random.below(volunteers)] as const,
    )
      .filter(([one, other]) => one !== other)
      .map(([one, other]) => [one, other]),
  };
  const cells = Map.groupBy(people.keys(), (k) => cellOf(people[k]!));
  while (problem.shifts.length < shifts)
    addClient(problem, { people, cells, shifts }, oneOf(random, offices), random);
  return problem;
}

type Town = { people: Person[]; cells: Map<string, number[]>; shifts: number };

function addClient(problem: Problem, town: Town, office: Point, random: Random): void {
  const place = pointNear(office, random);
  const isGroup = random.next() < 0.28;
  const visits = 1 + random.below(isGroup ? 5 : 3);
  // Wishes of the client that many, or few, can meet: language, gender, dogs.
  const openness = oneOf(random, [0.4, 0.8, 1, 1]);
  const near = helpersNear(place, town).filter(() => random.next() < openness);
  for (let visit = 0; visit < visits; visit++) {
    const day = oneOf(random, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6]);
    const start = day * 1440 + 480 + 30 * random.below(23);
    const length = oneOf(random, isGroup ? [150, 180, 180, 240, 240] : [60, 90, 90, 120, 150]);
    const priority = oneOf(random, [0, 0, 0, 0, 0, 0, 0, 400, 400, 1000]);
    const event = `e${problem.shifts.length}`;
    for (let role = 0; role < (isGroup ? 2 : 1) && problem.shifts.length < town.shifts; role++) {
      const shift: Shift = {
        id: `s${problem.shifts.length}`,
        event,
        start,
        end: start + length,
        ...place,
        min: 0,
        max: random.next() < 0.83 ? 1 : 2 + random.below(2),
      };
      const worth = 900 + priority + (isGroup ? 100 : 0) + (isGroup && role === 0 ? 250 : 0);
      problem.pairs.push(...eligibleFor(problem.shifts.length, shift, worth, near, town.people, random));
      problem.shifts.push(shift);
    }
  }
}

/** Who is free then and can do it, the most welcome first. */
function eligibleFor(
  index: number,
  shift: Shift,
  worth: number,
  near: { person: number; affinity: number }[],
  people: Person[],
  random: Random,
): Pair[] {
  const skill = oneOf(random, [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4]);
  const window = windowOf(shift.start!);
  return near
    .filter(({ person }) => people[person]!.windows[window] && (people[person]!.skills >> skill) & 1)
    .toSorted((a, b) => b.affinity - a.affinity || a.person - b.person)
    .slice(0, MOST_ELIGIBLE)
    .map(({ person, affinity }) => [person, index, Math.round(worth + affinity)]);
}

/** Affinity falls by 20 a kilometre and differs by who knows whom. */
function helpersNear(place: Point, { people, cells }: Town): { person: number; affinity: number }[] {
  const found: { person: number; affinity: number }[] = [];
  const reach = Math.ceil(RADIUS / CELL);
  const [column, row] = [Math.floor(place.x / CELL), Math.floor(place.y / CELL)];
  for (let dx = -reach; dx <= reach; dx++) {
    for (let dy = -reach; dy <= reach; dy++) {
      for (const person of cells.get(`${column + dx},${row + dy}`) ?? []) {
        const { x, y } = people[person]!;
        const distance = Math.hypot(x - place.x, y - place.y);
        if (distance > RADIUS) continue;
        // From the two places alone, so that all visits to a client find the same.
        const acquaintance = randomFrom(
          Math.imul(x, 73_856_093) ^ Math.imul(y + place.x * 31 + place.y, 19_349_663),
        );
        found.push({ person, affinity: 320 * acquaintance.next() - distance / 40 });
      }
    }
  }
  return found;
}

function personNear(office: Point, random: Random): Person {
  const windows = many(WINDOWS, () => random.next() < 0.3);
  let skills = 0;
  for (const [skill, share] of SKILLS.entries()) if (random.next() < share) skills |= 1 << skill;
  return { ...pointNear(office, random), windows, skills: skills || 1 << random.below(3) };
}

function limitsOf(index: number, random: Random): Volunteer {
  return {
    id: `v${index}`,
    maxMinutes: oneOf(random, [120, 240, 240, 240, 360, 360, 360, 480, 480, 480, 600, 600, 900, 900]),
    targetMinutes: oneOf(random, [120, 180, 240]),
    // On foot and by bus, or by car.
    speed: random.next() < 0.72 ? 233 : 467,
  };
}

/** Morning, afternoon and evening of each day. */
function windowOf(minute: number): number {
  const time = minute % 1440;
  return Math.floor(minute / 1440) * 3 + (time < 720 ? 0 : time < 960 ? 1 : 2);
}

function pointNear(office: Point, random: Random): Point {
  return { x: Math.round(office.x + bell(random)), y: Math.round(office.y + bell(random)) };
}

/** Roughly normal, in metres. */
function bell(random: Random): number {
  return (random.next() + random.next() + random.next() + random.next() - 2) * OFFICE_SPREAD * 1.73;
}

const cellOf = ({ x, y }: Point) => `${Math.floor(x / CELL)},${Math.floor(y / CELL)}`;
const oneOf = <T>(random: Random, things: readonly T[]): T => things[random.below(things.length)]!;
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
