import type { Point } from '#lib/features/matching/facts.ts';
import type { Assignment, Pair, Problem, Shift, Volunteer } from '#lib/features/matching/roster/problem.ts';
import { minutesBetween } from '#lib/time/range.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type Company, companiesOf } from './company.ts';
import { judgeOf, sum } from './judge.ts';
import { type MoveScope, pointsOf, type RosterReason } from './roster-run.ts';
import type { WeekFacts, WeekPlace, WeekVolunteer } from './week-facts.ts';

/** What a place is worth to whom it is given, and what it costs the town to leave one empty (`roster-format`). */
const WEIGHTS = { served: 60, overTarget: 0.25, short: 1000 };
/** Metres per minute by bus and on foot, and how much longer than as the crow flies the way is. */
const SPEED = 233;
const DETOUR = 1.3;
/** Nobody loses a place for less than this; one that she has chosen only for a shift that would stay short. */
const POINTS_TO_STAY = { given: 60, chosen: 600 };
/** Without a limit of their own and without a habit, this is a fair share. */
const FAIR_MINUTES = 240;
/** Milliseconds of judging after which others come in between. */
const BREATH_MS = 4;
const PAIRS_PER_LOOK = 100;

export type WeekProblem = {
  problem: Problem;
  /** What stands already: one place per person that only carries the minutes of the week. */
  fixed: Assignment[];
  /** Why each pair suits. */
  reasonsOf: (assignment: Assignment) => RosterReason[];
  scoreOf: (assignment: Assignment) => number;
  /** Places that may move and stand in the problem like any other. */
  movable: Movable[];
  /** Who is to serve together, and where both could. */
  companies: Company[];
  shifts: Map<string, Lacking>;
  people: Map<string, PersonsChances>;
};
export type Movable = Assignment & Pick<WeekPlace, 'isOffer' | 'startAt' | 'endAt'>;
/** For a shift: how many suit, and of those who are one criterion short how many lack what. */
type Lacking = { suited: number; lacking: Record<string, number> };
/** For a person: the minutes that stand, how many shifts suit, and what stands in the way most often. */
type PersonsChances = { minutesBefore: number; suited: number; obstacle: string | null };

/**
 * The week as a problem for the solver. Pairs are judged by `fitFor`: whatever speaks against one excludes it, what
 * speaks for it gives its points. Places of `stays` ("person shift") do not move. Judging many pairs takes a while:
 * `breathe` is awaited now and then.
 */
