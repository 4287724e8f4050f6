import type { Model } from './model.ts';
import { conflict } from './model.ts';

/**
 * A feasible plan under change: who is where, as linked lists by volunteer and by shift, with the value of every
 * change and a log to take changes back.
 */
export type Plan = ReturnType<typeof emptyPlan>;

export function emptyPlan(model: Model) {
  const { volunteer, shift, score, minutes, event, overTarget, short } = model;
  const isChosen = new Uint8Array(model.pairs);
  const byVolunteer = new Int32Array(model.volunteers).fill(-1);
  const byShift = new Int32Array(model.shifts).fill(-1);
  const nextOfVolunteer = new Int32Array(model.pairs);
  const nextOfShift = new Int32Array(model.pairs);
  const used = new Float64Array(model.volunteers);
  const shiftsOf = new Int32Array(model.volunteers);
  const filled = new Int32Array(model.shifts);
  /** Changed pairs in order: p added, ~p removed. */
  let log = new Int32Array(1024);
  let changes = 0;

  return {
    isChosen,
    /** The first pair of a volunteer, of a shift, and the next after a pair; -1 ends. */
    byVolunteer,
    byShift,
    nextOfVolunteer,
    nextOfShift,
    used,
    shiftsOf,
    filled,
    changes: () => changes,
    changed: (k: number) => log[k]!,
    add,
    remove,
    undo,
    keep: () => {
      changes = 0;
    },
    fits,
    gainOf,
    lossOf,
    meets,
    pairs,
    clear,
  };

  /** Whether a pair can be added as it is. */
  function fits(p: number): boolean {
    const i = volunteer[p]!;
    const j = shift[p]!;
    if (isChosen[p] || filled[j]! >= model.max[j]!) return false;
    return used[i]! + minutes[p]! <= model.maxMinutes[i]! && isFree(p, i) && meets(p) < 0;
  }

  function isFree(p: number, i: number): boolean {
    if (shiftsOf[i]! + 1 > model.maxShifts[i]!) return false;
    for (let q = byVolunteer[i]!; q >= 0; q = nextOfVolunteer[q]!) if (conflict(model, p, q)) return false;
    return true;
  }

  /** A chosen pair of somebody who must not be at this pair's event with its volunteer, or -1. */
  function meets(p: number): number {
    const i = volunteer[p]!;
    if (model.partnerFirst[i] === model.partnerFirst[i + 1]) return -1;
    const there = event[shift[p]!]!;
    if (there < 0) return -1;
    for (let k = model.partnerFirst[i]!; k < model.partnerFirst[i + 1]!; k++) {
      for (let q = byVolunteer[model.partners[k]!]!; q >= 0; q = nextOfVolunteer[q]!) {
        if (event[shift[q]!] === there) return q;
      }
    }
    return -1;
  }

  /** What the objective gains when the pair is added. */
  function gainOf(p: number): number {
    const i = volunteer[p]!;
    const j = shift[p]!;
    let gain = score[p]!;
    if (shiftsOf[i] === 0) gain += model.served[i]!;
    const over = used[i]! + minutes[p]! - model.targetMinutes[i]!;
    if (over > 0) gain -= overTarget * Math.min(over, minutes[p]!);
    if (filled[j]! < model.min[j]!) gain += short;
    return gain;
  }

  /** What the objective loses when the pair is removed. */
  function lossOf(p: number): number {
    const i = volunteer[p]!;
    const j = shift[p]!;
    let loss = score[p]!;
    if (shiftsOf[i] === 1) loss += model.served[i]!;
    const over = used[i]! - model.targetMinutes[i]!;
    if (over > 0) loss -= overTarget * Math.min(over, minutes[p]!);
    if (filled[j]! <= model.min[j]!) loss += short;
    return loss;
  }

  /** Adds a pair that fits and tells the gain. */
  function add(p: number): number {
    const gain = gainOf(p);
    note(p);
    link(p);
    return gain;
  }

  /** Removes a chosen pair and tells the loss. */
  function remove(p: number): number {
    const loss = lossOf(p);
    note(~p);
    unlink(p);
    return loss;
  }

  /** Takes the changes back down to the first `left`. */
  function undo(left = 0): void {
    while (changes > left) {
      const change = log[--changes]!;
      if (change >= 0) unlink(change);
      else link(~change);
    }
  }

  function note(change: number): void {
    if (changes === log.length) {
      const longer = new Int32Array(log.length * 2);
      longer.set(log);
      log = longer;
    }
    log[changes++] = change;
  }

  function link(p: number): void {
    const i = volunteer[p]!;
    const j = shift[p]!;
    isChosen[p] = 1;
    nextOfVolunteer[p] = byVolunteer[i]!;
    byVolunteer[i] = p;
    nextOfShift[p] = byShift[j]!;
    byShift[j] = p;
    used[i]! += minutes[p]!;
    shiftsOf[i]!++;
    filled[j]!++;
  }

  function unlink(p: number): void {
    const i = volunteer[p]!;
    const j = shift[p]!;
    isChosen[p] = 0;
    cut(byVolunteer, i, nextOfVolunteer, p);
    cut(byShift, j, nextOfShift, p);
    used[i]! -= minutes[p]!;
    shiftsOf[i]!--;
    filled[j]!--;
    // Minutes of decimal numbers leave a trace of rounding: none of an empty day.
    if (shiftsOf[i] === 0) used[i] = 0;
  }

  function cut(heads: Int32Array, at: number, next: Int32Array, p: number): void {
    let before = heads[at]!;
    if (before === p) {
      heads[at] = next[p]!;
      return;
    }
    while (next[before] !== p) before = next[before]!;
    next[before] = next[p]!;
  }

  /** All chosen pairs, in order. */
  function pairs(): Int32Array {
    let count = 0;
    for (const one of isChosen) count += one;
    const all = new Int32Array(count);
    for (let p = 0, k = 0; k < count; p++) if (isChosen[p]) all[k++] = p;
    return all;
  }

  function clear(): void {
    isChosen.fill(0);
    byVolunteer.fill(-1);
    byShift.fill(-1);
    used.fill(0);
    shiftsOf.fill(0);
    filled.fill(0);
    changes = 0;
  }
}

/** What a set of pairs is worth, without what fixed places are worth. */
export function valueOf(model: Model, pairs: Int32Array): number {
  const plan = emptyPlan(model);
  let value = 0;
  for (let j = 0; j < model.shifts; j++) value -= model.short * model.min[j]!;
  for (const p of pairs) value += plan.add(p);
  return value;
}

/** The best plan so far. */
export type Incumbent = { plan: Plan; value: number };

/**
 * What temperatures and limits of the search are shares of: how far scores are from their shift's average, or the
 * first-shift bonus if that is more. Not the scores themselves: who adds 1,000 to every score asks the same question.
 */
export function scaleOf(model: Model): number {
  let deviation = 0;
  for (let j = 0; j < model.shifts; j++) {
    const there = model.shiftPairs.subarray(model.shiftFirst[j], model.shiftFirst[j + 1]);
    const average = there.reduce((sum, p) => sum + model.score[p]!, 0) / Math.max(1, there.length);
    for (const p of there) deviation += Math.abs(model.score[p]! - average);
  }
  const bonus = model.served.reduce((most, served) => Math.max(most, served), 0);
  return Math.max(deviation / Math.max(1, model.pairs), bonus) || 1;
}
