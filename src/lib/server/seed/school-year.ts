import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { publicHolidays } from '#lib/time/holidays.ts';

/**
 * School holidays of North Rhine-Westphalia, first and last day (facts published by the ministry of schools).
 * Elsewhere in time the days of 2026/27 stand in: good enough for a demo that is opened years later.
 */
const schoolHolidays: [PlainDate, PlainDate][] = [
  ['2026-07-20', '2026-09-01'],
  ['2026-10-17', '2026-10-31'],
  ['2026-12-23', '2027-01-06'],
  ['2027-03-22', '2027-04-03'],
  ['2027-05-18', '2027-05-18'],
  ['2027-07-19', '2027-08-31'],
  ['2027-10-23', '2027-11-06'],
  ['2027-12-24', '2028-01-08'],
  ['2028-04-10', '2028-04-22'],
  ['2028-07-10', '2028-08-22'],
  ['2028-10-23', '2028-11-04'],
  ['2028-12-21', '2029-01-05'],
];
const [firstKnown, lastKnown] = ['2026-07-20', '2029-01-05'];

function isInHolidays(date: PlainDate): boolean {
  if (date >= firstKnown && date <= lastKnown) {
    return schoolHolidays.some(([first, last]) => first <= date && date <= last);
  }
  const year = date.slice(5) >= '07-20' ? '2026' : '2027';
  return schoolHolidays.some(
    ([first, last]) => first <= `${year}${date.slice(4)}` && `${year}${date.slice(4)}` <= last,
  );
}

/** The days of a window, each with what a planner must know of it. */
export type Day = { date: PlainDate; weekday: number; isHoliday: boolean; isSchoolDay: boolean };

/** All days from `first` to `last`, both included. */
export function daysFrom(first: PlainDate, last: PlainDate): Day[] {
  const holidays = new Set<PlainDate>();
  for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year++) {
    for (const { date } of publicHolidays(year)) holidays.add(date);
  }
  const days: Day[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const weekday = weekdayOf(date);
    const isHoliday = holidays.has(date);
    days.push({ date, weekday, isHoliday, isSchoolDay: weekday <= 5 && !isHoliday && !isInHolidays(date) });
  }
  return days;
}
