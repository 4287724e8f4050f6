import { conflict, type Model } from './model.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/**
 * One compound move: puts a pair into the plan at any price, then mends what that broke.
 *
 * 1. Eject what is in the way: the volunteer's conflicting places, then her least profitable ones until minutes and
 *    shifts suffice, one of the people on a full shift, and whoever must not meet her there.
 * 2. Refill every shift that lost a person with whoever gains most there, and give everybody who lost a place the
 *    best open one.
 *
 * @returns what the objective gains; the changes are in the plan's log for the caller to keep or undo
 */
export function forceIn(model: Model, plan: Plan, profit: Float64Array, p: number, random: Random): number {
  const { volunteer, shift, minutes } = model;
  const i = volunteer[p]!;
  const j = shift[p]!;
  const before = plan.changes();
  let gain = 0;
  for (let q = plan.byVolunteer[i]!; q >= 0;) {
    const next = plan.nextOfVolunteer[q]!;
    if (conflict(model, p, q)) gain -= plan.remove(q);
    q = next;
  }
  while (plan.shiftsOf[i]! + 1 > model.maxShifts[i]! || plan.used[i]! + minutes[p]! > model.maxMinutes[i]!) {
    const q = leastProfitable(plan.byVolunteer[i]!, plan.nextOfVolunteer, profit, random);
    if (q < 0) return -Infinity;
    gain -= plan.remove(q);
  }
  if (plan.filled[j]! >= model.max[j]!) {
    gain -= plan.remove(leastProfitable(plan.byShift[j]!, plan.nextOfShift, profit, random));
  }
  for (let q = plan.meets(p); q >= 0; q = plan.meets(p)) gain -= plan.remove(q);
  gain += plan.add(p);

  const broken = plan.changes();
  for (let k = before; k < broken; k++) {
    const change = plan.changed(k);
    if (change < 0 && shift[~change] !== j) gain += fillShift(model, plan, shift[~change]!);
  }
  for (let k = before; k < broken; k++) {
    const change = plan.changed(k);
    if (change < 0) gain += fillVolunteer(model, plan, volunteer[~change]!);
  }
  return gain;
}

/** Mostly the pair with the least profit, now and then any. */
function leastProfitable(head: number, next: Int32Array, profit: Float64Array, random: Random): number {
  let least = head;
  let size = 1;
  for (let q = head < 0 ? -1 : next[head]!; q >= 0; q = next[q]!) {
    size++;
    if (profit[q]! < profit[least]!) least = q;
  }
  if (size > 1 && random.next() < 0.2) {
    let q = head;
    for (let k = random.below(size); k > 0; k--) q = next[q]!;
    return q;
  }
  return least;
}

/** Gives a shift with room the person who gains most there. */
function fillShift(model: Model, plan: Plan, j: number): number {
  if (plan.filled[j]! >= model.max[j]!) return 0;
  let best = -1;
  let most = 0;
  for (let k = model.shiftFirst[j]!; k < model.shiftFirst[j + 1]!; k++) {
    const p = model.shiftPairs[k]!;
    if (plan.isChosen[p]) continue;
    const gain = plan.gainOf(p);
    if (gain > most && plan.fits(p)) {
      best = p;
      most = gain;
    }
  }
  return best < 0 ? 0 : plan.add(best);
}

/** Gives a volunteer the open place where she gains most. */
function fillVolunteer(model: Model, plan: Plan, i: number): number {
  let best = -1;
  let most = 0;
  for (let p = model.first[i]!; p < model.first[i + 1]!; p++) {
    if (plan.filled[model.shift[p]!]! >= model.max[model.shift[p]!]!) continue;
    const gain = plan.gainOf(p);
    if (gain > most && plan.fits(p)) {
      best = p;
      most = gain;
    }
  }
  return best < 0 ? 0 : plan.add(best);
}
