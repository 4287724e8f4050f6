/** Repeatable random numbers (Mulberry32). The search must not depend on the platform's generator. */
export type Random = { next(): number; below(limit: number): number };

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  /** From 0 to before 1. */
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  return { next, below: (limit) => Math.floor(next() * limit) };
}
