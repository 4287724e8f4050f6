import { priceOut } from './lagrange.ts';
import type { Model } from './model.ts';
import { forceIn } from './moves.ts';
import { emptyPlan, type Incumbent, type Plan, valueOf } from './plan.ts';
import type { PriceSearch } from './prices.ts';
import type { Random } from './random.ts';

export type Mending = {
  previous: Int32Array;
  /** How many places of the earlier plan are no longer possible. */
  lost: number;
  moveCost: number;
  random: Random;
  goesOn: () => boolean;
};

/** The prices of a problem that has hardly changed are close already. */
const PRICE_ITERATIONS = 12;
/** For a lost place at most so many people get or lose one: who comes instead, and who comes instead of her. */
const MOST_PEOPLE_PER_PLACE = 2;
/** A gain below this is a trace of rounding. */
const LEAST_GAIN = 1e-6;

/** What is left of an earlier plan. */
export function planFrom(model: Model, previous: Int32Array): Incumbent {
  const plan = emptyPlan(model);
  for (const p of previous) if (plan.fits(p)) plan.add(p);
  plan.keep();
  return { plan, value: valueOf(model, plan.pairs()) };
}

/**
 * Mends a plan after a change: a few price iterations for the bound, then open places are filled, the most gainful
 * first, by chains of at most two people. Keeping a place of the previous plan is worth `moveCost`, so that nobody
 * is moved for next to nothing.
 */
export function mendPlan(model: Model, search: PriceSearch, incumbent: Incumbent, mending: Mending): void {
  const { previous, lost, moveCost, random, goesOn } = mending;
  do search.improve(incumbent.value);
  while (goesOn() && search.iterations < PRICE_ITERATIONS);

  const score = model.score.slice();
  for (const p of previous) score[p]! += moveCost;
  const sticky = { ...model, score };
  const profit = new Float64Array(model.pairs);
  priceOut(sticky, search.best, profit);
  const plan = emptyPlan(sticky);
  for (const p of incumbent.plan.pairs()) plan.add(p);
  plan.keep();

  const moved = new Set<number>();
  const most = MOST_PEOPLE_PER_PLACE * Math.max(1, lost);
  for (let hasGained = true; hasGained && goesOn();) {
    hasGained = false;
    for (const { pair } of chains(sticky, plan, profit, random)) {
      const gain = forceIn(sticky, plan, profit, pair, random);
      const people = peopleIn(sticky, plan);
      const all = new Set([...moved, ...people]).size;
      if (gain <= LEAST_GAIN || people.size > MOST_PEOPLE_PER_PLACE || all > most) {
        plan.undo();
        continue;
      }
      plan.keep();
      for (const person of people) moved.add(person);
      hasGained = true;
    }
  }
  const mended = planFrom(model, plan.pairs());
  if (mended.value > incumbent.value) Object.assign(incumbent, mended);
}

/** For every open shift the pair whose chain gains most, those that gain most first. */
function chains(
  model: Model,
  plan: Plan,
  profit: Float64Array,
  random: Random,
): { pair: number; gain: number }[] {
  const found: { pair: number; gain: number }[] = [];
  for (let j = 0; j < model.shifts; j++) {
    if (plan.filled[j]! >= model.max[j]!) continue;
    let best = { pair: -1, gain: LEAST_GAIN };
    for (let k = model.shiftFirst[j]!; k < model.shiftFirst[j + 1]!; k++) {
      const pair = model.shiftPairs[k]!;
      if (plan.isChosen[pair]) continue;
      const gain = forceIn(model, plan, profit, pair, random);
      if (gain > best.gain && peopleIn(model, plan).size <= MOST_PEOPLE_PER_PLACE) best = { pair, gain };
      plan.undo();
    }
    if (best.pair >= 0) found.push(best);
  }
  return found.sort((a, b) => b.gain - a.gain);
}

/** Whose places the changes in the plan's log are. */
function peopleIn(model: Model, plan: Plan): Set<number> {
  const people = new Set<number>();
  for (let k = 0; k < plan.changes(); k++) {
    const change = plan.changed(k);
    people.add(model.volunteer[change < 0 ? ~change : change]!);
  }
  return people;
}