export async function problemOfWeek(
  facts: WeekFacts,
  {
    moves: scope = 'none',
    stays = new Set(),
    breathe = async () => {},
  }: { moves?: MoveScope; stays?: ReadonlySet<string>; breathe?: () => Promise<void> } = {},
): Promise<WeekProblem> {
  const where = placesOnAPlane(facts.shifts);
  const placesOf = Map.groupBy(facts.places, (place) => place.personId);
  const shiftOf = new Map(facts.shifts.map((shift, index) => [shift.id, index]));
  const notAgain = new Set(facts.notAgain.map(({ personId, shiftId }) => keyOf(personId, shiftId)));
  const inCompany = new Set(facts.together.flat());
  const moves = (place: WeekPlace) =>
    scope !== 'none' &&
    (place.origin === 'given' || (place.origin === 'chosen' && scope === 'all')) &&
    shiftOf.has(place.shiftId) &&
    !inCompany.has(place.personId) &&
    !stays.has(keyOf(place.personId, place.shiftId));
  const isApartAt = meetingsOf(facts);

  // Places that may move are open again; who has them stands among those who could have them.
  const open = facts.shifts.map((shift) => shift.taken + shift.asked);
  for (const place of facts.places) if (moves(place)) open[shiftOf.get(place.shiftId)!]!--;
  const shifts: Shift[] = facts.shifts.map((shift, index) => ({
    id: shift.id,
    event: shift.eventId,
    start: minutesBetween(facts.origin, shift.startAt),
    end: minutesBetween(facts.origin, shift.endAt),
    ...where(shift.placeKey),
    min: Math.max(0, shift.min - open[index]!),
    max: Math.max(0, shift.max - open[index]!),
  }));

  const volunteers: Volunteer[] = [];
  const pairs: Pair[] = [];
  const fixed: Assignment[] = [];
  const movable: Movable[] = [];
  const reasons = new Map<string, { score: number; reasons: RosterReason[] }>();
  const lacking = facts.shifts.map((): Lacking => ({ suited: 0, lacking: {} }));
  const people = new Map<string, PersonsChances>();
  let judged = 0;
  let breathedAt = performance.now();
  const days = facts.shifts.map((shift) => wallTime(shift.startAt, shift.timeZone).date);

  for (const volunteer of facts.volunteers) {
    const own = placesOf.get(volunteer.personId) ?? [];
    const moving = own.filter(moves);
    const standing = own.filter((place) => !moves(place));
    const minutes = sum(
      standing.filter((place) => place.isThisWeek).map((place) => minutesBetween(place.startAt, place.endAt)),
    );
    const shiftsStanding = standing.filter((place) => place.isThisWeek).length;
    const judge = judgeOf(volunteer, standing, {
      travelBufferMinutes: facts.travelBufferMinutes,
      isApartAt: (eventId) => isApartAt(volunteer.personId, eventId),
    });
    const index = volunteers.length;
    const obstacles: Record<string, number> = {};
    let suited = 0;

    for (const [s, shift] of facts.shifts.entries()) {
      if (++judged % PAIRS_PER_LOOK === 0 && performance.now() - breathedAt > BREATH_MS) {
        await breathe();
        breathedAt = performance.now();
      }
      const key = keyOf(volunteer.personId, shift.id);
      const theirs = moving.find((place) => place.shiftId === shift.id);
      if (!theirs && (shifts[s]!.max === 0 || notAgain.has(key))) continue;
      if (standing.some((place) => place.shiftId === shift.id)) continue;
      const { against, reasons: found } = judge(shift, days[s]!);
      if (against.length > 0 && !theirs) {
        for (const { code } of against) obstacles[code] = (obstacles[code] ?? 0) + 1;
        const [only, ...others] = against;
        if (only && others.length === 0)
          lacking[s]!.lacking[only.code] = (lacking[s]!.lacking[only.code] ?? 0) + 1;
        continue;
      }
      suited++;
      lacking[s]!.suited++;
      if (inCompany.has(volunteer.personId)) found.push({ code: 'together' });
      const score = pointsOf(found) + (theirs?.origin ? POINTS_TO_STAY[theirs.origin] : 0);
      pairs.push([index, s, score]);
      reasons.set(key, { score, reasons: found });
      if (theirs) movable.push({ ...theirs, volunteer: volunteer.personId, shift: shift.id });
    }
    const before =
      minutes +
      sum(moving.filter((one) => one.isThisWeek).map((one) => minutesBetween(one.startAt, one.endAt)));
    people.set(volunteer.personId, {
      minutesBefore: before,
      suited,
      obstacle: suited > 0 ? null : mostFrequent(obstacles),
    });
    volunteers.push(withLimits(volunteer, minutes, shiftsStanding, moving));
    if (minutes > 0) {
      // Whoever has a place already counts as served, and its minutes count towards the fair share.
      const id = `stands ${volunteer.personId}`;
      pairs.push([index, shifts.length, 0, minutes]);
      shifts.push({ id, max: 1 });
      fixed.push({ volunteer: volunteer.personId, shift: id });
    }
  }

  // Where only one of two could be who want to serve together, neither is proposed.
  const { companies, halves } = companiesOf(facts, {
    isEligible: (personId, shiftId) => reasons.has(keyOf(personId, shiftId)),
    room: (shiftId) => shifts[shiftOf.get(shiftId)!]!.max,
  });
  for (const { personId, shiftId } of halves) {
    const chances = people.get(personId)!;
    if (--chances.suited === 0) chances.obstacle = 'together';
    lacking[shiftOf.get(shiftId)!]!.suited--;
    reasons.delete(keyOf(personId, shiftId));
  }
  const isKept = ([v, s]: Pair) =>
    s >= facts.shifts.length || reasons.has(keyOf(volunteers[v]!.id, facts.shifts[s]!.id));

  const numberOf = new Map(volunteers.map(({ id }, index) => [id, index]));
  const apart = facts.apart.flatMap(([one, other]): [number, number][] => {
    const [a, b] = [numberOf.get(one), numberOf.get(other)];
    return a === undefined || b === undefined ? [] : [[a, b]];
  });
  const found = ({ volunteer, shift }: Assignment) => reasons.get(keyOf(volunteer, shift));
  return {
    problem: {
      weights: WEIGHTS,
      travel: { fixedMinutes: facts.travelBufferMinutes, detour: DETOUR },
      ...{ volunteers, shifts, apart },
      pairs: halves.length > 0 ? pairs.filter(isKept) : pairs,
    },
    ...{ fixed, movable, companies, people },
    reasonsOf: (assignment) => found(assignment)?.reasons ?? [],
    scoreOf: (assignment) => found(assignment)?.score ?? 0,
    shifts: new Map(facts.shifts.map((shift, index) => [shift.id, lacking[index]!])),
  };
}

