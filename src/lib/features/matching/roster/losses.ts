import { priceOut } from './lagrange.ts';
import type { Model } from './model.ts';
import type { PriceSearch } from './prices.ts';
import { volunteerSolver } from './volunteer-dp.ts';

export type Losses = {
  /** Per pair: its score less its prices. */
  profit: Float64Array;
  /** Per pair: what the bound loses when it must be in the plan. */
  loss: Float64Array;
  /** The bound that loses it. */
  bound: number;
};

/**
 * What the bound loses when a pair must be in the plan: V_i less the best set of its volunteer with the pair in it.
 * A pair whose loss is more than bound less value is in no better plan (reduced-cost fixing); one with a small loss
 * is worth trying.
 *
 * @param most losses of more are not told exactly: a pair costs its own want of profit at least, but for the bonus
 */
export function lossesOf(model: Model, { best: multipliers, bound }: PriceSearch, most: number): Losses {
  const profit = new Float64Array(model.pairs);
  const loss = new Float64Array(model.pairs);
  priceOut(model, multipliers, profit);
  const solver = volunteerSolver(model);
  for (let i = 0; i < model.volunteers; i++) solver.losses(i, profit, most, loss);
  return { profit, loss, bound };
}

/** The pairs that lose less than `most`, by rising loss. */
export function promising(loss: Float64Array, most: number): Int32Array {
  const pairs: number[] = [];
  for (let p = 0; p < loss.length; p++) if (loss[p]! < most) pairs.push(p);
  return Int32Array.from(pairs).sort((p, q) => loss[p]! - loss[q]! || p - q);
}
