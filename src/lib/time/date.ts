/**
 * Calendar dates. They are text (`2026-11-24`), not instants, so that no zone can move them; text also
 * sorts and compares as the calendar does.
 */

/** A calendar date, `YYYY-MM-DD`. */
export type PlainDate = string;
/** A calendar month, `YYYY-MM`. */
export type YearMonth = string;
/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const dayMilliseconds = 86_400_000;

/** Whether the text is a day that the calendar has: `2026-02-30` is none. */
export function isPlainDate(text: string): text is PlainDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && toPlainDate(time) === text;
}

/** Days since 1 January 1970. @throws RangeError when the text is no date */
function dayNumber(date: PlainDate): number {
  if (!isPlainDate(date)) throw new RangeError(`"${date}" is not a date like 2026-11-24`);
  return Date.parse(date) / dayMilliseconds;
}

function toPlainDate(utcMilliseconds: number): PlainDate {
  return new Date(utcMilliseconds).toISOString().slice(0, 10);
}

/** The date `days` later (earlier, when negative). @throws RangeError when `date` is no date */
export function addDays(date: PlainDate, days: number): PlainDate {
  return toPlainDate((dayNumber(date) + days) * dayMilliseconds);
}

/** The same day `months` later; the month's last where it has no such day. @throws RangeError when `date` is no date */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const [year, month, day] = addDays(date, 0).split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return toPlainDate(Date.UTC(year, month - 1 + months, Math.min(day, lastDay)));
}

/** Calendar days from one date to the other; negative when `to` comes first. @throws RangeError */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Which day of the week a date is. @throws RangeError when `date` is no date */
export function weekdayOf(date: PlainDate): Weekday {
  // Day 0 was a Thursday; dates before it have negative numbers, hence the second modulo.
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The Monday of the week that the date lies in. @throws RangeError when `date` is no date */
export function startOfWeek(date: PlainDate): PlainDate {
  return addDays(date, 1 - weekdayOf(date));
}

/** The first day of the date's month. Takes a month (`2026-11`) too. @throws RangeError */
export function startOfMonth(date: PlainDate | YearMonth): PlainDate {
  return addDays(`${date.slice(0, 7)}-01`, 0);
}

/**
 * The weeks that a month's page on the wall shows: rows of seven dates, Monday first, filled up with
 * days of the neighbouring months. Four to six rows.
 *
 * @throws RangeError when `yearMonth` is not like `2026-11`
 */
export function monthGrid(yearMonth: YearMonth): PlainDate[][] {
  const weeks: PlainDate[][] = [];
  const first = startOfMonth(yearMonth);
  for (let monday = startOfWeek(first); monday < first || monday.startsWith(yearMonth);) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
    monday = addDays(monday, 7);
  }
  return weeks;
}
