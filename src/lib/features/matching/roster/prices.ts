import { type Evaluator, lagrangian, type Multipliers } from './lagrange.ts';
import type { Model } from './model.ts';

/** The search for the best prices. */
export type PriceSearch = {
  /** The lowest proven bound, and the multipliers that prove it. */
  bound: number;
  best: Multipliers;
  /** Per pair how often it was chosen lately, 0 to 1: the volume algorithm's estimate of the relaxed plan. */
  average: Float64Array;
  /** The share of the gap by which the prices move at a time; when it is small nothing more is to be had. */
  step: number;
  iterations: number;
  /** One iteration, towards a plan of this value. */
  improve(value: number): void;
};

const FIRST_STEP = 0.1;
/** Iterations without a better bound after which the steps become shorter. */
const PATIENCE = 8;
const SHORTER = 0.7;
/** Share of the newest choice in the direction, and in the average. */
const NEWEST_IN_DIRECTION = 0.3;
const NEWEST_IN_AVERAGE = 0.05;

/**
 * Subgradient descent on the Lagrangian with deflected directions (Camerini, Fratta and Maffioli 1975) and the
 * average of choices of the volume algorithm (Barahona and Anbil 2000). A shift's subgradient is its places less the
 * people who chose it at the price; the step is Polyak's, a share of (bound − value) / ‖direction‖².
 */
export function searchPrices(model: Model, evaluator: Evaluator, start?: Multipliers): PriceSearch {
  const { shifts } = model;
  const meetings = model.meetingFirst.length - 1;
  const current: Multipliers = start
    ? { prices: start.prices.slice(), meetings: start.meetings.slice() }
    : { prices: firstPrices(model), meetings: new Float64Array(meetings) };
  const direction = new Float64Array(shifts + meetings);
  const excess = new Float64Array(shifts + meetings);
  let worse = 0;
  const search: PriceSearch = {
    bound: Infinity,
    best: { prices: current.prices.slice(), meetings: current.meetings.slice() },
    average: new Float64Array(model.pairs),
    step: FIRST_STEP,
    iterations: 0,
    improve,
  };
  return search;

  function improve(value: number): void {
    const bound = lagrangian(model, current, evaluator);
    judge(bound);
    rememberChoices();
    measureExcess();
    let norm = 0;
    for (let k = 0; k < direction.length; k++) {
      const turned = NEWEST_IN_DIRECTION * excess[k]! + (1 - NEWEST_IN_DIRECTION) * direction[k]!;
      direction[k] = turned;
      norm += turned * turned;
    }
    search.iterations++;
    if (norm === 0) return;
    const length = (search.step * Math.max(bound - value, 1e-7 * Math.abs(bound))) / norm;
    for (let j = 0; j < shifts; j++) {
      const least = model.min[j]! > 0 ? -model.short : 0;
      current.prices[j] = Math.max(least, current.prices[j]! + length * direction[j]!);
    }
    for (let r = 0; r < meetings; r++) {
      current.meetings[r] = Math.max(0, current.meetings[r]! + length * direction[shifts + r]!);
    }
  }

  function judge(bound: number): void {
    // A hair's breadth is no success: the steps would never become shorter.
    worse = bound < search.bound - 1e-5 * Math.abs(bound) ? 0 : worse + 1;
    if (bound < search.bound) {
      search.bound = bound;
      search.best.prices.set(current.prices);
      search.best.meetings.set(current.meetings);
    }
    if (worse < PATIENCE) return;
    search.step *= SHORTER;
    worse = 0;
  }

  function rememberChoices(): void {
    const { average } = search;
    const { chosen } = evaluator;
    const share = Math.max(NEWEST_IN_AVERAGE, 1 / (search.iterations + 1));
    for (let p = 0; p < average.length; p++) average[p]! += share * (chosen[p]! - average[p]!);
  }

  /** Subgradient: how many more choose a shift than the dual term of its price takes. */
  function measureExcess(): void {
    const { chosen } = evaluator;
    excess.fill(0);
    for (let p = 0; p < chosen.length; p++) if (chosen[p]) excess[model.shift[p]!]!++;
    for (let j = 0; j < shifts; j++) {
      const price = current.prices[j]!;
      const least = model.min[j]! > 0 ? -model.short : 0;
      excess[j]! -=
        price > 0 || (price === 0 && excess[j]! > model.max[j]!)
          ? model.max[j]!
          : price === 0
            ? Math.max(model.min[j]!, Math.min(model.max[j]!, excess[j]!))
            : model.min[j]!;
      // Nothing pulls a price below its least.
      if (price <= least && excess[j]! < 0) excess[j] = 0;
    }
    for (let r = 0; r < meetings; r++) {
      let come = -1;
      for (let k = model.meetingFirst[r]!; k < model.meetingFirst[r + 1]!; k++)
        come += chosen[model.meetingPairs[k]!]!;
      excess[shifts + r] = come < 0 && current.meetings[r] === 0 ? 0 : come;
    }
  }
}

/** What the first person without a place would be worth there: close to the price when people are scarce nowhere. */
function firstPrices(model: Model): Float64Array {
  const prices = new Float64Array(model.shifts);
  for (let j = 0; j < model.shifts; j++) {
    const scores = model.shiftPairs
      .subarray(model.shiftFirst[j], model.shiftFirst[j + 1])
      .map((p) => p)
      .slice();
    if (scores.length <= model.max[j]!) continue;
    const falling = Float64Array.from(scores, (p) => -model.score[p]!).sort();
    prices[j] = Math.max(0, -falling[model.max[j]!]!);
  }
  return prices;
}
