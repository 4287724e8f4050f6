import { type Packed, sharedFloats, sharedIntegers } from './pack.ts';

/**
 * A problem compiled for search: pairs grouped by volunteer in time order, and by shift; all conflicts of a
 * volunteer's pairs as bits. Places that are fixed are taken out: what they use is subtracted from every limit.
 */
export type Model = {
  volunteers: number;
  shifts: number;
  pairs: number;
  overTarget: number;
  short: number;
  /** Per volunteer: minutes and shifts left, minutes left until the target, what a first shift is worth. */
  maxMinutes: Float64Array;
  targetMinutes: Float64Array;
  maxShifts: Float64Array;
  served: Float64Array;
  /** Per volunteer the largest minutes of which all of hers are multiples, 0 when they are no whole numbers. */
  unit: Float64Array;
  min: Int32Array;
  max: Int32Array;
  event: Int32Array;
  /** Pairs of volunteer i: from `first[i]` to `first[i + 1]`, those without times first, then by start. */
  first: Int32Array;
  volunteer: Int32Array;
  shift: Int32Array;
  score: Float64Array;
  minutes: Float64Array;
  /** The pair's index in the problem. */
  source: Int32Array;
  /** Pairs of shift j: `shiftPairs` from `shiftFirst[j]` to `shiftFirst[j + 1]`. */
  shiftFirst: Int32Array;
  shiftPairs: Int32Array;
  /** Where the rows of bits of volunteer i begin, -1 when nothing of hers conflicts; a row has ⌈pairs / 32⌉ words. */
  conflictFirst: Float64Array;
  conflicts: Int32Array;
  /** Per pair the last pair of its volunteer that it excludes, or itself. */
  reach: Int32Array;
  /** Whom volunteer i must not meet. */
  partnerFirst: Int32Array;
  partners: Int32Array;
  /** Two apart and an event both could come to: of these pairs at most one. */
  meetingFirst: Int32Array;
  meetingPairs: Int32Array;
};

/** @param fixed indexes of pairs that stand; they must not contradict each other */
export function compileModel(packed: Packed, fixed: Int32Array = new Int32Array()): Model {
  const limits = limitsWithout(packed, fixed);
  const kept = keptPairs(packed, fixed, limits);
  const order = orderPairs(packed, kept);
  const volunteers = packed.maxMinutes.length;
  const shifts = packed.max.length;
  const pairs = order.length;
  const column = (source: Float64Array) => fill(sharedFloats(pairs), (p) => source[order[p]!]!);
  const indexes = (source: Int32Array) => fill(sharedIntegers(pairs), (p) => source[order[p]!]!);
  const volunteer = indexes(packed.pairVolunteer);
  const shift = indexes(packed.pairShift);
  const [first] = groupBy(volunteer, volunteers);
  const [shiftFirst, shiftPairs] = groupBy(shift, shifts);
  const minutes = column(packed.pairMinutes);
  const model = {
    ...limits,
    volunteers,
    shifts,
    pairs,
    overTarget: packed.weights.overTarget,
    short: packed.weights.short,
    unit: fill(sharedFloats(volunteers), (i) => commonUnit(minutes, first[i]!, first[i + 1]!)),
    event: packed.event,
    first,
    volunteer,
    shift,
    score: column(packed.pairScore),
    minutes,
    source: order,
    shiftFirst,
    shiftPairs,
  };
  return { ...model, ...findConflicts(packed, model), ...findMeetings(packed, model) };
}

/** Whether two pairs of one volunteer exclude each other. */
export function conflict(model: Model, p: number, q: number): boolean {
  const i = model.volunteer[p]!;
  const row = model.conflictFirst[i]!;
  if (row < 0) return false;
  const first = model.first[i]!;
  const words = (model.first[i + 1]! - first + 31) >>> 5;
  const k = q - first;
  return ((model.conflicts[row + (p - first) * words + (k >>> 5)]! >>> (k & 31)) & 1) === 1;
}

