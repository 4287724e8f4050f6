import { firstClash, labelSearch } from './labels.ts';
import { type Choice, minuteTable } from './minute-table.ts';
import type { Model } from './model.ts';

/** Solves one volunteer's own problem: the most profitable set of her pairs that she can keep. */
export type VolunteerSolver = {
  /** Of the last answer: how many pairs, and which. */
  chosen: Int32Array;
  count: number;
  /**
   * The largest Σ profit + first-shift bonus − overrun over all sets that obey her limits, the empty one included.
   *
   * @param profit per pair of the model: its score less its price
   */
  best(volunteer: number, profit: Float64Array): number;
  /**
   * Per pair of hers what that loses when the pair must be in the set; never more than it does.
   *
   * @param most losses of more need not be told exactly
   */
  losses(volunteer: number, profit: Float64Array, most: number, loss: Float64Array): void;
};

/**
 * Exact dynamic programs over a volunteer's profitable pairs, in time order: over minutes (`minuteTable`) or over
 * labels (`labelSearch`).
 *
 * A set with a pair of no profit is never better than the set without it, unless that pair is what earns the
 * first-shift bonus: so only pairs with profit > 0 enter, and the single pair nearest to it is tried by itself.
 *
 * Both look at neighbours in time. That a set's neighbours are compatible mostly implies that all are (travel obeys
 * the triangle inequality). Where it does not (two hours of one event, shifts without a place), the set found has a
 * conflict, and the labels take over, which then remember more.
 */
export function volunteerSolver(model: Model): VolunteerSolver {
  const { first, minutes, overTarget } = model;
  const most = first.reduce((size, from, i) => Math.max(size, (first[i + 1] ?? from) - from), 0);
  const table = minuteTable(model);
  const labels = labelSearch(model);
  const items = new Int32Array(most);
  const solver: VolunteerSolver = { chosen: new Int32Array(most), count: 0, best, losses };
  return solver;

  function best(volunteer: number, profit: Float64Array): number {
    const choice = choiceOf(volunteer, profit);
    const value = choice.count > 0 ? bestOfMany(choice) : take(0);
    const single = bestSingle(choice);
    if (single < 0) return value;
    const alone = valueAlone(volunteer, profit, single);
    if (alone <= value) return value;
    solver.chosen[0] = single;
    solver.count = 1;
    return alone;
  }

  function choiceOf(volunteer: number, profit: Float64Array): Choice {
    let count = 0;
    for (let p = first[volunteer]!; p < first[volunteer + 1]!; p++) if (profit[p]! > 0) items[count++] = p;
    return { volunteer, items, count, profit };
  }

  function bestOfMany(choice: Choice): number {
    if (table.isFor(choice)) {
      const value = table.best();
      take(table.chosen(solver.chosen));
      if (firstClash(model, solver.chosen, solver.count) < 0) return value;
    }
    const value = labels.best(choice);
    take(labels.chosen(solver.chosen));
    return value;
  }

  function take(count: number): 0 {
    solver.count = count;
    return 0;
  }

  /** The pair without profit that is worth most by itself, or -1. */
  function bestSingle({ volunteer, profit }: Choice): number {
    if (model.served[volunteer]! <= 0 || model.maxShifts[volunteer]! < 1) return -1;
    let single = -1;
    let value = 0;
    for (let p = first[volunteer]!; p < first[volunteer + 1]!; p++) {
      if (profit[p]! > 0 || minutes[p]! > model.maxMinutes[volunteer]!) continue;
      const alone = valueAlone(volunteer, profit, p);
      if (alone <= value) continue;
      single = p;
      value = alone;
    }
    return single;
  }

  function valueAlone(volunteer: number, profit: Float64Array, p: number): number {
    const over = minutes[p]! - model.targetMinutes[volunteer]!;
    return profit[p]! + model.served[volunteer]! - (over > 0 ? overTarget * over : 0);
  }

  function losses(volunteer: number, profit: Float64Array, most: number, loss: Float64Array): void {
    const free = best(volunteer, profit);
    const choice = choiceOf(volunteer, profit);
    if (table.isFor(choice)) table.losses(free, most, loss);
    else {
      for (let p = first[volunteer]!; p < first[volunteer + 1]!; p++) {
        const least = -profit[p]! - model.served[volunteer]!;
        loss[p] = least > most ? least : Math.max(0, free - labels.bestWith(choice, p));
      }
    }
    for (let k = 0; k < solver.count; k++) loss[solver.chosen[k]!] = 0;
  }
}
