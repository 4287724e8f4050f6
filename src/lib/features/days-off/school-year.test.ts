import { addDays } from '#lib/time/date.ts';
import { describe, expect, it } from 'vitest';
import { dayOffCalendar, type DaysOff, publicHolidaysBetween } from './day-off.ts';
import { schoolHolidaysNrw } from './school-holidays-nrw.ts';
import {
  countSchoolDays,
  daysOfSchoolYear,
  movableHolidaysAllowed,
  schoolYearName,
  schoolYearOf,
} from './school-year.ts';

const { from, to } = daysOfSchoolYear(2026);
const schoolHolidays = schoolHolidaysNrw.map((one): DaysOff => ({ ...one, kind: 'school_holiday' }));
const forAll = [...publicHolidaysBetween(from, to), ...schoolHolidays];

describe('the school year 2026/27', () => {
  const isOff = dayOffCalendar(forAll);

  it('has 38 Mondays, 38 Tuesdays, 39 Wednesdays, 38 Thursdays and 40 Fridays', () => {
    expect(countSchoolDays(2026, isOff)).toEqual([38, 38, 39, 38, 40]);
  });

  it('begins on Wednesday 2 September 2026 and ends on Friday 16 July 2027', () => {
    const isSchool = (day: string) => isOff(day).length === 0;
    expect(['2026-09-01', '2026-09-02', '2027-07-16', '2027-07-19'].map(isSchool)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('loses a Monday, a Tuesday and a Friday to three movable holidays of one school', () => {
    const movable = ['2027-02-08', '2027-02-09', '2027-05-07'].map((day): DaysOff => {
      return { kind: 'closing_day', firstOn: day, lastOn: day, name: 'movable_holiday' };
    });
    expect(countSchoolDays(2026, dayOffCalendar([...forAll, ...movable]))).toEqual([37, 37, 39, 38, 39]);
  });

  it('loses nothing to a closing day that lies in the holidays anyway', () => {
    const day = '2026-10-20';
    const idle: DaysOff = { kind: 'closing_day', firstOn: day, lastOn: day, name: 'closed' };
    expect(countSchoolDays(2026, dayOffCalendar([...forAll, idle]))).toEqual([38, 38, 39, 38, 40]);
  });
});

it('knows a school year by any of its days, and says its name', () => {
  expect(['2026-07-31', '2026-08-01', '2027-07-31'].map(schoolYearOf)).toEqual([2025, 2026, 2026]);
  expect([2026, 2099].map(schoolYearName)).toEqual(['2026/27', '2099/00']);
});

it('knows how many movable holidays the ministry has granted, and does not guess beyond', () => {
  expect([2024, 2025, 2026, 2027, 2028, 2029, 2030].map(movableHolidaysAllowed)).toEqual([
    null,
    3,
    3,
    3,
    4,
    4,
    null,
  ]);
});

it('the product’s own list is in order, without overlaps, and every holiday leaves some days of school between', () => {
  for (const [index, { firstOn, lastOn }] of schoolHolidaysNrw.entries()) {
    expect(firstOn <= lastOn).toBe(true);
    const next = schoolHolidaysNrw[index + 1];
    if (next) expect(addDays(lastOn, 14) < next.firstOn, next.name).toBe(true);
  }
});
