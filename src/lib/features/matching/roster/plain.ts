import type { Highs } from 'highs';
import { relaxedShares, solveExactly } from './exact.ts';
import type { Losses } from './losses.ts';
import type { Model } from './model.ts';
import { emptyPlan, type Incumbent, valueOf } from './plan.ts';
import { addInOrder, byFalling } from './rounding.ts';
import type { Random } from './random.ts';

/** The minutes' prices need no more: each iteration is one look at every pair. */
const PRICE_ITERATIONS = 300;
const FIRST_AIM = 0.1;
/** As in the price search: what counts as success, how long without it, and then how much less. */
const LEAST_SUCCESS = 0.05;
const PATIENCE = 6;
const SHORTER = 0.7;
/** Of each shift so many pairs enter the relaxation that is rounded. */
const PAIRS_OF_SHIFT = 12;
/** As many pairs HiGHS solves in a blink. */
const PAIRS_OF_PART = 140;
const NODES = 60;
/** So many thresholds of loss, each by this factor below the one before. */
const WIDTHS = 3;
const NARROWER = 4;
/** So many parts per person without a better plan, and the search ends. */
const MOST_FAILURES = 12;

/** Whether nothing conflicts and a shift is one person's: the generalised assignment problem. */
export function isPlain(model: Model): boolean {
  return (
    model.pairs > 0 &&
    model.meetingPairs.length === 0 &&
    model.max.every((most) => most <= 1) &&
    model.conflictFirst.every((row) => row < 0)
  );
}

/**
 * Prices of the shifts of a plain problem, from the other relaxation: a price per minute of each person instead of
 * one per place. Then every shift takes its best person by itself, and only as many prices as people have to be
 * found. What a shift is worth at the end is its price at the optimum of the linear relaxation (whose bound this is).
 */
export function pricesOfMinutes(model: Model): Float64Array {
  const { volunteers, shifts, volunteer, minutes, score, shiftFirst, shiftPairs } = model;
  const worth = new Float64Array(shifts);
  let best = worth.slice();
  let bound = Infinity;
  let aim = 0;
  let worse = 0;
  const price = new Float64Array(volunteers);
  const excess = new Float64Array(volunteers);
  for (let iteration = 0; iteration < PRICE_ITERATIONS; iteration++) {
    let total = 0;
    for (let i = 0; i < volunteers; i++) {
      const limit = model.maxMinutes[i]! < Infinity ? model.maxMinutes[i]! : 0;
      excess[i] = -limit;
      total += price[i]! * limit;
    }
    for (let j = 0; j < shifts; j++) {
      let most = model.min[j]! > 0 ? -model.short : 0;
      let taken = -1;
      for (let k = shiftFirst[j]!; k < shiftFirst[j + 1]!; k++) {
        const p = shiftPairs[k]!;
        const value = score[p]! - price[volunteer[p]!]! * minutes[p]!;
        if (value <= most) continue;
        most = value;
        taken = p;
      }
      worth[j] = most;
      total += most;
      if (taken >= 0) excess[volunteer[taken]!]! += minutes[taken]!;
    }
    if (iteration === 0) aim = FIRST_AIM * Math.abs(total);
    worse = total < bound - LEAST_SUCCESS * aim ? 0 : worse + 1;
    if (total < bound) [bound, best] = [total, worth.slice()];
    if (worse >= PATIENCE) [aim, worse] = [aim * SHORTER, 0];
    let norm = 0;
    for (let i = 0; i < volunteers; i++) {
      if (model.maxMinutes[i] === Infinity || (price[i] === 0 && excess[i]! < 0)) excess[i] = 0;
      norm += excess[i]! * excess[i]!;
    }
    if (norm === 0) break;
    for (let i = 0; i < volunteers; i++) {
      price[i] = Math.max(0, price[i]! + (aim / norm) * excess[i]!);
    }
  }
  return best;
}