/** The later starts before the other has ended and the way is made, or both belong to one event. */
function excludes(packed: Packed, i: number, a: number, b: number): boolean {
  if (packed.event[a]! >= 0 && packed.event[a] === packed.event[b]) return true;
  const [earlier, later] = packed.start[a]! <= packed.start[b]! ? [a, b] : [b, a];
  // Comparisons with NaN are false: without times there is no conflict, without places no way.
  const wait = packed.start[later]! - packed.end[earlier]!;
  if (wait < 0) return true;
  const dx = packed.x[a]! - packed.x[b]!;
  const dy = packed.y[a]! - packed.y[b]!;
  const isElsewhere = dx * dx + dy * dy > 0;
  const speed = packed.speed[i]!;
  return (
    isElsewhere &&
    speed < Infinity &&
    wait < packed.travel.fixedMinutes + (Math.hypot(dx, dy) * packed.travel.detour) / speed
  );
}

function findConflicts(packed: Packed, { volunteers, first, shift }: Grouped) {
  const conflictFirst = sharedFloats(volunteers);
  let words = 0;
  for (let i = 0; i < volunteers; i++) {
    const count = first[i + 1]! - first[i]!;
    conflictFirst[i] = words;
    words += count * ((count + 31) >>> 5);
  }
  // Dense agents of a plain assignment have no conflicts at all: then the bits are not even made.
  const reach = fill(sharedIntegers(shift.length), (p) => p);
  const isPlain = packed.start.every(Number.isNaN) && packed.event.every((event) => event < 0);
  if (isPlain) return { conflictFirst: conflictFirst.fill(-1), conflicts: sharedIntegers(0), reach };
  const conflicts = sharedIntegers(words);
  for (let i = 0; i < volunteers; i++) {
    const from = first[i]!;
    const count = first[i + 1]! - from;
    const rowWords = (count + 31) >>> 5;
    const base = conflictFirst[i]!;
    let found = false;
    for (let a = 0; a < count; a++) {
      for (let b = a + 1; b < count; b++) {
        if (!excludes(packed, i, shift[from + a]!, shift[from + b]!)) continue;
        found = true;
        reach[from + a] = from + b;
        conflicts[base + a * rowWords + (b >>> 5)]! |= 1 << (b & 31);
        conflicts[base + b * rowWords + (a >>> 5)]! |= 1 << (a & 31);
      }
    }
    if (!found) conflictFirst[i] = -1;
  }
  return { conflictFirst, conflicts, reach };
}

type Grouped = Pick<Model, 'volunteers' | 'first' | 'shift'>;

function findMeetings(packed: Packed, { volunteers, first, shift }: Grouped) {
  const partnersOf: number[][] = Array.from({ length: volunteers }, () => []);
  const meetings: number[][] = [];
  for (let k = 0; k < packed.apart.length; k += 2) {
    const [one, other] = [packed.apart[k]!, packed.apart[k + 1]!];
    if (partnersOf[one]!.includes(other)) continue;
    partnersOf[one]!.push(other);
    partnersOf[other]!.push(one);
    const own = pairsByEvent(packed, first[one]!, first[one + 1]!, shift);
    for (const [event, theirs] of pairsByEvent(packed, first[other]!, first[other + 1]!, shift)) {
      const both = own.get(event);
      if (both) meetings.push([...both, ...theirs]);
    }
  }
  const [partnerFirst, partners] = flatten(partnersOf);
  const [meetingFirst, meetingPairs] = flatten(meetings);
  return { partnerFirst, partners, meetingFirst, meetingPairs };
}

function pairsByEvent(packed: Packed, from: number, to: number, shift: Int32Array): Map<number, number[]> {
  const byEvent = new Map<number, number[]>();
  for (let p = from; p < to; p++) {
    const event = packed.event[shift[p]!]!;
    if (event < 0) continue;
    const there = byEvent.get(event);
    if (there) there.push(p);
    else byEvent.set(event, [p]);
  }
  return byEvent;
}

/** What the fixed places leave of every limit. */
function limitsWithout(packed: Packed, fixed: Int32Array) {
  const [maxMinutes, targetMinutes, maxShifts] = [
    packed.maxMinutes.slice(),
    packed.targetMinutes.slice(),
    packed.maxShifts.slice(),
  ];
  const [min, max] = [packed.min.slice(), packed.max.slice()];
  const served = new Float64Array(maxMinutes.length).fill(packed.weights.served);
  for (const k of fixed) {
    const [i, j] = [packed.pairVolunteer[k]!, packed.pairShift[k]!];
    maxMinutes[i]! -= packed.pairMinutes[k]!;
    targetMinutes[i] = Math.max(0, targetMinutes[i]! - packed.pairMinutes[k]!);
    maxShifts[i]! -= 1;
    served[i] = 0;
    min[j] = Math.max(0, min[j]! - 1);
    max[j]! -= 1;
  }
  return { maxMinutes, targetMinutes, maxShifts, served, min, max };
}

