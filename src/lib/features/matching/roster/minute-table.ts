import type { Model } from './model.ts';

/** A volunteer's pairs that may be chosen, by rising index, which is in time order, and the profit of every pair. */
export type Choice = { volunteer: number; items: Int32Array; count: number; profit: Float64Array };

/** Above these sizes labels are quicker, or a table is not worth its memory: states of one pair, and of all. */
const MOST_STATES_WITH_CONFLICTS = 512;
const MOST_CELLS = 1 << 22;
/** Up to here the minutes before and after a forced pair are combined one by one, which sees every overrun. */
const MOST_STATES_TO_COMBINE = 128;

/** One direction of time: what the pairs up to a point can be worth. Row by row, a row has all states. */
type Pass = {
  isForward: boolean;
  /** Row k: the best of the first k pairs in this direction, wherever it ends. */
  until: Float64Array;
  /** Row k: the best set that ends with the k-th pair. */
  ends: Float64Array;
};

/**
 * The dynamic program over minutes, for volunteers whose minutes have a common unit. A state is the minutes used, and
 * the number of shifts where that binds. A pair follows whatever ends before the first pair that it excludes (one
 * row of `until`) and the few after that which it does not exclude (rows of `ends`). Without conflicts this is the
 * textbook knapsack. It looks at neighbours in time only: see `volunteerSolver` for what that means.
 */
