import { expect, test } from 'vitest';
import { changesOf } from './changes.ts';
import type { Movable } from './problem-of-week.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour));
const times: Record<string, { startAt: Date; endAt: Date }> = {
  monday: { startAt: at(9), endAt: at(11) },
  beside: { startAt: at(10), endAt: at(12) },
  friday: { startAt: at(105), endAt: at(107) },
};
const movable = (shift: string, isOffer: boolean): Movable => ({
  ...{ volunteer: 'hanne', shift, isOffer },
  ...times[shift]!,
});
const changes = (stands: Movable[], planned: string[]) => {
  const week = { fixed: [], movable: stands, scoreOf: () => 0, reasonsOf: () => [] };
  const found = changesOf(
    week,
    planned.map((shift) => ({ volunteer: 'hanne', shift })),
    (id) => times[id]!,
  );
  return {
    said: found.changes.map(
      ({ kind, shiftId, insteadOf }) => `${kind} ${shiftId}${insteadOf ? ` for ${insteadOf}` : ''}`,
    ),
    lost: found.lost.map(({ shift }) => shift),
  };
};

test('who is asked to give a place up is offered one for it, at the same time first', () => {
  expect(changes([movable('monday', true)], ['friday', 'beside'])).toEqual({
    said: ['release monday', 'place friday', 'place beside for monday'],
    lost: [],
  });
  expect(changes([movable('monday', true)], ['monday', 'friday']).said).toEqual(['place friday']);
});

test('where there is nothing to offer, the place is not to be lost', () => {
  expect(changes([movable('monday', true), movable('friday', true)], ['beside']).lost).toEqual(['friday']);
});

test('what the office may decide alone needs no offer', () => {
  expect(changes([movable('monday', false)], [])).toEqual({ said: ['release monday'], lost: [] });
});
