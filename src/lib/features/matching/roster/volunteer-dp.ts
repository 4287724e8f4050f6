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
   * @param forced a pair that must be in the set; without such a set the answer is -Infinity
   */
  best(volunteer: number, profit: Float64Array, forced?: number): number;
};

/** Pairs whose presence in a label is remembered, see `chain`. */
const MOST_WATCHED = 31;
/** Above this many states the table of the knapsack is not worth its memory. */
const MOST_STATES = 1 << 24;

/**
 * Exact dynamic programs over a volunteer's profitable pairs.
 *
 * A set with a pair of no profit is never better than the set without it, unless that pair is what earns the
 * first-shift bonus: so only pairs with profit > 0 enter, and the single pair nearest to it is tried by itself.
 *
 * - `chain`: pairs in time order; a label is (last pair, minutes, value) of a set, extended by each later pair that
 *   does not conflict with the last, and kept unless another with the same last pair dominates it. Where no earlier
 *   pair excludes a later one (over night, mostly), the last pair no longer matters either. That a set's
 *   neighbours in time are compatible mostly implies that all are (travel obeys the triangle inequality). Where it
 *   does not (two hours of one event, shifts without a place), the best set found has a conflict: its earlier pair
 *   is then watched, labels remember watched pairs and never violate them, and all is repeated. (Decremental state
 *   space relaxation, Righini and Salani 2008.)
 * - `knapsack`: where nothing conflicts, the textbook table over minutes.
 */
