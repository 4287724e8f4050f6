import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, type Weekday } from './date.ts';
import { type Ordinal, type Recurrence, recurrences } from './recurrence.ts';

const weekly = (weekdays: Weekday[], every = 1): Recurrence => ({
  frequency: 'weekly',
  every,
  weekdays,
  ordinals: [],
});
const monthly = (weekday: Weekday, ordinals: Ordinal[], every = 1): Recurrence => ({
  frequency: 'monthly',
  every,
  weekdays: [weekday],
  ordinals,
});

describe('rules of repetition', () => {
  it('every Tuesday begins with the first Tuesday on or after the first day', () => {
    expect(recurrences(weekly([2]), '2026-11-25', '2026-12-15')).toEqual([
      '2026-12-01',
      '2026-12-08',
      '2026-12-15',
    ]);
  });

  it('fortnightly counts from the week of the first day, also across the turn of the year', () => {
    expect(recurrences(weekly([1, 4], 2), '2026-12-17', '2027-01-16')).toEqual([
      '2026-12-17',
      '2026-12-28',
      '2026-12-31',
      '2027-01-11',
      '2027-01-14',
    ]);
  });

  it('the 2nd and 4th Thursday of the month', () => {
    expect(recurrences(monthly(4, [2, 4]), '2027-05-01', '2027-06-30')).toEqual([
      '2027-05-13',
      '2027-05-27',
      '2027-06-10',
      '2027-06-24',
    ]);
  });

  it('the last Friday, and a fifth one only in months that have it', () => {
    expect(recurrences(monthly(5, [-1]), '2027-01-01', '2027-03-31')).toEqual([
      '2027-01-29',
      '2027-02-26',
      '2027-03-26',
    ]);
    expect(recurrences(monthly(5, [5]), '2027-01-01', '2027-03-31')).toEqual(['2027-01-29']);
  });

  it('refuses a rule that yields more dates than anybody plans', () => {
    expect(() => recurrences(weekly([1, 2, 3, 4, 5, 6, 7]), '2026-01-01', '2030-01-01')).toThrow(RangeError);
  });

  it('agrees with an RFC 5545 library on any rule', () => {
    const byDay = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
    const rule = fc.oneof(
      fc.record({
        frequency: fc.constant('weekly' as const),
        every: fc.integer({ min: 1, max: 6 }),
        weekdays: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), { minLength: 1 }),
        ordinals: fc.constant<Ordinal[]>([]),
      }),
      fc.record({
        frequency: fc.constant('monthly' as const),
        every: fc.integer({ min: 1, max: 4 }),
        weekdays: fc.uniqueArray(fc.constantFrom<Weekday>(1, 2, 3, 4, 5, 6, 7), {
          minLength: 1,
          maxLength: 2,
        }),
        ordinals: fc.uniqueArray(fc.constantFrom<Ordinal>(1, 2, 3, 4, 5, -1), { minLength: 1, maxLength: 3 }),
      }),
    );
    fc.assert(
      fc.property(rule, fc.integer({ min: 0, max: 1500 }), (given, offset) => {
        const firstOn = addDays('2026-01-01', offset);
        const lastOn = addDays(firstOn, 200);
        const days = given.weekdays.flatMap((weekday) =>
          given.ordinals.length > 0
            ? given.ordinals.map((ordinal) => `${ordinal}${byDay[weekday - 1]}`)
            : [byDay[weekday - 1]!],
        );
        const library = new RRuleTemporal({
          freq: given.frequency === 'weekly' ? 'WEEKLY' : 'MONTHLY',
          interval: given.every,
          byDay: days,
          wkst: 'MO',
          dtstart: Temporal.ZonedDateTime.from(`${firstOn}T15:00[Europe/Berlin]`) as never,
          until: Temporal.ZonedDateTime.from(`${lastOn}T15:00[Europe/Berlin]`) as never,
        });
        const expected = library.all().map((date) => date.toPlainDate().toString());
        expect(recurrences(given, firstOn, lastOn)).toEqual([...new Set(expected)]);
      }),
      { numRuns: 60 },
    );
  });
});