/** A place of somebody, as one word. */
export function keyOf(personId: string, shiftId: string): string {
  return `${personId} ${shiftId}`;
}

/** Whether somebody whom a person is not to meet has a place at a date, or is asked about one. */
function meetingsOf({ apart, places }: WeekFacts): (personId: string, eventId: string) => boolean {
  const eventsOf = Map.groupBy(places, (place) => place.personId);
  const taken = new Set(
    apart.flatMap(([a, b]) => [
      ...(eventsOf.get(a) ?? []).map(({ eventId }) => keyOf(b, eventId)),
      ...(eventsOf.get(b) ?? []).map(({ eventId }) => keyOf(a, eventId)),
    ]),
  );
  return (personId, eventId) => taken.has(keyOf(personId, eventId));
}

/** Limits that what stands has broken already do not bind it: they only leave no room for more. */
function withLimits(
  volunteer: WeekVolunteer,
  minutes: number,
  shiftsStanding: number,
  moving: WeekPlace[],
): Volunteer {
  const { personId: id, maxHoursPerWeek, maxShiftsPerWeek, usualMinutes } = volunteer;
  const movingMinutes = sum(moving.map((place) => minutesBetween(place.startAt, place.endAt)));
  const target =
    usualMinutes > 0 ? usualMinutes : maxHoursPerWeek === null ? FAIR_MINUTES : maxHoursPerWeek * 30;
  const hasStanding = minutes > 0 ? 1 : 0;
  return {
    id,
    speed: SPEED,
    targetMinutes: target,
    ...(maxHoursPerWeek !== null && {
      maxMinutes: Math.max(maxHoursPerWeek * 60, minutes + movingMinutes),
    }),
    ...(maxShiftsPerWeek !== null && {
      maxShifts: Math.max(maxShiftsPerWeek - shiftsStanding, moving.length) + hasStanding,
    }),
  };
}

const METRES_PER_DEGREE = 111_195;
/** Two places that are not the same never lie on one point: between them there is at least the town's buffer. */
const APART_METRES = 0.01;

/** Metres east and north of any one point; where a place is unknown it lies among the others. */
function placesOnAPlane(shifts: (Point & { placeKey: string })[]): (key: string) => { x: number; y: number } {
  const known = shifts.filter((shift) => shift.latitude !== null && shift.longitude !== null);
  const middle = {
    latitude: sum(known.map((shift) => shift.latitude!)) / Math.max(1, known.length),
    longitude: sum(known.map((shift) => shift.longitude!)) / Math.max(1, known.length),
  };
  const east = METRES_PER_DEGREE * Math.cos((middle.latitude * Math.PI) / 180);
  const points = new Map<string, { x: number; y: number }>();
  for (const { placeKey, latitude, longitude } of shifts) {
    if (points.has(placeKey)) continue;
    points.set(placeKey, {
      x: ((longitude ?? middle.longitude) - middle.longitude) * east + points.size * APART_METRES,
      y: ((latitude ?? middle.latitude) - middle.latitude) * METRES_PER_DEGREE,
    });
  }
  return (key) => points.get(key)!;
}

function mostFrequent(counts: Record<string, number>): string | null {
  return Object.entries(counts).toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
