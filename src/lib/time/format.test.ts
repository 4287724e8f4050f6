import { describe, expect, it } from 'vitest';
import {
  dateLeaf,
  formatDate,
  formatDateTime,
  formatDay,
  formatDays,
  formatDistance,
  formatDuration,
  formatMonth,
  formatNumber,
  formatRelativeDay,
  formatTime,
  formatTimeRange,
  formatWeekday,
} from './format.ts';

const startAt = new Date('2026-11-24T13:30Z');
const endAt = new Date('2026-11-24T15:00Z');

describe('Hanne’s shift on a Tuesday afternoon', () => {
  it('reads well in German', () => {
    expect(formatDate(startAt, 'de')).toBe('24. November 2026');
    expect(formatDate(startAt, 'de', 'numeric')).toBe('24.11.2026');
    expect(formatDay(startAt, 'de')).toBe('Dienstag, 24. November');
    expect(formatDays('2026-11-24', '2026-11-24', 'de')).toBe('24. November 2026');
    expect(formatDays('2026-11-24', '2026-12-02', 'de')).toBe('24. November 2026 – 2. Dezember 2026');
    expect(formatTime(startAt, 'de')).toBe('14:30');
    expect(formatTimeRange(startAt, endAt, 'de')).toBe('14:30–16:00 Uhr');
    expect(formatDateTime(startAt, 'de')).toBe('24. November 2026, 14:30 Uhr');
    expect(formatDateTime(startAt, 'de', 'numeric')).toBe('24.11.2026, 14:30 Uhr');
    expect(dateLeaf(startAt, 'de')).toEqual({ weekday: 'Di', day: '24', month: 'Nov', year: '2026' });
  });

  it('reads well in English, with 24 hours and the day before the month', () => {
    expect(formatDate(startAt, 'en')).toBe('24 November 2026');
    expect(formatDate(startAt, 'en', 'numeric')).toBe('24/11/2026');
    expect(formatDay(startAt, 'en')).toBe('Tuesday, 24 November');
    expect(formatTime(startAt, 'en')).toBe('14:30');
    expect(formatTimeRange(startAt, endAt, 'en')).toBe('14:30–16:00');
    expect(formatDateTime(startAt, 'en')).toBe('24 November 2026, 14:30');
    expect(dateLeaf(startAt, 'en')).toEqual({ weekday: 'Tue', day: '24', month: 'Nov', year: '2026' });
  });

  it('is on another day in Auckland', () => {
    expect(formatDay(startAt, 'en', 'Pacific/Auckland')).toBe('Wednesday, 25 November');
    expect(formatTimeRange(startAt, endAt, 'en', 'Pacific/Auckland')).toBe('02:30–04:00');
    expect(dateLeaf(startAt, 'en', 'Pacific/Auckland').day).toBe('25');
  });
});

describe('a calendar date', () => {
  it.each(['Europe/Berlin', 'America/St_Johns', 'Pacific/Auckland'])('stays the same day in %s', (zone) => {
    expect(formatDay('2026-11-24', 'de', zone)).toBe('Dienstag, 24. November');
    expect(dateLeaf('2026-11-04', 'de', zone).day).toBe('4');
  });

  it('that does not exist is refused', () => {
    expect(() => formatDate('2026-02-30', 'de')).toThrow(RangeError);
    expect(() => formatMonth('2026-13', 'de')).toThrow(RangeError);
  });
});

describe('the distance to a day', () => {
  it.each([
    ['2026-11-23', 'heute', 'today'],
    ['2026-11-24', 'morgen', 'tomorrow'],
    ['2026-11-25', 'übermorgen', 'in 2 days'],
    ['2026-11-28', 'in 5 Tagen', 'in 5 days'],
    ['2026-11-22', 'gestern', 'yesterday'],
  ])('to %s is "%s"', (day, german, english) => {
    expect(formatRelativeDay(day, '2026-11-23', 'de')).toBe(german);
    expect(formatRelativeDay(day, '2026-11-23', 'en')).toBe(english);
  });

  it('counts midnights of the town, not hours', () => {
    const lateEvening = new Date('2026-11-23T22:30Z');
    const afterMidnight = new Date('2026-11-23T23:30Z');
    expect(formatRelativeDay(afterMidnight, lateEvening, 'de')).toBe('morgen');
    expect(formatRelativeDay(afterMidnight, lateEvening, 'de', 'UTC')).toBe('heute');
  });
});