/** Without the fixed pairs and those that one of them, or a limit alone, excludes. */
function keptPairs(
  packed: Packed,
  fixed: Int32Array,
  { maxMinutes, maxShifts, max }: Pick<Model, 'maxMinutes' | 'maxShifts' | 'max'>,
): Int32Array {
  const fixedOf = new Map<number, number[]>();
  for (const k of fixed) {
    const i = packed.pairVolunteer[k]!;
    fixedOf.set(i, [...(fixedOf.get(i) ?? []), packed.pairShift[k]!]);
  }
  const partnersOf = new Map<number, number[]>();
  for (let k = 0; fixed.length > 0 && k < packed.apart.length; k++) {
    const [one, other] = [packed.apart[k]!, packed.apart[k ^ 1]!];
    partnersOf.set(one, [...(partnersOf.get(one) ?? []), other]);
  }
  const isMeeting = (i: number, event: number) =>
    event >= 0 &&
    (partnersOf.get(i) ?? []).some((k) => fixedOf.get(k)?.some((j) => packed.event[j] === event));
  const kept = new Int32Array(packed.pairShift.length);
  let count = 0;
  for (let k = 0; k < kept.length; k++) {
    const [i, j] = [packed.pairVolunteer[k]!, packed.pairShift[k]!];
    if (packed.pairMinutes[k]! > maxMinutes[i]! || maxShifts[i]! < 1 || max[j]! < 1) continue;
    if (fixedOf.get(i)?.some((other) => other === j || excludes(packed, i, j, other))) continue;
    if (fixed.length > 0 && isMeeting(i, packed.event[j]!)) continue;
    kept[count++] = k;
  }
  return kept.subarray(0, count);
}

/** By volunteer, then those without times, then by start. */
function orderPairs(packed: Packed, kept: Int32Array): Int32Array {
  const { pairVolunteer, pairShift, start } = packed;
  // Every shift's rank in time makes one sort key of plain numbers.
  const rank = new Int32Array(start.length);
  const inTime = Int32Array.from(start.keys()).sort((a, b) => {
    const [s, t] = [start[a]!, start[b]!];
    if (Number.isNaN(s) || Number.isNaN(t)) return Number(Number.isNaN(t)) - Number(Number.isNaN(s)) || a - b;
    return s - t || packed.end[a]! - packed.end[b]! || a - b;
  });
  for (const [k, j] of inTime.entries()) rank[j] = k;
  const [first, grouped] = groupBy(
    fill(new Int32Array(kept.length), (k) => pairVolunteer[kept[k]!]!),
    packed.maxMinutes.length,
  );
  const order = fill(sharedIntegers(kept.length), (k) => kept[grouped[k]!]!);
  for (let i = 0; i + 1 < first.length; i++) {
    order.subarray(first[i]!, first[i + 1]!).sort((a, b) => rank[pairShift[a]!]! - rank[pairShift[b]!]!);
  }
  return order;
}

/** Counting sort: the places of each value, in their order. */
function groupBy(values: Int32Array, count: number): [first: Int32Array, members: Int32Array] {
  const first = sharedIntegers(count + 1);
  for (const value of values) first[value + 1]!++;
  for (let k = 0; k < count; k++) first[k + 1]! += first[k]!;
  const next = first.slice();
  const members = sharedIntegers(values.length);
  for (let k = 0; k < values.length; k++) members[next[values[k]!]!++] = k;
  return [first, members];
}

function flatten(lists: number[][]): [first: Int32Array, members: Int32Array] {
  const first = sharedIntegers(lists.length + 1);
  for (const [k, list] of lists.entries()) first[k + 1] = first[k]! + list.length;
  const members = sharedIntegers(first[lists.length]!);
  for (const [k, list] of lists.entries()) members.set(list, first[k]);
  return [first, members];
}

function commonUnit(minutes: Float64Array, from: number, to: number): number {
  let unit = 0;
  for (let p = from; p < to; p++) {
    if (!Number.isInteger(minutes[p])) return 0;
    for (let a = minutes[p]!; a > 0;) [unit, a] = [a, unit % a];
  }
  return unit || 1;
}

function fill<T extends Int32Array | Float64Array>(column: T, value: (index: number) => number): T {
  for (let k = 0; k < column.length; k++) column[k] = value(k);
  return column;
}
