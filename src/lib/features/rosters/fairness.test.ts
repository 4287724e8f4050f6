import { expect, test } from 'vitest';
import { fairnessOf, gini } from './fairness.ts';

test('the coefficient of Gini is 0 when all have the same and grows with inequality', () => {
  expect(gini([])).toBe(0);
  expect(gini([0, 0])).toBe(0);
  expect(gini([2, 2, 2])).toBe(0);
  expect(gini([0, 0, 0, 4])).toBe(0.75);
  expect(gini([4, 0])).toBe(0.5);
});

test('only those count who could help: a place, or a shift that suits', () => {
  const people = [
    { minutesBefore: 120, minutesAfter: 120, suited: 0 },
    { minutesBefore: 0, minutesAfter: 120, suited: 3 },
    { minutesBefore: 0, minutesAfter: 0, suited: 1 },
    { minutesBefore: 0, minutesAfter: 0, suited: 0 },
  ];
  expect(fairnessOf(people)).toMatchObject({ available: 3, served: 2 });
  expect(fairnessOf(people).giniAfter).toBeLessThan(fairnessOf(people).giniBefore);
});
