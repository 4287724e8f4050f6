import { minutesBetween } from '#lib/time/range.ts';
import type { PersonsWeek, ProposalState, ProposedShift } from './roster-run.ts';

/** How evenly the hours of a week lie on people. */
type Share = {
  /** How many have something. */
  served: number;
  /** 0: everybody the same; near 1: one does everything. */
  gini: number;
};
export type Fairness = {
  /** People who could help in this week: at least one shift suits them, or they have a place. */
  available: number;
  before: Share;
  /** With what is accepted so far. */
  accepted: Share;
  /** With all that is still proposed or asked as well. */
  after: Share;
};

type Hours = Pick<PersonsWeek, 'minutesBefore' | 'minutesAccepted' | 'minutesAfter' | 'suited'>;

export function fairnessOf(people: readonly Hours[]): Fairness {
  const available = people.filter((one) => one.suited > 0 || one.minutesBefore > 0);
  const share = (minutes: (one: Hours) => number): Share => {
    const amounts = available.map(minutes);
    return { served: amounts.filter((amount) => amount > 0).length, gini: gini(amounts) };
  };
  return {
    available: available.length,
    before: share((one) => one.minutesBefore),
    accepted: share((one) => one.minutesAccepted),
    after: share((one) => one.minutesAfter),
  };
}

/** Which proposals are certain, and which may still come true. */
const standings: Partial<Record<ProposalState, 'accepted' | 'open'>> = {
  placed: 'accepted',
  agreed: 'accepted',
  released: 'accepted',
  proposed: 'open',
  asked: 'open',
};

/** Everybody's minutes as the proposals stand now. */
export function withMinutes(
  people: readonly Omit<PersonsWeek, 'minutesAccepted' | 'minutesAfter'>[],
  shifts: readonly Pick<ProposedShift, 'startAt' | 'endAt' | 'proposals'>[],
): PersonsWeek[] {
  const gained = { accepted: new Map<string, number>(), open: new Map<string, number>() };
  for (const { startAt, endAt, proposals } of shifts) {
    for (const { personId, kind, state } of proposals) {
      const standing = standings[state];
      if (!standing) continue;
      const minutes = (kind === 'place' ? 1 : -1) * minutesBetween(startAt, endAt);
      gained[standing].set(personId, (gained[standing].get(personId) ?? 0) + minutes);
    }
  }
  return people.map((one) => {
    const minutesAccepted = one.minutesBefore + (gained.accepted.get(one.personId) ?? 0);
    const minutesAfter = minutesAccepted + (gained.open.get(one.personId) ?? 0);
    return { ...one, minutesAccepted, minutesAfter };
  });
}

/** The coefficient of Gini; 0 for nobody and for nothing to share. */
export function gini(amounts: readonly number[]): number {
  const sorted = amounts.toSorted((a, b) => a - b);
  const total = sorted.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return 0;
  const n = sorted.length;
  const weighted = sorted.reduce((sum, amount, index) => sum + (2 * (index + 1) - n - 1) * amount, 0);
  return weighted / (n * total);
}
