import { expect, test } from 'vitest';
import { changedFields, eventState, movedShift } from './event.ts';

const range = (from: string, to: string) => ({
  startAt: new Date(`2026-11-24T${from}Z`),
  endAt: new Date(`2026-11-24T${to}Z`),
});
const before = range('14:00', '16:00');

test('a shift moves with its date', () => {
  expect(movedShift(range('13:30', '15:00'), before, range('15:00', '17:00'))).toEqual(
    range('14:30', '16:00'),
  );
});

test('a longer date makes only those shifts longer that ended with it', () => {
  const longer = range('14:00', '17:00');
  expect(movedShift(range('14:00', '16:00'), before, longer)).toEqual(longer);
  expect(movedShift(range('13:30', '14:30'), before, longer)).toEqual(range('13:30', '14:30'));
});

test('a date cannot end before one of its shifts begins', () => {
  expect(movedShift(range('15:30', '16:00'), before, range('14:00', '15:00'))).toBeNull();
});

test('a published date is over once its end has come, a cancelled one stays cancelled', () => {
  const event = { publishedAt: before.startAt, cancelledAt: null, endAt: before.endAt };
  expect(eventState(event, before.startAt)).toBe('published');
  expect(eventState(event, before.endAt)).toBe('past');
  expect(eventState({ ...event, cancelledAt: before.startAt }, before.endAt)).toBe('cancelled');
  expect(eventState({ ...event, publishedAt: null }, before.startAt)).toBe('draft');
});

test('only what differs counts as changed; an emptied field equals one that was never filled', () => {
  const room = { startAt: before.startAt, room: null as string | null, note: 'Kuchen' as string | null };
  expect(changedFields(room, { startAt: new Date(before.startAt), room: '', note: 'Obst' })).toEqual([
    'note',
  ]);
});
