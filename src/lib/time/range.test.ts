import { describe, expect, it } from 'vitest';
import { contains, minutesBetween, overlaps, padRange, type Range } from './range.ts';

function range(start: string, end: string): Range {
  return { startAt: new Date(`2026-11-24T${start}Z`), endAt: new Date(`2026-11-24T${end}Z`) };
}

describe('a range', () => {
  const reading = range('10:00', '12:00');

  it.each([
    ['11:00', '13:00', true],
    ['09:00', '10:01', true],
    ['10:30', '11:00', true],
    ['08:00', '13:00', true],
    ['12:00', '13:00', false],
    ['08:00', '10:00', false],
    ['13:00', '14:00', false],
    ['11:00', '11:00', false],
  ])('from 10 to 12 and one from %s to %s share time: %s', (start, end, shared) => {
    expect(overlaps(reading, range(start, end))).toBe(shared);
    expect(overlaps(range(start, end), reading)).toBe(shared);
  });

  it('contains its start but not its end', () => {
    expect(contains(reading, reading.startAt)).toBe(true);
    expect(contains(reading, new Date('2026-11-24T11:59:59.999Z'))).toBe(true);
    expect(contains(reading, reading.endAt)).toBe(false);
    expect(contains(reading, new Date('2026-11-24T09:59:59.999Z'))).toBe(false);
  });

  it('is measured in minutes', () => {
    expect(minutesBetween(reading.startAt, reading.endAt)).toBe(120);
    expect(minutesBetween(reading.endAt, reading.startAt)).toBe(-120);
  });

  it('grows on both sides by the time to travel', () => {
    expect(padRange(reading, 30)).toEqual(range('09:30', '12:30'));
    expect(overlaps(padRange(reading, 30), range('12:00', '13:00'))).toBe(true);
  });
});
