import { getHolidays } from 'feiertagejs';
import { describe, expect, it } from 'vitest';
import de from '../../../messages/common/de.json' with { type: 'json' };
import en from '../../../messages/common/en.json' with { type: 'json' };
import { easterSunday, isPublicHoliday, publicHolidays } from './holidays.ts';

const datesOf = (year: number) => publicHolidays(year).map(({ date }) => date);

describe('the public holidays of North Rhine-Westphalia', () => {
  it.each([
    [2026, '01-01 04-03 04-06 05-01 05-14 05-25 06-04 10-03 11-01 12-25 12-26'],
    [2027, '01-01 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26'],
    [2028, '01-01 04-14 04-17 05-01 05-25 06-05 06-15 10-03 11-01 12-25 12-26'],
  ])('of %i are the eleven that the state publishes', (year, days) => {
    expect(datesOf(year)).toEqual(days.split(' ').map((day) => `${year}-${day}`));
  });

  it.each(Array.from({ length: 12 }, (_, index) => 2024 + index))('of %i agree with feiertagejs', (year) => {
    // Its dates are noon in UTC; its `dateString` is wrong on machines far in the east.
    const others = getHolidays(year, 'NW').map(({ date }) => date.toISOString().slice(0, 10));
    expect(datesOf(year)).toEqual(others.sort());
  });

  it('have keys that stay the same, in the order of the calendar', () => {
    expect(publicHolidays(2026).map(({ key }) => key)).toEqual([
      'neujahr',
      'karfreitag',
      'ostermontag',
      'tag_der_arbeit',
      'christi_himmelfahrt',
      'pfingstmontag',
      'fronleichnam',
      'tag_der_deutschen_einheit',
      'allerheiligen',
      'erster_weihnachtstag',
      'zweiter_weihnachtstag',
    ]);
  });

  it('have a name in German and in English', () => {
    for (const { key } of publicHolidays(2026)) {
      expect(de).toHaveProperty(`time_holiday_${key}`, expect.stringMatching(/\p{L}/u));
      expect(en).toHaveProperty(`time_holiday_${key}`, expect.stringMatching(/\p{L}/u));
    }
  });

  it('tell a holiday from the day after', () => {
    expect(isPublicHoliday('2027-05-27')).toBe(true);
    expect(isPublicHoliday('2027-05-28')).toBe(false);
    // Easter Sunday is one in Brandenburg only.
    expect(isPublicHoliday('2027-03-28')).toBe(false);
  });
});

describe('Easter', () => {
  it.each(['1818-03-22', '1943-04-25', '2000-04-23', '2026-04-05', '2027-03-28', '2285-03-22'])(
    'falls on %s, its earliest and latest days included',
    (date) => {
      expect(easterSunday(Number(date.slice(0, 4)))).toBe(date);
    },
  );
});
