import { anneal } from './anneal.ts';
import { priceOut } from './lagrange.ts';
import type { Model } from './model.ts';
import { forceIn } from './moves.ts';
import { scaleOf, emptyPlan, type Incumbent, valueOf } from './plan.ts';
import type { PriceSearch } from './prices.ts';
import type { Random } from './random.ts';

export type Mending = {
  previous: Int32Array;
  moveCost: number;
  random: Random;
  goesOn: (value?: number) => boolean;
};

/** The prices of a problem that has hardly changed are close already. */
const PRICE_ITERATIONS = 12;
/** A pair that lacks more of the scale is not tried. */
const WANT_SHARE = 1;
const MOVES_PER_CANDIDATE = 2;
const WARM_SHARE = 0.08;
const COLD_SHARE = 0.01;

/** What is left of an earlier plan. */
export function planFrom(model: Model, previous: Int32Array): Incumbent {
  const plan = emptyPlan(model);
  for (const p of previous) if (plan.fits(p)) plan.add(p);
  plan.keep();
  return { plan, value: valueOf(model, plan.pairs()) };
}

/**
 * Mends a plan after a change: a few price iterations for the bound, every open place is filled at the price of what
 * that moves, and a short, cold annealing. Keeping a place of the previous plan is worth `moveCost` throughout, so
 * that nobody is moved for next to nothing.
 */
export function mendPlan(model: Model, search: PriceSearch, incumbent: Incumbent, mending: Mending): void {
  const { previous, moveCost, random, goesOn } = mending;
  do search.improve(incumbent.value);
  while (goesOn() && search.iterations < PRICE_ITERATIONS);

  const score = model.score.slice();
  for (const p of previous) score[p]! += moveCost;
  const sticky = { ...model, score };
  const profit = new Float64Array(model.pairs);
  priceOut(sticky, search.best, profit);
  const kept = incumbent.plan.pairs();
  const plan = emptyPlan(sticky);
  for (const p of kept) plan.add(p);
  fillOpenPlaces(sticky, plan, profit, random);

  const least = -WANT_SHARE * scaleOf(model);
  const candidates = Int32Array.from(profit.keys()).filter((p) => profit[p]! > least);
  const scale = scaleOf(model);
  const cooling = {
    candidates,
    profit,
    moves: candidates.length * MOVES_PER_CANDIDATE,
    warm: WARM_SHARE * scale,
    cold: COLD_SHARE * scale,
  };
  anneal(sticky, plan, random, cooling, () => goesOn());
  const mended = planFrom(model, plan.pairs());
  if (mended.value > incumbent.value) Object.assign(incumbent, mended);
}

/** Tries everybody eligible on every open shift until nothing more is gained. */
function fillOpenPlaces(model: Model, plan: Incumbent['plan'], profit: Float64Array, random: Random): void {
  for (let hasGained = true; hasGained;) {
    hasGained = false;
    for (let j = 0; j < model.shifts; j++) {
      for (
        let k = model.shiftFirst[j]!;
        k < model.shiftFirst[j + 1]! && plan.filled[j]! < model.max[j]!;
        k++
      ) {
        const p = model.shiftPairs[k]!;
        if (plan.isChosen[p]) continue;
        const mark = plan.changes();
        if (forceIn(model, plan, profit, p, random) > 1e-9) hasGained = true;
        else plan.undo(mark);
      }
    }
  }
  plan.keep();
}
