import { expect, test } from 'vitest';
import { fillState } from './fill.ts';

test.each([
  ['nobody has signed up', { taken: 0, min: 2, max: 5 }, 'empty'],
  ['nobody has signed up, and nobody is needed', { taken: 0, min: 0, max: 5 }, 'empty'],
  ['fewer than needed', { taken: 1, min: 2, max: 5 }, 'short'],
  ['as many as needed', { taken: 2, min: 2, max: 5 }, 'enough'],
  ['the last place is taken', { taken: 5, min: 2, max: 5 }, 'full'],
  ['others wait for a place', { taken: 5, min: 2, max: 5, waiting: 1 }, 'waiting'],
  ['someone waits although a place has just become free', { taken: 4, min: 2, max: 5, waiting: 1 }, 'enough'],
] as const)('when %s, the shift counts as %s', (_, fill, expected) => {
  expect(fillState(fill)).toBe(expected);
});
