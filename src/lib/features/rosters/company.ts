import { checkPlan } from '#lib/features/matching/roster/check.ts';
import type { Assignment, Problem } from '#lib/features/matching/roster/problem.ts';
import { overlaps } from '#lib/time/range.ts';
import type { WeekFacts, WeekPlace, WeekShift } from './week-facts.ts';

/** Shifts of one date, one for each of the two; null for who has a place there already. */
type Joint = { a: string | null; b: string | null };

/**
 * Two who want to serve together. The solver knows nothing of it: it is offered only dates where both could be, and
 * `keepTogether` mends what it has torn apart.
 */
export type Company = {
  a: string;
  b: string;
  /** By date: the shifts, the same or at the same time, where both could be. */
  joints: Map<string, Joint[]>;
};

type Chances = {
  isEligible: (personId: string, shiftId: string) => boolean;
  /** Free places of a shift. */
  room: (shiftId: string) => number;
};

/** Who is to serve together, with the eligible places of one of them where the other could not be: the halves. */
export function companiesOf(
  { shifts, places, together }: Pick<WeekFacts, 'shifts' | 'places' | 'together'>,
  { isEligible, room }: Chances,
): { companies: Company[]; halves: { personId: string; shiftId: string }[] } {
  const eventOf = new Map(shifts.map((shift) => [shift.id, shift.eventId]));
  const byEvent = Map.groupBy(shifts, (shift) => shift.eventId);
  const standing = Map.groupBy(places, (place) => `${place.personId} ${place.eventId}`);
  const gone = new Set<string>();
  const halves: { personId: string; shiftId: string }[] = [];
  let companies: Company[];
  let isStable: boolean;
  // Where three go together, a half of two of them is one of the others too.
  do {
    isStable = true;
    const couldBe = (personId: string, shift: WeekShift) =>
      isEligible(personId, shift.id) && !gone.has(`${personId} ${shift.id}`);
    companies = together.map(([a, b]) => {
      const joints = new Map<string, Joint[]>();
      for (const [eventId, there] of byEvent) {
        const found = jointsAt({
          ofA: there.filter((shift) => couldBe(a, shift)),
          ofB: there.filter((shift) => couldBe(b, shift)),
          standsA: standing.get(`${a} ${eventId}`) ?? [],
          standsB: standing.get(`${b} ${eventId}`) ?? [],
          room,
        });
        if (found.length > 0) joints.set(eventId, found);
      }
      return { a, b, joints };
    });
    for (const { a, b, joints } of companies) {
      for (const side of ['a', 'b'] as const) {
        const personId = { a, b }[side];
        for (const shift of shifts) {
          if (!couldBe(personId, shift)) continue;
          if (joints.get(eventOf.get(shift.id)!)?.some((joint) => joint[side] === shift.id)) continue;
          gone.add(`${personId} ${shift.id}`);
          halves.push({ personId, shiftId: shift.id });
          isStable = false;
        }
      }
    }
  } while (!isStable);
  return { companies, halves };
}

function jointsAt(facts: {
  ofA: WeekShift[];
  ofB: WeekShift[];
  standsA: WeekPlace[];
  standsB: WeekPlace[];
  room: Chances['room'];
}): Joint[] {
  const { ofA, ofB, standsA, standsB, room } = facts;
  const isBeside = (shift: WeekShift, places: WeekPlace[]) => places.some((place) => overlaps(shift, place));
  return [
    ...ofA.flatMap((s) =>
      ofB.flatMap((t) => ((s === t ? room(s.id) >= 2 : overlaps(s, t)) ? { a: s.id, b: t.id } : [])),
    ),
    ...ofA.flatMap((s) => (isBeside(s, standsB) ? { a: s.id, b: null } : [])),
    ...ofB.flatMap((t) => (isBeside(t, standsA) ? { a: null, b: t.id } : [])),
  ];
}

type Week = { problem: Problem; companies: Company[] };

/** After so many repairs for each company what is still torn is taken out: others' places always stay possible. */
const REPAIRS = 3;
/** Others who are tried for a place that has become free. */
const OTHERS_TRIED = 20;

/**
 * The plan with both or neither of those who want to serve together at each date: where one is alone, both are placed
 * if that is worth more than neither, even if somebody else has to make room. Every step is judged by the checker.
 */
