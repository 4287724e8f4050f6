import { expect, it } from 'vitest';
import { createRandom, share } from './random.ts';

const since = Date.UTC(2026, 10, 23);

it('repeats itself with the same seed, and only then', () => {
  const sequence = (seed: string) => {
    const random = createRandom(seed, since);
    return [random.int(1, 6), random.pick(['a', 'b', 'c']), random.id(), random.next()];
  };
  expect(sequence('1')).toEqual(sequence('1'));
  expect(sequence('1')).not.toEqual(sequence('2'));
});

it('spreads evenly', () => {
  const random = createRandom('dice', since);
  const counts = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < 60_000; i++) counts[random.int(1, 6) - 1]! += 1;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

it('makes identifiers of version 7 that grow and never repeat', () => {
  const random = createRandom('ids', since);
  const ids = Array.from({ length: 5000 }, () => random.id());
  expect(
    ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id)),
  ).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

it('samples without repetition, in the order of the list', () => {
  const random = createRandom('sample', since);
  for (let i = 0; i < 100; i++) {
    const drawn = random.sample([1, 2, 3, 4, 5], 3);
    expect(drawn).toEqual([...new Set(drawn)].toSorted());
    expect(drawn).toHaveLength(3);
  }
  expect(random.sample([1, 2], 5)).toEqual([1, 2]);
});

it('shares a number out by weight, without losing or inventing anything', () => {
  expect(share(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(share(7, [5, 0, 2])).toEqual([5, 0, 2]);
  const shares = share(160, [9.8, 6.2, 11.1, 7.9, 13.7]);
  expect(shares.reduce((sum, part) => sum + part, 0)).toBe(160);
});
