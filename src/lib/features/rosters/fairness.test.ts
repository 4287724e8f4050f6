import { expect, test } from 'vitest';
import { fairnessOf, gini, withMinutes } from './fairness.ts';
import type { ProposalState, ProposedShift } from './roster-run.ts';

test('the coefficient of Gini is 0 when all have the same and grows with inequality', () => {
  expect(gini([])).toBe(0);
  expect(gini([0, 0])).toBe(0);
  expect(gini([2, 2, 2])).toBe(0);
  expect(gini([0, 0, 0, 4])).toBe(0.75);
  expect(gini([4, 0])).toBe(0.5);
});

test('only those count who could help: a place, or a shift that suits', () => {
  const people = [
    { minutesBefore: 120, minutesAccepted: 120, minutesAfter: 120, suited: 0 },
    { minutesBefore: 0, minutesAccepted: 0, minutesAfter: 120, suited: 3 },
    { minutesBefore: 0, minutesAccepted: 0, minutesAfter: 0, suited: 1 },
    { minutesBefore: 0, minutesAccepted: 0, minutesAfter: 0, suited: 0 },
  ];
  const { available, before, accepted, after } = fairnessOf(people);
  expect([available, before.served, accepted.served, after.served]).toEqual([3, 1, 1, 2]);
  expect(after.gini).toBeLessThan(accepted.gini);
});

test('what is accepted counts at once, what is open only in the end, and a no for nothing', () => {
  const hanne = { personId: 'hanne', name: 'Hanne', minutesBefore: 60, suited: 2, obstacle: null };
  const proposal = (kind: 'place' | 'release', state: ProposalState) =>
    ({ personId: 'hanne', kind, state }) as ProposedShift['proposals'][number];
  const shift = (...proposals: ProposedShift['proposals']) => ({
    startAt: new Date('2026-12-01T09:00Z'),
    endAt: new Date('2026-12-01T11:00Z'),
    proposals,
  });
  const minutes = (...proposals: ProposedShift['proposals']) => {
    const [one] = withMinutes(
      [hanne],
      proposals.map((each) => shift(each)),
    );
    return [one!.minutesAccepted, one!.minutesAfter];
  };
  expect(minutes(proposal('place', 'placed'), proposal('place', 'asked'))).toEqual([180, 300]);
  expect(minutes(proposal('place', 'agreed'), proposal('release', 'agreed'))).toEqual([60, 60]);
  expect(minutes(proposal('place', 'declined'), proposal('place', 'left_out'))).toEqual([60, 60]);
});
