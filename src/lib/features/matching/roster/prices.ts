import { type Evaluator, lagrangian, type Multipliers } from './lagrange.ts';
import type { Model } from './model.ts';

/** The search for the best prices. */
export type PriceSearch = {
  /** The lowest proven bound, and the multipliers that prove it. */
  bound: number;
  best: Multipliers;
  /** Per pair how often it was chosen lately, 0 to 1: the volume algorithm's estimate of the relaxed plan. */
  average: Float64Array;
  /** By how much the next step would lower the bound; when it is small nothing more is to be had. */
  aim: number;
  iterations: number;
  /** One iteration, towards a plan of this value. */
  improve(value: number): void;
};

/** The first aim, as a share of the gap. */
const FIRST_AIM = 0.1;
/** A bound that is better by a smaller share of the aim is no success: the steps would never become shorter. */
const LEAST_SUCCESS = 0.05;
/** Iterations without success after which the aim is lowered. */
const PATIENCE = 5;
const SHORTER = 0.7;
/** Share of the newest choice in the direction, and in the average. */
const NEWEST_IN_DIRECTION = 0.3;
const NEWEST_IN_AVERAGE = 0.05;

/**
 * Subgradient descent on the Lagrangian with deflected directions (Camerini, Fratta and Maffioli 1975) and the
 * average of choices of the volume algorithm (Barahona and Anbil 2000). A shift's subgradient is its places less the
 * people who chose it at the price; the step is Polyak's, aim / ‖direction‖². The aim is lowered when it fails, and not tied to
 * the gap: a first plan that leaves much undone says little about where the bound can go.
 *
 * @param firstAim the most that the first step aims at: little where the prices are close already
 */
export function searchPrices(
  model: Model,
  evaluator: Evaluator,
  prices?: Float64Array,
  firstAim = Infinity,
): PriceSearch {
  const { shifts } = model;
  const meetings = model.meetingFirst.length - 1;
  const current: Multipliers = {
    prices: prices?.map((price, j) => Math.max(leastPrice(model, j), price)) ?? firstPrices(model),
    meetings: new Float64Array(meetings),
  };
  const direction = new Float64Array(shifts + meetings);
  const excess = new Float64Array(shifts + meetings);
  let worse = 0;
  const search: PriceSearch = {
    bound: Infinity,
    best: { prices: current.prices.slice(), meetings: current.meetings.slice() },
    average: new Float64Array(model.pairs),
    aim: firstAim,
    iterations: 0,
    improve,
  };
  return search;

  function improve(value: number): void {
    const bound = lagrangian(model, current, evaluator);
    search.aim = Math.min(search.aim, FIRST_AIM * Math.max(bound - value, 0));
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
    const length = search.aim / norm;
    for (let j = 0; j < shifts; j++) {
      current.prices[j] = Math.max(leastPrice(model, j), current.prices[j]! + length * direction[j]!);
    }
    for (let r = 0; r < meetings; r++) {
      current.meetings[r] = Math.max(0, current.meetings[r]! + length * direction[shifts + r]!);
    }
  }

  function judge(bound: number): void {
    worse = bound < search.bound - LEAST_SUCCESS * search.aim ? 0 : worse + 1;
    if (bound < search.bound) {
      search.bound = bound;
      search.best.prices.set(current.prices);
      search.best.meetings.set(current.meetings);
    }
    if (worse < PATIENCE) return;
    search.aim *= SHORTER;
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
      // At a price of 0 any number between is taken; nothing pulls a price below its least.
      const fewest = price > 0 ? model.max[j]! : model.min[j]!;
      const most = price < 0 ? model.min[j]! : model.max[j]!;
      const people = excess[j]!;
      excess[j] = people > most ? people - most : Math.min(0, people - fewest);
      if (price <= leastPrice(model, j) && excess[j]! < 0) excess[j] = 0;
    }
    for (let r = 0; r < meetings; r++) {
      let come = -1;
      for (let k = model.meetingFirst[r]!; k < model.meetingFirst[r + 1]!; k++)
        come += chosen[model.meetingPairs[k]!]!;
      excess[shifts + r] = come < 0 && current.meetings[r] === 0 ? 0 : come;
    }
  }
}

/** Below it nobody is worth having: one place more saves at most the penalty for a missing person. */
function leastPrice(model: Model, j: number): number {
  return model.min[j]! > 0 ? -model.short : 0;
}

/** What the best person without a place would be worth there: close to the price where people are not scarce. */
function firstPrices(model: Model): Float64Array {
  const prices = new Float64Array(model.shifts);
  for (let j = 0; j < model.shifts; j++) {
    const there = model.shiftPairs.subarray(model.shiftFirst[j], model.shiftFirst[j + 1]);
    const rising = Float64Array.from(there, (p) => model.score[p]!).sort();
    prices[j] = Math.max(0, rising[rising.length - 1 - model.max[j]!] ?? 0);
  }
  return prices;
}
