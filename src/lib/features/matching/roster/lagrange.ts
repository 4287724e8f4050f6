import type { Model } from './model.ts';
import { volunteerSolver } from './volunteer-dp.ts';

/**
 * Multipliers: one price per shift for its places, and one per pair of people apart and event they could meet at.
 * A price is at least −`short` (one place more saves at most that), a meeting's at least 0.
 */
export type Multipliers = { prices: Float64Array; meetings: Float64Array };

/** Solves all volunteers' own problems at given profits; by itself, or split over threads. */
export type Evaluator = {
  profit: Float64Array;
  /** Per pair 1 when its volunteer chose it. */
  chosen: Uint8Array;
  /** Per volunteer what her choice is worth. */
  value: Float64Array;
  evaluate(): void;
};

export function evaluatorFor(model: Model): Evaluator {
  const profit = new Float64Array(model.pairs);
  const chosen = new Uint8Array(model.pairs);
  const value = new Float64Array(model.volunteers);
  const evaluate = rangeEvaluator(model, { profit, chosen, value });
  return { profit, chosen, value, evaluate: () => evaluate(0, model.volunteers) };
}

/** Solves the volunteers from `from` to before `to`. */
export function rangeEvaluator(
  model: Model,
  { profit, chosen, value }: Pick<Evaluator, 'profit' | 'chosen' | 'value'>,
): (from: number, to: number) => void {
  const solver = volunteerSolver(model);
  return (from, to) => {
    chosen.fill(0, model.first[from], model.first[to]);
    for (let i = from; i < to; i++) {
      value[i] = solver.best(i, profit);
      for (let k = 0; k < solver.count; k++) chosen[solver.chosen[k]!] = 1;
    }
  };
}

/** Profit of every pair: its score less what its place and its meetings cost. */
export function priceOut(model: Model, { prices, meetings }: Multipliers, profit: Float64Array): void {
  const { score, shift, meetingFirst, meetingPairs } = model;
  for (let p = 0; p < profit.length; p++) profit[p] = score[p]! - prices[shift[p]!]!;
  for (let r = 0; r < meetings.length; r++) {
    for (let k = meetingFirst[r]!; k < meetingFirst[r + 1]!; k++) profit[meetingPairs[k]!]! -= meetings[r]!;
  }
}

/**
 * The Lagrangian at these multipliers, an upper bound on every plan's objective:
 *
 *   L(λ, μ) = Σ_i V_i(score − λ − μ) + Σ_j max_{0 ≤ n ≤ max_j} (λ_j n − short · max(0, min_j − n)) + Σ_r μ_r
 *
 * The middle term is concave in n: λ_j max_j for λ_j ≥ 0, and λ_j min_j for −short ≤ λ_j < 0. The sum is rounded
 * upwards by what n floating-point additions can lose: n · ε · Σ |terms|, twice.
 */
export function lagrangian(model: Model, multipliers: Multipliers, evaluator: Evaluator): number {
  priceOut(model, multipliers, evaluator.profit);
  evaluator.evaluate();
  const { prices, meetings } = multipliers;
  let total = 0;
  let size = 0;
  for (let i = 0; i < model.volunteers; i++) {
    total += evaluator.value[i]!;
    size += Math.abs(evaluator.value[i]!);
  }
  for (let j = 0; j < model.shifts; j++) {
    const price = prices[j]!;
    const term = price * (price >= 0 ? model.max[j]! : model.min[j]!);
    total += term;
    size += Math.abs(term);
  }
  for (let r = 0; r < meetings.length; r++) total += meetings[r]!;
  const additions = model.volunteers + model.shifts + meetings.length + 64;
  return total + 2 * additions * Number.EPSILON * size;
}
