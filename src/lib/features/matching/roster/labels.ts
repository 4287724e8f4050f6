import type { Choice } from './minute-table.ts';
import { conflict, type Model } from './model.ts';

/** Pairs whose presence in a label is remembered. */
const MOST_WATCHED = 31;

/**
 * The dynamic program over labels, for volunteers whose minutes have no common unit, or too many states. A label is
 * (last pair, minutes, value) of a set, extended by each later pair that does not conflict with the last, and kept
 * unless another with the same last pair dominates it. Where no earlier pair excludes a later one (over night,
 * mostly), the last pair no longer matters either.
 *
 * Where a set of compatible neighbours has a conflict all the same, its earlier pair is watched: labels remember
 * watched pairs and never violate them, and all is repeated. (Decremental state space relaxation, Righini and Salani
 * 2008.)
 */
export function labelSearch(model: Model) {
  const { minutes, overTarget } = model;
  const most = model.first.reduce((size, from, i) => Math.max(size, (model.first[i + 1] ?? from) - from), 0);
  const largest = model.score.reduce((size, worth) => Math.max(size, Math.abs(worth)), 1) + model.short;
  /** Added to a forced pair's profit: above every sum of profits, a power of two, and no larger, for its digits. */
  const force = 2 ** Math.ceil(Math.log2(largest * (most + 1)) + 1);
  /** Of the last answer. */
  const found = new Int32Array(most);
  let count = 0;
  /** The pairs at hand: the choice's, or the forced one and those of the choice that it does not exclude. */
  let items: Int32Array = new Int32Array(0);
  let size = 0;
  const besideForced = new Int32Array(most + 1);

  // Labels of item k lie from labelFirst[k] to labelFirst[k + 1].
  let room = 1024;
  let labelMinutes = new Float64Array(room);
  let labelValue = new Float64Array(room);
  let labelShifts = new Int32Array(room);
  let labelWatched = new Int32Array(room);
  let labelItem = new Int32Array(room);
  let labelBefore = new Int32Array(room);
  let labels = 0;
  const labelFirst = new Int32Array(most + 1);
  /** The labels of all earlier blocks, by minutes. */
  let front = new Int32Array(256);
  let fronts = 0;
  // Of the volunteer at hand.
  let capacity = 0;
  let slack = 0;
  let mostShifts = 0;
  let value = 0;
  let last = -1;
  /** Whether the number of shifts binds, and whether pairs are watched. */
  let countsShifts = false;
  let watches = false;
  /** Per item the watched pairs that exclude it, and its own bit when it is watched. */
  const excludedBy = new Int32Array(most + 1);
  const ownBit = new Int32Array(most + 1);

  return { best, bestWith, chosen };

  /** What the best set is worth, with the first-shift bonus and less its overrun. */
  function best(choice: Choice): number {
    items = choice.items;
    size = choice.count;
    return search(choice, -1);
  }

  /** The same with a pair that must be in the set; -Infinity when there is no such set. */
  function bestWith({ items: others, count: all, ...rest }: Choice, forced: number): number {
    items = besideForced;
    size = 0;
    let isIn = false;
    for (let k = 0; k < all; k++) {
      const p = others[k]!;
      if (p >= forced && !isIn) {
        items[size++] = forced;
        isIn = true;
      }
      if (p !== forced && !conflict(model, p, forced)) items[size++] = p;
    }
    if (!isIn) items[size++] = forced;
    const sum = search({ items, count: size, ...rest }, forced);
    return sum > force / 2 ? sum - force : -Infinity;
  }

  /** The pairs of the last answer. @returns how many */
  function chosen(into: Int32Array): number {
    into.set(found.subarray(0, count));
    return count;
  }

  function search(choice: Choice, forced: number): number {
    excludedBy.fill(0, 0, size);
    ownBit.fill(0, 0, size);
    for (let watched = 0; ; watched++) {
      watches = watched > 0;
      relaxed(choice, forced);
      const clash = watched < MOST_WATCHED ? firstClash(model, found, count) : -1;
      if (clash < 0) return value;
      for (let k = 0; k < size; k++) {
        if (items[k] === clash) ownBit[k] = 1 << watched;
        else if (conflict(model, clash, items[k]!)) excludedBy[k]! |= 1 << watched;
      }
    }
  }

  function relaxed({ volunteer, profit }: Choice, forced: number): void {
    mostShifts = model.maxShifts[volunteer]!;
    countsShifts = mostShifts < size;
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
    for (let k = 0; k < size; k++) {
      const p = items[k]!;
      const gain = profit[p]! + (p === forced ? force : 0);
      if (p > reached) {
        // Nothing before excludes anything from here on: where a set ended no longer matters.
        for (let l = labelFirst[block]!; k > block && l < labels; l++) toFront(l);
        block = k;
      }
      reached = Math.max(reached, model.reach[p]!);
      labelFirst[k] = labels;
      labelFirst[k + 1] = labels;
      const mostMinutes = capacity - minutes[p]!;
      for (let f = 0; f < fronts; f++) {
        if (labelMinutes[front[f]!]! > mostMinutes) break;
        extend(front[f]!, k, gain);
      }
      for (let j = block; j < k; j++) {
        if (conflict(model, p, items[j]!)) continue;
        for (let l = labelFirst[j]!; l < labelFirst[j + 1]!; l++) {
          if (labelMinutes[l]! <= mostMinutes) extend(l, k, gain);
        }
      }
      labelFirst[k + 1] = labels;
    }
    count = 0;
    for (let l = last; l > 0; l = labelBefore[l]!) found[count++] = items[labelItem[l]!]!;
  }

  /** The set of label `before` with item `k`: kept unless another of item `k` dominates it. */
  function extend(before: number, k: number, gain: number): void {
    const shifts = labelShifts[before]! + 1;
    if (shifts > mostShifts) return;
    if (watches && labelWatched[before]! & excludedBy[k]!) return;
    const had = labelMinutes[before]!;
    const used = had + minutes[items[k]!]!;
    let total = labelValue[before]! + gain;
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
      if (labels === room) grow();
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

  function grow(): void {
    room *= 2;
    labelMinutes = extended(labelMinutes, new Float64Array(room));
    labelValue = extended(labelValue, new Float64Array(room));
    labelShifts = extended(labelShifts, new Int32Array(room));
    labelWatched = extended(labelWatched, new Int32Array(room));
    labelItem = extended(labelItem, new Int32Array(room));
    labelBefore = extended(labelBefore, new Int32Array(room));
  }
}

/** Of pairs in falling order, one that excludes another that is not its neighbour; -1 when all are compatible. */
export function firstClash(model: Model, pairs: Int32Array, count: number): number {
  for (let a = count - 1; a > 1; a--) {
    for (let b = a - 2; b >= 0; b--) if (conflict(model, pairs[a]!, pairs[b]!)) return pairs[a]!;
  }
  return -1;
}

function extended<T extends Float64Array | Int32Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