export function minuteTable(model: Model) {
  const { minutes, conflictFirst, conflicts, overTarget } = model;
  const most = model.first.reduce((size, from, i) => Math.max(size, (model.first[i + 1] ?? from) - from), 0);
  const forward: Pass = { isForward: true, until: new Float64Array(0), ends: new Float64Array(0) };
  const backward: Pass = { isForward: false, until: new Float64Array(0), ends: new Float64Array(0) };
  let before = new Float64Array(0);
  let after = new Float64Array(0);
  // Of the volunteer at hand: states are numbered minutes / unit · width + shifts.
  let choice: Choice;
  let unit = 1;
  let width = 1;
  let states = 1;
  let endState = 0;
  /** Which of her pairs are in the choice, as bits like those of conflicts, and where in it. */
  let words = 0;
  const isItem = new Int32Array((most + 31) >>> 5);
  const itemAt = new Int32Array(most);
  /** See `clearOf`. */
  const between = new Int32Array(most);
  let betweens = 0;

  return { isFor, best, chosen, losses };

  /** Whether the table is the method for this choice. Asked before the others, which are about the same choice. */
  function isFor(next: Choice): boolean {
    choice = next;
    const { volunteer, items, count } = choice;
    unit = model.unit[volunteer]!;
    if (unit === 0) return false;
    const mostShifts = model.maxShifts[volunteer]!;
    // One column more than shifts: a set with too many falls into it, and is dropped there.
    width = mostShifts < count ? Math.max(0, Math.floor(mostShifts)) + 2 : 1;
    let all = 0;
    for (let k = 0; k < count; k++) all += minutes[items[k]!]!;
    states = (Math.floor(Math.min(all, Math.max(0, model.maxMinutes[volunteer]!)) / unit) + 1) * width;
    if ((count + 1) * states > MOST_CELLS) return false;
    const first = model.first[volunteer]!;
    words = (model.first[volunteer + 1]! - first + 31) >>> 5;
    isItem.fill(0, 0, words);
    for (let k = 0; k < count; k++) {
      const at = items[k]! - first;
      isItem[at >>> 5]! |= 1 << (at & 31);
      itemAt[at] = k;
    }
    return conflictFirst[volunteer]! < 0 || states <= MOST_STATES_WITH_CONFLICTS;
  }

  /** What the best set is worth, with the first-shift bonus and less its overrun. */
  function best(): number {
    fill(forward);
    const row = choice.count * states;
    let value = 0;
    endState = -1;
    for (let s = 0; s < states; s++) {
      // The empty set has no bonus; every other one is worth something.
      const sum = forward.until[row + s]!;
      if (sum <= 0) continue;
      const total = sum + valueOfState(s);
      if (total <= value) continue;
      value = total;
      endState = s;
    }
    return value;
  }

  /** The pairs of the best set, the last first. @returns how many */
  function chosen(into: Int32Array): number {
    const { items, count } = choice;
    const { ends, until } = forward;
    let found = 0;
    let s = endState;
    for (let at = s < 0 ? -1 : lastOf(count, s); at >= 0;) {
      const p = items[at]!;
      into[found++] = p;
      s -= offsetOf(p);
      const clear = clearOf(forward, at, p);
      let most = until[clear * states + s]!;
      let next = lastOf(clear, s);
      for (let w = 0; w < betweens; w++) {
        const sum = ends[between[w]! * states + s]!;
        if (sum <= most) continue;
        most = sum;
        next = between[w]!;
      }
      at = next;
    }
    return found;
  }

  /** Which of the first `k` pairs the best set of a state ends with, or -1 when it is empty. */
  function lastOf(k: number, s: number): number {
    while (k > 0 && forward.until[k * states + s] === forward.until[(k - 1) * states + s]) k--;
    return k - 1;
  }

  /**
   * The best sets with one pair forced in, for each of the volunteer's pairs. Where only the neighbours in time decide
   * it is exact; else, and for long tables, it is at least that.
   *
   * @param most pairs that lose more than this against `free` are told roughly: what they lack at least
   * @param loss per pair: `free` less the best set with it
   */
  function losses(free: number, most: number, loss: Float64Array): void {
    fill(forward);
    fill(backward);
    const { volunteer, items, count, profit } = choice;
    const bonus = model.served[volunteer]!;
    let earlier = 0;
    for (let p = model.first[volunteer]!; p < model.first[volunteer + 1]!; p++) {
      const isItem = earlier < count && items[earlier] === p;
      const least = -profit[p]! - bonus;
      if (least > most) loss[p] = least;
      else {
        gather(forward, earlier, p, before);
        gather(backward, count - earlier - (isItem ? 1 : 0), p, after);
        loss[p] = Math.max(0, free - profit[p]! - combined(offsetOf(p)));
      }
      if (isItem) earlier++;
    }
  }

  /** The best of `before` and `after` together, besides a pair of so many states, with bonus and overrun. */
  function combined(offset: number): number {
    if (states > MOST_STATES_TO_COMBINE) return roughlyCombined(Math.floor(offset / width));
    let best = -Infinity;
    for (let s = 0; s + offset < states; s++) {
      if (before[s] === -Infinity) continue;
      for (let t = 0; s + t + offset < states; t++) {
        if (width > 1 && (s % width) + (t % width) + 2 >= width) continue;
        best = Math.max(best, before[s]! + after[t]! + valueOfState(s + t + offset));
      }
    }
    return best;
  }

  /** At least `combined`: without a limit of shifts and without overrun. */
  function roughlyCombined(units: number): number {
    const rows = states / width;
    for (const sums of [before, after]) {
      for (let u = 0; u < rows; u++) {
        let most = u === 0 ? -Infinity : sums[u - 1]!;
        for (let s = u * width; s < (u + 1) * width; s++) most = Math.max(most, sums[s]!);
        sums[u] = most;
      }
    }
    let best = -Infinity;
    for (let u = 0; u + units < rows; u++) best = Math.max(best, before[u]! + after[rows - 1 - units - u]!);
    return best + model.served[choice.volunteer]!;
  }

  function valueOfState(s: number): number {
    const { volunteer } = choice;
    const over = Math.floor(s / width) * unit - model.targetMinutes[volunteer]!;
    return model.served[volunteer]! - (over > 0 ? overTarget * over : 0);
  }

  function offsetOf(p: number): number {
    return Math.round(minutes[p]! / unit) * width + (width > 1 ? 1 : 0);
  }

  function fill(pass: Pass): void {
    const { count, items, profit } = choice;
    const cells = (count + 1) * states;
    if (pass.until.length < cells) {
      pass.until = new Float64Array(cells * 2);
      pass.ends = new Float64Array(cells * 2);
    }
    if (before.length < states)
      [before, after] = [new Float64Array(states * 2), new Float64Array(states * 2)];
    const { until, ends, isForward } = pass;
    until.fill(-Infinity, 0, states);
    until[0] = 0;
    // No set of the pairs so far uses more states than this.
    let reached = 1;
    for (let k = 0; k < count; k++) {
      const p = items[isForward ? k : count - 1 - k]!;
      const offset = offsetOf(p);
      const gain = profit[p]!;
      const row = k * states;
      const top = Math.min(states, reached + offset);
      ends.fill(-Infinity, row, row + states);
      for (let s = offset, from = clearOf(pass, k, p) * states; s < top; s++, from++) {
        ends[row + s] = until[from]! + gain;
      }
      for (let w = 0; w < betweens; w++) {
        for (let s = offset, from = between[w]! * states; s < top; s++, from++) {
          const sum = ends[from]! + gain;
          if (sum > ends[row + s]!) ends[row + s] = sum;
        }
      }
      if (width > 1) for (let s = width - 1; s < states; s += width) ends[row + s] = -Infinity;
      for (let s = row; s < row + states; s++)
        until[s + states] = until[s]! > ends[s]! ? until[s]! : ends[s]!;
      reached = top;
    }
  }

  /** Per state the best of the first `k` pairs of a pass that pair `p` can follow. */
  function gather(pass: Pass, k: number, p: number, into: Float64Array): void {
    const { until, ends } = pass;
    for (let s = 0, from = clearOf(pass, k, p) * states; s < states; s++, from++) into[s] = until[from]!;
    for (let w = 0; w < betweens; w++) {
      for (let s = 0, from = between[w]! * states; s < states; s++, from++) {
        if (ends[from]! > into[s]!) into[s] = ends[from]!;
      }
    }
  }

  /**
   * How many of the first `k` pairs of a pass come before the first that `p` excludes; those after it that `p` does
   * not exclude are left in `between`. Looks at 32 pairs at a time.
   */
  function clearOf({ isForward }: Pass, k: number, p: number): number {
    const { volunteer, count } = choice;
    betweens = 0;
    const base = conflictFirst[volunteer]!;
    if (base < 0) return k;
    const at = p - model.first[volunteer]!;
    const row = base + at * words;
    const [from, to, step] = isForward ? [0, at >>> 5, 1] : [words - 1, at >>> 5, -1];
    let clear = -1;
    for (let w = from; w !== to + step; w += step) {
      // Of the word that holds `p` only what lies on this side of it.
      const side = w !== at >>> 5 ? -1 : isForward ? (1 << (at & 31)) - 1 : -2 << (at & 31);
      let others = isItem[w]! & side;
      if (clear < 0) {
        const excluded = others & conflicts[row + w]!;
        if (excluded === 0) continue;
        const bit = isForward ? 31 - Math.clz32(excluded & -excluded) : 31 - Math.clz32(excluded);
        const item = itemAt[w * 32 + bit]!;
        clear = isForward ? item : count - 1 - item;
        others &= isForward ? -2 << bit : (1 << bit) - 1;
      }
      for (others &= ~conflicts[row + w]!; others !== 0; others &= others - 1) {
        const item = itemAt[w * 32 + 31 - Math.clz32(others & -others)]!;
        between[betweens++] = isForward ? item : count - 1 - item;
      }
    }
    return clear < 0 ? k : clear;
  }
}
