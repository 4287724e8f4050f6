import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test.each([
  ['Hanne Vogel', 'HV'],
  ['Hanne Maria Vogel', 'HV'],
  ['Murat', 'M'],
  ['Öznur çelik', 'ÖÇ'],
  ['Klaus (Aplerbeck)', 'K'],
  ['', ''],
])('the initials of "%s" are "%s"', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
