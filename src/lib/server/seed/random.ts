/** Chance that can be repeated: the same seed gives the same town. */
export type Random = {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** `count` different entries (fewer when the list is shorter), in the order of the list. */
  sample<T>(list: readonly T[], count: number): T[];
  /** An identifier like the database's own: UUID version 7, later ones sort later. */
  id(): string;
};

/** SplitMix32: turns any text into well-mixed numbers to start from. */
function mixer(text: string): () => number {
  let h = 0x9e3779b9;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x85ebca6b) ^ (h >>> 13);
  return () => {
    h = (h + 0x9e3779b9) | 0;
    let t = h ^ (h >>> 16);
    t = Math.imul(t, 0x21f0aaad);
    t ^= t >>> 15;
    t = Math.imul(t, 0x735a2d97);
    return (t ^ (t >>> 15)) >>> 0;
  };
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/**
 * @param seed anything: equal seeds give equal sequences
 * @param since milliseconds that the identifiers count up from
 */
export function createRandom(seed: string, since: number): Random {
  const mix = mixer(seed);
  // sfc32 by Chris Doty-Humphrey (PractRand, public domain).
  let [a, b, c, counter] = [mix(), mix(), mix(), 1];
  const uint32 = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    c |= 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) uint32();
  let lastId = since;
  const random: Random = {
    next: () => uint32() / 4_294_967_296,
    int: (min, max) => min + Math.floor(random.next() * (max - min + 1)),
    chance: (probability) => random.next() < probability,
    pick: (list) => list[Math.floor(random.next() * list.length)]!,
    sample: (list, count) => {
      const rest = list.map((_, index) => index);
      const chosen: number[] = [];
      while (chosen.length < count && rest.length > 0) {
        chosen.push(rest.splice(Math.floor(random.next() * rest.length), 1)[0]!);
      }
      return chosen.sort((x, y) => x - y).map((index) => list[index]!);
    },
    id: () => {
      const time = hex(++lastId, 12);
      const [x, y, z] = [uint32(), uint32(), uint32()];
      const variant = hex(0x8000 | (y & 0x3fff), 4);
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(x & 0xfff, 3)}-${variant}-${hex(z, 8)}${hex(x >>> 16, 4)}`;
    },
  };
  return random;
}

/** Splits `total` by weights into whole numbers that add up to it (largest remainder). */
export function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, index) => index)
    .sort((x, y) => (exact[y]! % 1) - (exact[x]! % 1) || x - y);
  const missing = total - shares.reduce((all, value) => all + value, 0);
  for (const index of byRemainder.slice(0, missing)) shares[index]! += 1;
  return shares;
}
