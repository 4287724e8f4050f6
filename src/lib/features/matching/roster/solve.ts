import type { Highs } from 'highs';
import { anneal } from './anneal.ts';
import { type Evaluator, evaluatorFor } from './lagrange.ts';
import { solveExactly } from './exact.ts';
import { type Losses, lossesOf, promising } from './losses.ts';
import type { Model } from './model.ts';
import { emptyPlan, type Plan, valueOf } from './plan.ts';
import { type PriceSearch, searchPrices } from './prices.ts';
import { gapOf } from './problem.ts';
import { type Random, randomFrom } from './random.ts';
import { addInOrder } from './rounding.ts';

export type SolveOptions = {
  seed: number;
  /** Who evaluates the bound, when not this thread alone. */
  evaluator?: Evaluator;
  /** For proofs on small parts; without it there are none. */
  highs?: Highs;
  /** How often annealing begins anew, each time twice as long: the iteration budget. */
  rounds?: number;
  /** Hears of the best value and bound every few milliseconds of work, and says whether to go on. */
  goesOn?: (value: number, bound: number) => boolean;
};

/** A plan of the model's pairs and a bound on every plan. */
export type Answer = {
  pairs: Int32Array;
  value: number;
  bound: number;
  prices: Float64Array;
  /** Whether it was stopped before its budget was used up. */
  isStopped: boolean;
};

export const OPTIMAL_GAP = 1e-6;

const MOST_PRICE_ITERATIONS = 400;
/** Steps that no longer change anything. */
const LEAST_STEP = 2e-4;
const ITERATIONS_PER_ROUNDING = 20;
/** Pairs that lose more of an average score are hardly ever in good plans. */
const PROMISING_SHARE = 0.09;
const MOVES_PER_CANDIDATE = 40;
const ROUNDS = 4;
/** Sums that should be equal may differ by this share. */
const TOLERANCE = 1e-9;
/** More columns than these are not worth HiGHS's time. */
const MOST_EXACT_PAIRS = 3000;

/** The best plan so far. */
type Incumbent = { plan: Plan; value: number };

/**
 * Solves a compiled problem: prices and their bound, rounding, annealing. The same model, seed and rounds give the
 * same answer; `goesOn` only ends it early.
 */
export function solveModel(model: Model, options: SolveOptions): Answer {
  const random = randomFrom(options.seed);
  const search = searchPrices(model, options.evaluator ?? evaluatorFor(model));
  const incumbent = greedyPlan(model);
  let isStopped = false;
  const goesOn = (value = incumbent.value) => {
    isStopped ||= options.goesOn?.(value, search.bound) === false;
    return !isStopped && gapOf(value, search.bound) > OPTIMAL_GAP;
  };

  findPrices(model, search, incumbent, goesOn);
  const losses = lossesOf(model, search);
  const rounds = options.rounds ?? ROUNDS;
  for (let round = 0; round < rounds && goesOn(); round++) {
    annealOnce(model, losses, incumbent, random, round, goesOn);
    if (options.highs && goesOn()) proveTheRest(options.highs, model, search, losses, incumbent, goesOn);
  }
  return {
    pairs: incumbent.plan.pairs(),
    value: incumbent.value,
    bound: Math.max(incumbent.value, search.bound),
    prices: search.best.prices,
    isStopped,
  };
}

function greedyPlan(model: Model): Incumbent {
  const plan = emptyPlan(model);
  addInOrder(model, plan, model.score);
  return { plan, value: valueOf(model, plan.pairs()) };
}

function findPrices(model: Model, search: PriceSearch, incumbent: Incumbent, goesOn: () => boolean): void {
  do {
    search.improve(incumbent.value);
    if (search.iterations % ITERATIONS_PER_ROUNDING !== 0) continue;
    const plan = emptyPlan(model);
    addInOrder(model, plan, search.average);
    const value = valueOf(model, plan.pairs());
    if (value > incumbent.value) Object.assign(incumbent, { plan, value });
  } while (goesOn() && search.iterations < MOST_PRICE_ITERATIONS && search.step > LEAST_STEP);
}

function annealOnce(
  model: Model,
  { profit, loss }: Losses,
  incumbent: Incumbent,
  random: Random,
  round: number,
  goesOn: (value?: number) => boolean,
): void {
  const scale = averageScore(model);
  const candidates = promising(loss, PROMISING_SHARE * scale);
  const cooling = {
    candidates,
    profit,
    moves: candidates.length * MOVES_PER_CANDIDATE * 2 ** round,
    warm: 0.018 * scale,
    cold: 0.001 * scale,
  };
  const start = incumbent.value;
  anneal(model, incumbent.plan, random, cooling, (gained) => goesOn(start + gained));
  // Added up anew: many small steps leave a trace of rounding.
  incumbent.value = valueOf(model, incumbent.plan.pairs());
}

/** Reduced-cost fixing: pairs that lose more than the gap are in no better plan. Few others are left to HiGHS. */
function proveTheRest(
  highs: Highs,
  model: Model,
  search: PriceSearch,
  { loss, bound }: Losses,
  incumbent: Incumbent,
  goesOn: () => boolean,
): void {
  const pairs = promising(loss, bound - incumbent.value + TOLERANCE * Math.abs(bound));
  if (pairs.length > MOST_EXACT_PAIRS) return;
  const exact = solveExactly(highs, model, pairs.sort(), goesOn);
  const value = exact.pairs ? valueOf(model, exact.pairs) : -Infinity;
  if (exact.pairs && value > incumbent.value) {
    const plan = emptyPlan(model);
    for (const p of exact.pairs) plan.add(p);
    plan.keep();
    Object.assign(incumbent, { plan, value });
  }
  search.bound = Math.min(search.bound, Math.max(incumbent.value, exact.bound));
}

function averageScore(model: Model): number {
  let total = 0;
  for (const score of model.score) total += Math.abs(score);
  return Math.max(1e-9, total / Math.max(1, model.pairs));
}
