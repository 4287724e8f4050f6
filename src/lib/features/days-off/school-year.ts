import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import type { DayOffCalendar } from './day-off.ts';

/** A school year by the year in which it begins: 2026 is 2026/27, from 1 August to 31 July. */
export type SchoolYear = number;

export function schoolYearOf(day: PlainDate): SchoolYear {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < '08-01' ? year - 1 : year;
}

/** First and last day. */
export function daysOfSchoolYear(year: SchoolYear): { from: PlainDate; to: PlainDate } {
  return { from: `${year}-08-01`, to: `${year + 1}-07-31` };
}

/** "2026/27" */
export function schoolYearName(year: SchoolYear): string {
  return `${year}/${String(year + 1).slice(2)}`;
}

/** How many movable holidays a school in North Rhine-Westphalia has (BASS 12-65 no. 1); null: not fixed yet. */
export function movableHolidaysAllowed(year: SchoolYear): number | null {
  if (year >= 2025 && year <= 2027) return 3;
  return year === 2028 || year === 2029 ? 4 : null;
}

/** On how many Mondays, Tuesdays … Fridays of the year there is school. */
export function countSchoolDays(year: SchoolYear, isOff: DayOffCalendar): number[] {
  const counts = [0, 0, 0, 0, 0];
  const { from, to } = daysOfSchoolYear(year);
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const weekday = weekdayOf(day);
    if (weekday <= 5 && isOff(day).length === 0) counts[weekday - 1]!++;
  }
  return counts;
}