export function volunteerSolver(model: Model): VolunteerSolver {
  const { first, minutes, conflictFirst, conflicts, reach, overTarget } = model;
  const most = model.first.reduce((size, from, i) => Math.max(size, (first[i + 1] ?? from) - from), 0);
  const largest = model.score.reduce((size, worth) => Math.max(size, Math.abs(worth)), 1) + model.short;
  /** Added to a forced pair's profit: above every sum of profits, a power of two, and no larger, for its digits. */
  const force = 2 ** Math.ceil(Math.log2(largest * (most + 1)) + 1);
  const chosen = new Int32Array(most);
  /** The profitable pairs, by position within the volunteer's pairs. */
  const item = new Int32Array(most);
  const gain = new Float64Array(most);
  const cost = new Float64Array(most);
  const solver: VolunteerSolver = { chosen, count: 0, best };

  // Labels of the chain; those of item k lie from labelFirst[k] to labelFirst[k + 1].
  let size = 1024;
  let labelMinutes = new Float64Array(size);
  let labelValue = new Float64Array(size);
  let labelShifts = new Int32Array(size);
  let labelWatched = new Int32Array(size);
  let labelItem = new Int32Array(size);
  let labelBefore = new Int32Array(size);
  let labels = 0;
  /** The labels of all earlier blocks, by minutes. */
  let front = new Int32Array(256);
  let fronts = 0;
  let capacity = 0;
  let slack = 0;
  let value = 0;
  let last = -1;
  /** Whether the number of shifts binds, and whether pairs are watched. */
  let countsShifts = false;
  let watches = false;
  const labelFirst = new Int32Array(most + 1);
  /** Per item the watched pairs that exclude it, and its own bit when it is watched. */
  const excludedBy = new Int32Array(most);
  const ownBit = new Int32Array(most);
  let table = new Float64Array(0);
  let taken = new Uint8Array(0);

  return solver;

  function best(volunteer: number, profit: Float64Array, forced = -1): number {
    const from = first[volunteer]!;
    const to = first[volunteer + 1]!;
    const bonus = model.served[volunteer]!;
    const slack = model.targetMinutes[volunteer]!;
    let items = 0;
    let single = -1;
    let singleValue = 0;
    for (let p = from; p < to; p++) {
      const worth = profit[p]!;
      if (p === forced) {
        item[items] = p - from;
        cost[items] = minutes[p]!;
        gain[items++] = worth + force;
      } else if (worth > 0) {
        if (forced >= 0 && excludes(volunteer, forced - from, p - from)) continue;
        item[items] = p - from;
        cost[items] = minutes[p]!;
        gain[items++] = worth;
      } else if (worth + bonus > singleValue && forced < 0) {
        const value = worth + bonus - overTarget * Math.max(0, minutes[p]! - slack);
        if (
          value > singleValue &&
          minutes[p]! <= model.maxMinutes[volunteer]! &&
          model.maxShifts[volunteer]! >= 1
        ) {
          single = p;
          singleValue = value;
        }
      }
    }
    solver.count = 0;
    let value = 0;
    if (items > 0) {
      value = isKnapsack(volunteer, items) ? knapsack(volunteer, items, from) : chain(volunteer, items, from);
    }
    if (forced >= 0) return value > force / 2 ? value - force : -Infinity;
    if (single >= 0 && singleValue > value) {
      chosen[0] = single;
      solver.count = 1;
      return singleValue;
    }
    return value;
  }

  function isKnapsack(volunteer: number, items: number): boolean {
    const unit = model.unit[volunteer]!;
    if (conflictFirst[volunteer]! >= 0 || unit === 0 || model.maxShifts[volunteer]! < items) return false;
    return (items * capacityOf(volunteer, items)) / unit < MOST_STATES;
  }

  function capacityOf(volunteer: number, items: number): number {
    let all = 0;
    for (let k = 0; k < items; k++) all += cost[k]!;
    return Math.min(all, Math.max(0, model.maxMinutes[volunteer]!));
  }

  function knapsack(volunteer: number, items: number, from: number): number {
    const unit = model.unit[volunteer]!;
    const states = Math.floor(capacityOf(volunteer, items) / unit) + 1;
    if (table.length < states) table = new Float64Array(states * 2);
    if (taken.length < states * items) taken = new Uint8Array(states * items * 2);
    // table[u]: the best value with at most u units.
    table.fill(0, 0, states);
    for (let k = 0; k < items; k++) {
      const units = Math.round(cost[k]! / unit);
      const worth = gain[k]!;
      const row = k * states;
      taken.fill(0, row, row + Math.min(states, units));
      for (let u = states - 1; u >= units; u--) {
        const value = table[u - units]! + worth;
        if (value > table[u]!) {
          table[u] = value;
          taken[row + u] = 1;
        } else taken[row + u] = 0;
      }
    }
    const slack = model.targetMinutes[volunteer]!;
    const bonus = model.served[volunteer]!;
    let value = 0;
    let end = -1;
    for (let u = 0; u < states; u++) {
      if (table[u]! <= 0) continue;
      const worth = table[u]! + bonus - overTarget * Math.max(0, u * unit - slack);
      if (worth > value) {
        value = worth;
        end = u;
      }
    }
    for (let k = items - 1, u = end; end >= 0 && k >= 0; k--) {
      if (taken[k * states + u] === 0) continue;
      chosen[solver.count++] = from + item[k]!;
      u -= Math.round(cost[k]! / unit);
    }
    return value;
  }

  function chain(volunteer: number, items: number, from: number): number {
    excludedBy.fill(0, 0, items);
    ownBit.fill(0, 0, items);
    for (let watched = 0; ; watched++) {
      watches = watched > 0;
      const value = relaxedChain(volunteer, items, from);
      const clash = watched < MOST_WATCHED ? firstClash(volunteer, from) : -1;
      if (clash < 0) return value;
      for (let k = 0; k < items; k++) {
        if (item[k] === clash) ownBit[k] = 1 << watched;
        else if (excludes(volunteer, clash, item[k]!)) excludedBy[k]! |= 1 << watched;
      }
    }
  }

  /** The position of a chosen pair that excludes another chosen one, or -1. */
  function firstClash(volunteer: number, from: number): number {
    for (let a = solver.count - 1; a > 1; a--) {
      for (let b = a - 2; b >= 0; b--) {
        if (excludes(volunteer, chosen[a]! - from, chosen[b]! - from)) return chosen[a]! - from;
      }
    }
    return -1;
  }

  function relaxedChain(volunteer: number, items: number, from: number): number {
    const maxShifts = model.maxShifts[volunteer]!;
    const hasConflicts = conflictFirst[volunteer]! >= 0;
    const rows = conflictFirst[volunteer]!;
    const rowWords = (first[volunteer + 1]! - from + 31) >>> 5;
    countsShifts = maxShifts < items;
    capacity = model.maxMinutes[volunteer]!;
    slack = model.targetMinutes[volunteer]!;
    value = 0;
    last = -1;
    // The empty set, with the bonus that whatever extends it earns.
    labelMinutes[0] = 0;
    labelValue[0] = model.served[volunteer]!;
    labelShifts[0] = 0;
    labelWatched[0] = 0;
    labels = 1;
    front[0] = 0;
    fronts = 1;
    let block = 0;
    let reached = -1;
    for (let k = 0; k < items; k++) {
      if (item[k]! + from > reached) {
        // Nothing before excludes anything from here on: where a set ended no longer matters.
        for (let l = labelFirst[block]!; k > block && l < labels; l++) toFront(l);
        block = k;
      }
      reached = Math.max(reached, reach[from + item[k]!]!);
      labelFirst[k] = labels;
      labelFirst[k + 1] = labels;
      const mostMinutes = capacity - cost[k]!;
      for (let f = 0; f < fronts; f++) {
        if (labelMinutes[front[f]!]! > mostMinutes) break;
        extend(front[f]!, k, maxShifts);
      }
      const row = rows + item[k]! * rowWords;
      for (let j = block; j < k; j++) {
        const at = item[j]!;
        if (hasConflicts && (conflicts[row + (at >>> 5)]! >>> (at & 31)) & 1) continue;
        for (let l = labelFirst[j]!; l < labelFirst[j + 1]!; l++) {
          if (labelMinutes[l]! <= mostMinutes) extend(l, k, maxShifts);
        }
      }
      labelFirst[k + 1] = labels;
    }
    solver.count = 0;
    for (let l = last; l > 0; l = labelBefore[l]!) chosen[solver.count++] = from + item[labelItem[l]!]!;
    return value;
  }

  /** The set of label `before` with item `k`: kept unless another of item `k` dominates it. */
  function extend(before: number, k: number, maxShifts: number): void {
    const shifts = labelShifts[before]! + 1;
    if (shifts > maxShifts) return;
    if (watches && labelWatched[before]! & excludedBy[k]!) return;
    const had = labelMinutes[before]!;
    const used = had + cost[k]!;
    let total = labelValue[before]! + gain[k]!;
    if (used > slack) total -= overTarget * (used - Math.max(had, slack));
    const watched = labelWatched[before]! | ownBit[k]!;
    let at = labels;
    for (let l = labelFirst[k]!; l < labels; l++) {
      const isLess = labelMinutes[l]! <= used;
      const isMore = labelValue[l]! >= total;
      if (isLess && isMore) {
        if ((!countsShifts || labelShifts[l]! <= shifts) && (!watches || !(labelWatched[l]! & ~watched)))
          return;
      }
      if (labelMinutes[l]! >= used && labelValue[l]! <= total && at === labels) {
        if ((!countsShifts || labelShifts[l]! >= shifts) && (!watches || !(watched & ~labelWatched[l]!)))
          at = l;
      }
    }
    if (at === labels) {
      if (labels === size) grow();
      labels++;
    }
    labelMinutes[at] = used;
    labelValue[at] = total;
    labelShifts[at] = shifts;
    labelWatched[at] = watched;
    labelItem[at] = k;
    labelBefore[at] = before;
    if (total > value) {
      value = total;
      last = at;
    }
  }

  /** Takes a label among those that may have ended anywhere, by minutes, unless one of them dominates it. */
  function toFront(label: number): void {
    const used = labelMinutes[label]!;
    const total = labelValue[label]!;
    let kept = 0;
    let place = -1;
    for (let f = 0; f < fronts; f++) {
      const l = front[f]!;
      if (place < 0) {
        if (
          labelMinutes[l]! <= used &&
          labelValue[l]! >= total &&
          (!countsShifts || labelShifts[l]! <= labelShifts[label]!) &&
          (!watches || !(labelWatched[l]! & ~labelWatched[label]!))
        ) {
          return;
        }
        if (labelMinutes[l]! > used) place = kept;
      }
      const isDominated =
        labelMinutes[l]! >= used &&
        labelValue[l]! <= total &&
        (!countsShifts || labelShifts[l]! >= labelShifts[label]!) &&
        (!watches || !(labelWatched[label]! & ~labelWatched[l]!));
      if (!isDominated) front[kept++] = l;
    }
    if (place < 0) place = kept;
    if (kept === front.length) front = extended(front, new Int32Array(kept * 2));
    front.copyWithin(place + 1, place, kept);
    front[place] = label;
    fronts = kept + 1;
  }

  function excludes(volunteer: number, a: number, b: number): boolean {
    const row = conflictFirst[volunteer]!;
    if (row < 0) return false;
    const words = (first[volunteer + 1]! - first[volunteer]! + 31) >>> 5;
    return ((conflicts[row + a * words + (b >>> 5)]! >>> (b & 31)) & 1) === 1;
  }

  function grow(): void {
    size *= 2;
    labelMinutes = extended(labelMinutes, new Float64Array(size));
    labelValue = extended(labelValue, new Float64Array(size));
    labelShifts = extended(labelShifts, new Int32Array(size));
    labelWatched = extended(labelWatched, new Int32Array(size));
    labelItem = extended(labelItem, new Int32Array(size));
    labelBefore = extended(labelBefore, new Int32Array(size));
  }

  function extended<T extends Float64Array | Int32Array>(old: T, larger: T): T {
    larger.set(old);
    return larger;
  }
}
