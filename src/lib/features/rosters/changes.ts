import type { Assignment } from '#lib/features/matching/roster/problem.ts';
import { overlaps, type Range } from '#lib/time/range.ts';
import { keyOf, type Movable, type WeekProblem } from './problem-of-week.ts';
import type { RosterReason } from './roster-run.ts';

/** A place to be given or taken away, as it is stored. */
export type Change = {
  kind: 'place' | 'release';
  shiftId: string;
  personId: string;
  /** The shift that is given up for this place, if the person says yes. */
  insteadOf: string | null;
  score: number;
  reasons: RosterReason[];
};

/**
 * What a plan changes: places to give, and places to take away. Who is asked before she loses a place is offered one of
 * her new ones for it, one at the same time before others. `lost`: whose plan has nothing to offer for it.
 */
export function changesOf(
  week: Pick<WeekProblem, 'fixed' | 'movable' | 'scoreOf' | 'reasonsOf'>,
  plan: Assignment[],
  timeOf: (shiftId: string) => Range,
): { changes: Change[]; lost: Movable[] } {
  const key = ({ volunteer, shift }: Assignment) => keyOf(volunteer, shift);
  const standing = new Set([...week.fixed, ...week.movable].map(key));
  const planned = new Set(plan.map(key));
  const released = week.movable.filter((place) => !planned.has(key(place)));
  const placed = plan.filter((place) => !standing.has(key(place)));
  const insteadOf = new Map<Assignment, string>();
  const lost: Movable[] = [];
  for (const given of released.filter(({ isOffer }) => isOffer)) {
    const offers = placed.filter((place) => place.volunteer === given.volunteer && !insteadOf.has(place));
    const offer = offers.find(({ shift }) => overlaps(timeOf(shift), given)) ?? offers[0];
    if (offer) insteadOf.set(offer, given.shift);
    else lost.push(given);
  }
  const change = (kind: Change['kind']) => (place: Assignment) => ({
    ...{ kind, shiftId: place.shift, personId: place.volunteer },
    insteadOf: insteadOf.get(place) ?? null,
    score: week.scoreOf(place),
    reasons: kind === 'place' ? week.reasonsOf(place) : [],
  });
  return { changes: [...released.map(change('release')), ...placed.map(change('place'))], lost };
}