export function keepTogether({ problem, companies }: Week, plan: Assignment[]): Assignment[] {
  if (companies.length === 0) return plan;
  const eventOf = new Map(problem.shifts.map(({ id, event }) => [id, event]));
  const free = new Map(problem.shifts.map(({ id, max }) => [id, max]));
  const tied = new Set(companies.flatMap(({ a, b }) => [a, b]));
  const scores = new Map(
    problem.pairs.map(([v, s, score]) => [`${problem.volunteers[v]!.id} ${problem.shifts[s]!.id}`, score]),
  );
  const scoreOf = ({ volunteer, shift }: Assignment) => scores.get(`${volunteer} ${shift}`) ?? 0;

  /** The first date at which one of two is without the other. */
  function tornIn(places: Assignment[]): { company: Company; event: string } | null {
    for (const company of companies) {
      const at = new Map<string, Joint>();
      for (const { volunteer, shift } of places) {
        const event = eventOf.get(shift);
        if (event === undefined || (volunteer !== company.a && volunteer !== company.b)) continue;
        const joint = at.get(event) ?? { a: null, b: null };
        at.set(event, { ...joint, [volunteer === company.a ? 'a' : 'b']: shift });
      }
      for (const [event, { a, b }] of at) {
        if (!company.joints.get(event)?.some((joint) => joint.a === a && joint.b === b))
          return { company, event };
      }
    }
    return null;
  }

  function bothOrNeither(places: Assignment[], { company, event }: { company: Company; event: string }) {
    const isTorn = ({ volunteer, shift }: Assignment) =>
      eventOf.get(shift) === event && (volunteer === company.a || volunteer === company.b);
    const neither = places.filter((place) => !isTorn(place));
    const left = places.filter(isTorn).map(({ shift }) => shift);
    let best = left.reduce(refilled, neither);
    let value = checkPlan(problem, best).objective;
    for (const { a, b } of company.joints.get(event) ?? []) {
      const joint = [
        ...(a === null ? [] : [{ volunteer: company.a, shift: a }]),
        ...(b === null ? [] : [{ volunteer: company.b, shift: b }]),
      ];
      for (const others of [neither, ...withoutOne(neither, company)]) {
        const tried = joint.reduce(withRoom, [...others, ...joint]);
        const { objective, violations } = checkPlan(problem, tried);
        if (violations.length === 0 && objective > value) [best, value] = [tried, objective];
      }
    }
    return best;
  }

  /** One of the two may have to give up another place of the plan, because it lies at that time. */
  const withoutOne = (places: Assignment[], { a, b }: Company) =>
    places
      .filter(
        ({ volunteer, shift }) => (volunteer === a || volunteer === b) && eventOf.get(shift) !== undefined,
      )
      .map((given) => places.filter((place) => place !== given));

  /** Where a shift has become too full, whoever is worth least there makes room; never one of a company. */
  function withRoom(places: Assignment[], { shift }: Assignment): Assignment[] {
    const there = places.filter((place) => place.shift === shift);
    const excess = there.length - free.get(shift)!;
    const leaving = there
      .filter(({ volunteer }) => !tied.has(volunteer))
      .toSorted((x, y) => scoreOf(x) - scoreOf(y))
      .slice(0, Math.max(0, excess));
    return places.filter((place) => !leaving.includes(place));
  }

  /** With somebody else at a shift where a place has become free, if that is worth anything. */
  function refilled(places: Assignment[], shift: string): Assignment[] {
    const before = checkPlan(problem, places).objective;
    const others = problem.pairs
      .filter(([v, s]) => problem.shifts[s]!.id === shift && !tied.has(problem.volunteers[v]!.id))
      .toSorted((x, y) => y[2] - x[2])
      .slice(0, OTHERS_TRIED);
    for (const [v] of others) {
      const tried = [...places, { volunteer: problem.volunteers[v]!.id, shift }];
      const { objective, violations } = checkPlan(problem, tried);
      if (violations.length === 0 && objective > before) return tried;
    }
    return places;
  }

  let kept = plan;
  for (let repairs = companies.length * REPAIRS; repairs > 0; repairs--) {
    const torn = tornIn(kept);
    if (!torn) return kept;
    kept = bothOrNeither(kept, torn);
  }
  for (let torn = tornIn(kept); torn; torn = tornIn(kept)) {
    const { company, event } = torn;
    kept = kept.filter(
      ({ volunteer, shift }) =>
        eventOf.get(shift) !== event || (volunteer !== company.a && volunteer !== company.b),
    );
  }
  return kept;
}
