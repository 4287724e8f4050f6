import type { Model } from './model.ts';
import type { Plan } from './plan.ts';

/**
 * A first feasible plan: adds the pairs by falling `weight` while they fit and gain. With the average of the choices
 * over the price iterations as weight this is the rounding of the volume algorithm (Barahona and Anbil 2000).
 *
 * @returns what the added pairs gain
 */
export function addInOrder(model: Model, plan: Plan, weight: Float64Array): number {
  // Pairs that were hardly ever chosen come last by themselves: sorting those that count is enough.
  const order = Int32Array.from(weight.keys()).sort((p, q) => weight[q]! - weight[p]! || p - q);
  let value = 0;
  for (const p of order) if (plan.fits(p) && plan.gainOf(p) > 0) value += plan.add(p);
  return value;
}
