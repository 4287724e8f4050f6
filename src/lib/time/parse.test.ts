import { describe, expect, it } from 'vitest';
import { parseGermanDate, parseTime } from './parse.ts';

const today = '2026-11-23';

describe('a date that Hanne types', () => {
  it.each([
    ['24.11.2026', '2026-11-24'],
    ['24. 11. 2026', '2026-11-24'],
    [' 1.2.2027 ', '2027-02-01'],
    ['12.03.1955', '1955-03-12'],
    ['2026-11-24', '2026-11-24'],
  ])('as "%s" is %s', (text, date) => {
    expect(parseGermanDate(text, today)).toBe(date);
  });

  it.each([
    ['24.11.', '2026-11-24'],
    ['24.11', '2026-11-24'],
    ['23.11.', '2026-11-23'],
    ['22.11.', '2027-11-22'],
    ['29.2.', '2028-02-29'],
  ])('without a year, as "%s", is the next such day: %s', (text, date) => {
    expect(parseGermanDate(text, today)).toBe(date);
  });

  it.each([
    '',
    'morgen',
    '31.11.2026',
    '29.02.2027',
    '31.6.',
    '0.1.2027',
    '24.13.2026',
    '24',
    '24.11.26',
    '24/11/2026',
    '2026-02-30',
    '24.11.20266',
  ])('as "%s" is refused', (text) => {
    expect(parseGermanDate(text, today)).toBeNull();
  });
});

describe('a time that Hanne types', () => {
  it.each([
    ['14:30', '14:30'],
    ['14.30', '14:30'],
    ['1430', '14:30'],
    ['14', '14:00'],
    ['9', '09:00'],
    ['9.05', '09:05'],
    ['930', '09:30'],
    ['0:00', '00:00'],
    [' 14.30 Uhr', '14:30'],
    ['14 uhr', '14:00'],
  ])('as "%s" is %s', (text, time) => {
    expect(parseTime(text)).toBe(time);
  });

  it.each(['', 'Uhr', 'mittags', '24:00', '14:60', '14:3', '14:300', '-1', '14,30', '2:30 pm', '12345'])(
    'as "%s" is refused',
    (text) => {
      expect(parseTime(text)).toBeNull();
    },
  );
});
