import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  daysBetween,
  isPlainDate,
  monthGrid,
  startOfMonth,
  startOfWeek,
  weekdayOf,
} from './date.ts';

describe('a calendar date', () => {
  it.each([
    ['2026-11-24', true],
    ['2028-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-13-01', false],
    ['2026-11-24T10:00', false],
    ['24.11.2026', false],
    ['', false],
  ])('"%s" exists: %s', (text, exists) => {
    expect(isPlainDate(text)).toBe(exists);
  });

  it.each([
    ['2026-11-24', 7, '2026-12-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('%s plus %i days is %s', (date, days, later) => {
    expect(addDays(date, days)).toBe(later);
    expect(daysBetween(date, later)).toBe(days);
  });

  it.each([
    ['2026-12-11', 3, '2027-03-11'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-12-31', -1, '2026-11-30'],
  ])('%s plus %i months is %s', (date, months, later) => {
    expect(addMonths(date, months)).toBe(later);
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-24', 2],
    ['2026-11-29', 7],
    ['1955-03-12', 6],
    ['1970-01-01', 4],
  ])('%s is day %i of the week', (date, weekday) => {
    expect(weekdayOf(date)).toBe(weekday);
  });

  it('lies in a week that starts on Monday', () => {
    expect(startOfWeek('2026-11-23')).toBe('2026-11-23');
    expect(startOfWeek('2026-11-29')).toBe('2026-11-23');
    expect(startOfWeek('2027-01-01')).toBe('2026-12-28');
  });

  it('lies in a month that starts on the first', () => {
    expect(startOfMonth('2026-11-24')).toBe('2026-11-01');
    expect(startOfMonth('2026-11')).toBe('2026-11-01');
  });

  it('is refused where it does not exist', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
    expect(() => weekdayOf('morgen')).toThrow(RangeError);
    expect(() => startOfMonth('2026-13')).toThrow(RangeError);
  });
});

describe('the page of a month', () => {
  it.each([
    ['2026-11', '2026-10-26', '2026-12-06', 6],
    ['2027-02', '2027-02-01', '2027-02-28', 4],
    ['2026-12', '2026-11-30', '2027-01-03', 5],
  ])('of %s goes from Monday %s to Sunday %s in %i weeks', (month, first, last, weeks) => {
    const grid = monthGrid(month);
    expect(grid).toHaveLength(weeks);
    expect(grid.flat()).toHaveLength(weeks * 7);
    expect(grid.flat().at(0)).toBe(first);
    expect(grid.flat().at(-1)).toBe(last);
  });

  it('has every day once, in order, through the change to winter time', () => {
    const dates = monthGrid('2026-10').flat();
    expect(dates.slice(1)).toEqual(dates.slice(0, -1).map((date) => addDays(date, 1)));
    expect(dates.filter((date) => date.startsWith('2026-10'))).toHaveLength(31);
  });
});
