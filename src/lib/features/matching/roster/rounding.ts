import type { Plan } from './plan.ts';

/** Pairs that were chosen less often than this tell nothing. */
const LEAST_AVERAGE = 0.02;

/** The pairs of at least so much weight, the heaviest first. */
export function byFalling(weight: Float64Array, least = -Infinity): Int32Array {
  const pairs = new Int32Array(weight.length);
  let count = 0;
  for (let p = 0; p < weight.length; p++) if (weight[p]! >= least) pairs[count++] = p;
  return pairs.subarray(0, count).sort((p, q) => weight[q]! - weight[p]! || p - q);
}

/** Adds the pairs in this order while they fit and gain. */
export function addInOrder(plan: Plan, pairs: Int32Array): void {
  for (const p of pairs) if (plan.fits(p) && plan.gainOf(p) > 0) plan.add(p);
}

/**
 * A feasible plan near the relaxed one: the pairs by falling average of the choices over the price iterations (the
 * rounding of the volume algorithm, Barahona and Anbil 2000), then whatever else fits.
 */
export function roundAverage(plan: Plan, average: Float64Array, byScore: Int32Array): void {
  addInOrder(plan, byFalling(average, LEAST_AVERAGE));
  addInOrder(plan, byScore);
}
