import { describe, expect, it } from 'vitest';
import { readDate, readList, readName, readPostalCode, readTime, readTimes, readWhole } from './cells.ts';
import { readAvailability, readRhythm } from './rhythm.ts';

const today = '2026-11-23';

describe('a date in a cell', () => {
  it.each([
    ['24.11.2026', '2026-11-24'],
    ['24.11.26', '2026-11-24'],
    ['1.2.2027', '2027-02-01'],
    ['24. November 2026', '2026-11-24'],
    ['24. Nov. 26', '2026-11-24'],
    ['3. März 2027', '2027-03-03'],
    ['3 Mrz 2027', '2027-03-03'],
    ['Di, 24.11.2026', '2026-11-24'],
    ['Dienstag, 24. November 2026', '2026-11-24'],
    ['24/11/2026', '2026-11-24'],
    ['24-11-2026', '2026-11-24'],
    ['2026-11-24', '2026-11-24'],
    ['46350', '2026-11-24'],
    ['46350.0', '2026-11-24'],
    ['24.11.', '2026-11-24'],
    ['2. Januar', '2027-01-02'],
  ])('as "%s" is %s', (text, date) => {
    expect(readDate(text, today)).toMatchObject({ date });
  });

  it.each([
    ['24.11.2026 14:30', '14:30'],
    ['24.11.2026, 14.30 Uhr', '14:30'],
    ['2026-11-24 14:30', '14:30'],
    ['2026-11-24T14:30:00', '14:30'],
    ['46350.604166667', '14:30'],
    ['46350,604166667', '14:30'],
    ['24.11.2026', null],
  ])('may have a time with it: "%s"', (text, time) => {
    expect(readDate(text, today)).toEqual({ date: '2026-11-24', time });
  });

  it.each(['31.02.2026', '31. Juni 2027', '29.2.2027', '2026-13-01', '0.1.2027'])(
    '"%s" does not exist',
    (text) => {
      expect(readDate(text, today)).toBe('impossible');
    },
  );

  it.each(['', 'morgen', 'nach Absprache', '24', '44287 Dortmund', '1.2.3.4'])('"%s" is none', (text) => {
    expect(readDate(text, today)).toBe('unreadable');
  });
});

