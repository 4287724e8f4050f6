import type { Highs } from 'highs';
import { anneal } from './anneal.ts';
import { type Evaluator, evaluatorFor } from './lagrange.ts';
import { solveExactly } from './exact.ts';
import { type Losses, lossesOf, promising } from './losses.ts';
import type { Model } from './model.ts';
import { mendPlan, planFrom } from './mend.ts';
import { dealAnew, isPlain, pricesOfMinutes, roundRelaxation } from './plain.ts';
import { scaleOf, emptyPlan, type Incumbent, valueOf } from './plan.ts';
import { type PriceSearch, searchPrices } from './prices.ts';
import { gapOf } from './problem.ts';
import { type Random, randomFrom } from './random.ts';
import { addInOrder, byFalling, roundAverage } from './rounding.ts';

export type SolveOptions = {
  seed: number;
  /** Who evaluates the bound, when not this thread alone. */
  evaluator?: Evaluator;
  /** For proofs on small parts; without it there are none. */
  highs?: Highs;
  /** How often annealing begins anew, each time twice as long: the iteration budget. */
  rounds?: number;
  /** Where the prices begin, from an earlier answer. */
  prices?: Float64Array;
  /** A plan to start from, as pairs of the model: it is mended, not made anew. */
  previous?: Int32Array;
  /** How many places of the previous plan are no longer possible: as many may be filled anew. */
  lost?: number;
  /** What it costs to take away a place of the previous plan. */
  moveCost?: number;
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
/** The price search ends when its aim is a smaller share of the scale per shift. */
const LEAST_AIM = 1e-4;
const ITERATIONS_PER_ROUNDING = 20;
/** Prices of an earlier answer are close: the first aim, as a share of the scale per volunteer, shall not lose them. */
const KNOWN_PRICES_AIM = 4e-3;
/** Pairs that lose more than so much of the scale (`scaleOf`) are hardly ever in good plans. */
const PROMISING_SHARE = 1.8;
const MOVES_PER_CANDIDATE = 10;
/** Temperatures of annealing, as shares of the scale. */
const WARM_SHARE = 0.24;
const COLD_SHARE = 0.02;
const ROUNDS = 6;
/** Sums that should be equal may differ by this share. */
const TOLERANCE = 1e-9;
/** For more pairs it takes too long to look whether they can be fixed. */
const MOST_FIXING_PAIRS = 30_000;
/** More columns than these are not worth HiGHS's time. */
const MOST_EXACT_PAIRS = 3000;
/** The most promising pairs alone mostly hold a plan close to the best, which HiGHS finds soon. */
const CORE_PAIRS = 600;
/** Nodes of the search tree: by number, so that the answer can be repeated. */
const CORE_NODES = 3_000;
const PROOF_NODES = 20_000;

/**
 * Solves a compiled problem: prices and their bound, rounding, annealing. The same model, seed and rounds give the
 * same answer; `goesOn` only ends it early.
 */
export function solveModel(model: Model, options: SolveOptions): Answer {
  const random = randomFrom(options.seed);
  const evaluator = options.evaluator ?? evaluatorFor(model);
  const prices = options.prices ?? (isPlain(model) ? pricesOfMinutes(model) : undefined);
  const search = searchPrices(
    model,
    evaluator,
    prices,
    prices && KNOWN_PRICES_AIM * scaleOf(model) * model.volunteers,
  );
  const incumbent = options.previous ? planFrom(model, options.previous) : greedyPlan(model);
  let isStopped = false;
  const goesOn = (value = incumbent.value) => {
    isStopped ||= options.goesOn?.(value, search.bound) === false;
    return !isStopped && gapOf(value, search.bound) > OPTIMAL_GAP;
  };

  if (options.previous) {
    mendPlan(model, search, incumbent, {
      previous: options.previous,
      lost: options.lost ?? 0,
      moveCost: options.moveCost ?? 0,
      random,
      goesOn,
    });
  } else {
    findPrices(model, search, incumbent, goesOn);
    if (goesOn()) improvePlan(model, search, incumbent, options, random, goesOn);
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
  addInOrder(plan, byFalling(model.score));
  return { plan, value: valueOf(model, plan.pairs()) };
}

function findPrices(model: Model, search: PriceSearch, incumbent: Incumbent, goesOn: () => boolean): void {
  const least = LEAST_AIM * scaleOf(model) * model.shifts;
  const byScore = byFalling(model.score);
  do {
    search.improve(incumbent.value);
    if (search.iterations % ITERATIONS_PER_ROUNDING !== 0) continue;
    const plan = emptyPlan(model);
    roundAverage(plan, search.average, byScore);
    const value = valueOf(model, plan.pairs());
    if (value > incumbent.value) Object.assign(incumbent, { plan, value });
  } while (goesOn() && search.iterations < MOST_PRICE_ITERATIONS && search.aim > least);
}

function improvePlan(
  model: Model,
  search: PriceSearch,
  incumbent: Incumbent,
  { rounds = ROUNDS, highs }: SolveOptions,
  random: Random,
  goesOn: (value?: number) => boolean,
): void {
  const scale = scaleOf(model);
  const most = PROMISING_SHARE * scale;
  const losses = lossesOf(model, search, most);
  if (highs && isPlain(model)) {
    roundRelaxation(highs, model, incumbent, losses.loss, goesOn);
    dealAnew(highs, model, incumbent, { ...losses, most: most / 3, random }, goesOn);
  }
  const candidates = promising(losses.loss, most);
  for (let round = 0; round < rounds && goesOn(); round++) {
    const moves = candidates.length * MOVES_PER_CANDIDATE * 2 ** round;
    const { profit } = losses;
    const start = incumbent.value;
    const cooling = { candidates, profit, moves, warm: WARM_SHARE * scale, cold: COLD_SHARE * scale };
    anneal(model, incumbent.plan, random, cooling, (gained) => goesOn(start + gained));
    // Added up anew: many small steps leave a trace of rounding.
    incumbent.value = valueOf(model, incumbent.plan.pairs());
    if (highs && goesOn())
      proveTheRest(highs, model, search, losses, incumbent, round === rounds - 1, goesOn);
  }
}

/** Reduced-cost fixing: pairs that lose more than the gap are in no better plan. Few others are left to HiGHS. */
function proveTheRest(
  highs: Highs,
  model: Model,
  search: PriceSearch,
  { profit, bound: provenBound }: Losses,
  incumbent: Incumbent,
  isLast: boolean,
  goesOn: () => boolean,
): void {
  const gap = provenBound - incumbent.value + TOLERANCE * Math.abs(provenBound);
  let within = 0;
  for (let p = 0; p < model.pairs; p++) if (-profit[p]! < gap) within++;
  if (within > MOST_FIXING_PAIRS) return;
  const { loss } = lossesOf(model, search, gap);
  const pairs = promising(loss, gap);
  // A better plan, which annealing may still find, leaves fewer.
  if (pairs.length > CORE_PAIRS && !isLast) return;
  if (pairs.length > CORE_PAIRS) {
    solvePart(highs, model, pairs.slice(0, CORE_PAIRS), CORE_NODES, incumbent, goesOn);
  }
  if (pairs.length > MOST_EXACT_PAIRS || !goesOn()) return;
  const bound = solvePart(highs, model, pairs, PROOF_NODES, incumbent, goesOn);
  search.bound = Math.min(search.bound, Math.max(incumbent.value, bound));
}

/** Takes over the best plan of some pairs when it is better, and tells the bound on all plans of them. */
function solvePart(
  highs: Highs,
  model: Model,
  pairs: Int32Array,
  nodes: number,
  incumbent: Incumbent,
  goesOn: () => boolean,
): number {
  const exact = solveExactly(highs, model, pairs.toSorted(), nodes, goesOn);
  const value = exact.pairs ? valueOf(model, exact.pairs) : -Infinity;
  if (exact.pairs && value > incumbent.value) {
    const plan = emptyPlan(model);
    for (const p of exact.pairs) plan.add(p);
    plan.keep();
    Object.assign(incumbent, { plan, value });
  }
  return exact.bound;
}