/**
 * The linear relaxation, rounded: a corner of it splits hardly more shifts than there are people, so that all others
 * are dealt already.
 *
 * @param loss per pair what the bound loses when it is in the plan: the best few of each shift enter
 */
export function roundRelaxation(
  highs: Highs,
  model: Model,
  incumbent: Incumbent,
  loss: Float64Array,
  goesOn: () => boolean,
): void {
  const pairs: number[] = [];
  for (let j = 0; j < model.shifts; j++) {
    const there = model.shiftPairs.subarray(model.shiftFirst[j], model.shiftFirst[j + 1]);
    pairs.push(...there.toSorted((p, q) => loss[p]! - loss[q]! || p - q).subarray(0, PAIRS_OF_SHIFT));
  }
  const entered = Int32Array.from(pairs).sort();
  const shares = relaxedShares(highs, model, entered, goesOn);
  const weight = new Float64Array(model.pairs);
  for (const [column, p] of entered.entries()) weight[p] = shares[column] ?? 0;
  const plan = emptyPlan(model);
  addInOrder(plan, byFalling(weight, 1e-6));
  addInOrder(plan, byFalling(loss).reverse());
  const value = valueOf(model, plan.pairs());
  if (value <= incumbent.value) return;
  plan.keep();
  Object.assign(incumbent, { plan, value });
}

/**
 * Where minutes are scarce there is hardly a way from one feasible plan to another by moving one or two. So a few
 * people at a time give back all their shifts, and HiGHS deals these, and what is open, out anew among them (large
 * neighbourhood search, Shaw 1998).
 *
 * @param loss per pair what the bound loses when it is in the plan; pairs that lose more than `most` are not tried
 */
export function dealAnew(
  highs: Highs,
  model: Model,
  incumbent: Incumbent,
  { loss, bound, most, random }: Losses & { most: number; random: Random },
  goesOn: () => boolean,
): void {
  const order = Int32Array.from({ length: model.volunteers }, (_, i) => i);
  for (
    let failures = 0, part = 0;
    failures < MOST_FAILURES * model.volunteers && goesOn();
    failures++, part++
  ) {
    // In turn few people with many of their pairs, and many with their best alone.
    const widest = Math.min(most, bound - incumbent.value);
    const threshold = widest / NARROWER ** (part % WIDTHS);
    const pairs: number[] = [];
    for (let k = 0; k < order.length && pairs.length < PAIRS_OF_PART; k++) {
      const other = k + random.below(order.length - k);
      [order[k], order[other]] = [order[other]!, order[k]!];
      pairs.length = 0;
      collect(order.subarray(0, k + 1), threshold, pairs);
    }
    const given = Int32Array.from(pairs).sort();
    const { pairs: dealt } = solveExactly(highs, model, given, NODES, goesOn);
    if (!dealt) continue;
    const plan = emptyPlan(model);
    const isFree = new Uint8Array(model.pairs);
    for (const p of given) isFree[p] = 1;
    for (const p of incumbent.plan.pairs()) if (!isFree[p]) plan.add(p);
    for (const p of dealt) if (plan.fits(p)) plan.add(p);
    const value = valueOf(model, plan.pairs());
    if (value < incumbent.value) continue;
    if (value > incumbent.value) failures = -1;
    plan.keep();
    Object.assign(incumbent, { plan, value });
  }

  /** The pairs of these people with their own shifts and the open ones. */
  function collect(people: Int32Array, threshold: number, pairs: number[]): void {
    const isTheirs = new Uint8Array(model.volunteers);
    for (const i of people) isTheirs[i] = 1;
    for (const i of people) {
      for (let p = model.first[i]!; p < model.first[i + 1]!; p++) {
        const now = incumbent.plan.byShift[model.shift[p]!]!;
        if (now >= 0 && !isTheirs[model.volunteer[now]!]) continue;
        if (p === now || loss[p]! < threshold) pairs.push(p);
      }
    }
  }
}