describe('a time in a cell', () => {
  it.each([
    ['14:30', '14:30'],
    ['14.30 Uhr', '14:30'],
    ['14 Uhr', '14:00'],
    ['ab 9 Uhr', '09:00'],
    ['9h', '09:00'],
    ['14:30:00', '14:30'],
    ['0.604166666666667', '14:30'],
    ['0,375', '09:00'],
    ['0,5', '12:00'],
    ['25:00', null],
    ['nachmittags', null],
    ['', null],
  ])('"%s" is %s', (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each([
    ['14:30–16:00 Uhr', '14:30', '16:00'],
    ['14.30 Uhr bis 16 Uhr', '14:30', '16:00'],
    ['von 14 bis 16 Uhr', '14:00', '16:00'],
    ['14-16', '14:00', '16:00'],
    ['15 Uhr', '15:00', null],
  ])('"%s" is a stretch', (text, start, end) => {
    expect(readTimes(text)).toEqual({ start, end });
  });

  it.each(['14-', 'vormittags', '1-2-3', ''])('"%s" is no stretch', (text) => {
    expect(readTimes(text)).toBeNull();
  });
});

it.each([
  ['3', 3],
  ['3,0', 3],
  ['3.00', 3],
  ['2,5', null],
  ['-1', null],
  ['viele', null],
])('the number "%s" is %s', (text, number) => {
  expect(readWhole(text)).toBe(number);
});

it.each([
  ['44287', '44287'],
  ['44287.0', '44287'],
  ['1067', '01067'],
  ['D-44287', '44287'],
  ['44287 Dortmund', '44287'],
  ['4428', '04428'],
  ['442', null],
  ['442870', null],
  ['Aplerbeck', null],
])('the postal code "%s" is %s', (text, code) => {
  expect(readPostalCode(text)).toBe(code);
});

it.each([
  ['Grünwald, Hanne', 'Hanne', 'Grünwald'],
  ['Hanne Grünwald', 'Hanne', 'Grünwald'],
  ['Frau Hanne  Grünwald', 'Hanne', 'Grünwald'],
  ['Anna Maria von der Heide', 'Anna Maria', 'von der Heide'],
  ['von der Heide, Anna Maria', 'Anna Maria', 'von der Heide'],
  ['Grünwald', '', 'Grünwald'],
])('the name "%s"', (text, givenName, familyName) => {
  expect(readName(text)).toEqual({ givenName, familyName });
});

it('a list in a cell has commas, semicolons, strokes, lines or "und"', () => {
  expect(readList('Deutsch, Türkisch und Englisch; Polnisch/Russisch\nArabisch')).toEqual([
    'Deutsch',
    'Türkisch',
    'Englisch',
    'Polnisch',
    'Russisch',
    'Arabisch',
  ]);
});

describe('a rhythm', () => {
  const weekly = (weekdays: number[], every = 1) => ({ frequency: 'weekly', every, weekdays, ordinals: [] });
  const monthly = (weekdays: number[], ordinals: number[]) => ({
    frequency: 'monthly',
    every: 1,
    weekdays,
    ordinals,
  });

  it.each([
    ['wöchentlich Dienstag', weekly([2])],
    ['dienstags', weekly([2])],
    ['jeden Dienstag und Donnerstag', weekly([2, 4])],
    ['Mo, Mi + Fr', weekly([1, 3, 5])],
    ['Mo.–Fr.', weekly([1, 2, 3, 4, 5])],
    ['14-täglich Mi', weekly([3], 2)],
    ['14tägig mittwochs', weekly([3], 2)],
    ['alle zwei Wochen am Mittwoch', weekly([3], 2)],
    ['jede 3. Woche freitags', weekly([5], 3)],
    ['jeden 2. und 4. Donnerstag', monthly([4], [2, 4])],
    ['2. und 4. Donnerstag im Monat', monthly([4], [2, 4])],
    ['jeden zweiten Donnerstag im Monat', monthly([4], [2])],
    ['jeden ersten Montag', monthly([1], [1])],
    ['letzter Freitag im Monat', monthly([5], [-1])],
    ['1. Sonntag', monthly([7], [1])],
  ])('"%s"', (text, rule) => {
    expect(readRhythm(text)).toEqual(rule);
  });

  it.each(['jeden zweiten Donnerstag', 'jeden 2. Do'])('"%s" has two meanings', (text) => {
    expect(readRhythm(text)).toBe('ambiguous');
  });

  it.each(['', 'nach Absprache', 'monatlich', 'monatlich Montag'])('"%s" is none', (text) => {
    expect(readRhythm(text)).toBeNull();
  });
});

describe('when somebody has time', () => {
  const window = (weekday: number, startTime: string, endTime: string) => ({ weekday, startTime, endTime });

  it.each([
    ['Mo 14-16 Uhr, Do vormittags', [window(1, '14:00', '16:00'), window(4, '09:00', '12:00')]],
    ['Di und Fr nachmittags', [window(2, '14:00', '17:00'), window(5, '14:00', '17:00')]],
    ['Mi von 9:30 bis 11 Uhr', [window(3, '09:30', '11:00')]],
    ['Sa', [window(6, '09:00', '18:00')]],
    ['Mo vormittags und abends', [window(1, '09:00', '12:00'), window(1, '18:00', '20:00')]],
  ])('"%s"', (text, windows) => {
    expect(readAvailability(text)).toEqual(windows);
  });

  it('is Monday to Friday where no day is named', () => {
    expect(readAvailability('vormittags')!.map(({ weekday }) => weekday)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each(['', 'flexibel', 'Mo 16-14', 'nach Rücksprache'])('"%s" cannot be read', (text) => {
    expect(readAvailability(text)).toBeNull();
  });
});