describe('names of the calendar', () => {
  it('are those of the week, Monday first', () => {
    const week = [1, 2, 3, 4, 5, 6, 7] as const;
    expect(week.map((day) => formatWeekday(day, 'de', 'short')).join(' ')).toBe('Mo Di Mi Do Fr Sa So');
    expect(week.map((day) => formatWeekday(day, 'en', 'short')).join(' ')).toBe(
      'Mon Tue Wed Thu Fri Sat Sun',
    );
    expect(formatWeekday(3, 'de')).toBe('Mittwoch');
  });

  it('are those of the months', () => {
    expect(formatMonth('2026-03', 'de')).toBe('März 2026');
    expect(formatMonth('2026-03', 'en')).toBe('March 2026');
  });
});

describe('a quantity', () => {
  it.each([
    [0, '0 Min.', '0 min'],
    [45, '45 Min.', '45 min'],
    [60, '1 Std.', '1 h'],
    [90, '1 Std. 30 Min.', '1 h 30 min'],
    [119.6, '2 Std.', '2 h'],
  ])('of %d minutes is "%s"', (minutes, german, english) => {
    expect(formatDuration(minutes, 'de')).toBe(german);
    expect(formatDuration(minutes, 'en')).toBe(english);
  });

  it('of time is never negative', () => {
    expect(() => formatDuration(-5, 'de')).toThrow(RangeError);
    expect(() => formatDuration(NaN, 'de')).toThrow(RangeError);
  });

  it.each([
    [0, '0 m', '0 m'],
    [803, '800 m', '800 m'],
    [996, '1 km', '1 km'],
    [3449, '3,4 km', '3.4 km'],
    [3450, '3,5 km', '3.5 km'],
    [9960, '10 km', '10 km'],
    [12_400, '12 km', '12 km'],
  ])('of %d metres is "%s"', (metres, german, english) => {
    expect(formatDistance(metres, 'de')).toBe(german);
    expect(formatDistance(metres, 'en')).toBe(english);
  });

  it('without a unit has the separators of its language', () => {
    expect(formatNumber(1234.5, 'de')).toBe('1.234,5');
    expect(formatNumber(1234.5, 'en')).toBe('1,234.5');
  });
});

describe('other languages', () => {
  it.each([
    ['de-x-leicht', 'Dienstag, 24. November'],
    ['tr', 'Salı, 24 Kasım'],
    ['ru', 'вторник, 24 ноября'],
    ['pl', 'wtorek, 24 listopada'],
    ['uk', 'вівторок, 24 листопада'],
    ['ar', 'الثلاثاء، 24 نوفمبر'],
    ['tlh', 'Dienstag, 24. November'],
    ['not a locale', 'Dienstag, 24. November'],
  ])('in %s the day is "%s"', (locale, text) => {
    expect(formatDay(startAt, locale)).toBe(text);
  });

  it('of German people say "Uhr" too', () => {
    expect(formatTimeRange(startAt, endAt, 'de-x-leicht')).toBe('14:30–16:00 Uhr');
  });

  it('have plain spaces only', () => {
    const texts = ['de', 'en', 'ru', 'pl', 'uk', 'tr', 'ar'].flatMap((locale) => [
      formatDateTime(startAt, locale),
      formatNumber(1_234_567.8, locale),
      formatDistance(3400, locale),
      formatDuration(90, locale),
      formatMonth('2026-11', locale),
    ]);
    expect(texts.filter((text) => /[^\S ]/u.test(text))).toEqual([]);
  });
});
