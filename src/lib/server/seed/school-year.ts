import { dayOffCalendar } from '#lib/features/days-off/day-off.ts';
import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { publicHolidays } from '#lib/time/holidays.ts';

const isOff = dayOffCalendar(schoolHolidaysNrw.map((holiday) => ({ ...holiday, kind: 'school_holiday' })));
const [firstKnown, lastKnown] = [schoolHolidaysNrw[0]!.firstOn, schoolHolidaysNrw.at(-1)!.lastOn];

/** In years that nobody has published yet the days of 2026/27 stand in: a demo may be opened years later. */
function isInHolidays(date: PlainDate): boolean {
  if (firstKnown <= date && date <= lastKnown) return isOff(date).length > 0;
  const year = date.slice(5) >= '07-20' ? '2026' : '2027';
  return isOff(`${year}${date.slice(4)}`).length > 0;
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
