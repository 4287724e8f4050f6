/**
 * Rules by which dates repeat, over calendar days alone: the time of day is added afterwards on the venue's wall
 * clock (`instantOf`), so no rule can leave it. The rules are the part of RFC 5545 that people say in one sentence.
 */
import {
  addDays,
  daysBetween,
  startOfMonth,
  startOfWeek,
  type PlainDate,
  type Weekday,
  weekdayOf,
} from './date.ts';

/** Which such weekday of a month: the first to the fifth, -1 being the last. */
export type Ordinal = 1 | 2 | 3 | 4 | 5 | -1;

/** Weekly on these weekdays, or monthly on the given ones of them ("2nd and 4th Thursday"). */
export type Recurrence = {
  frequency: 'weekly' | 'monthly';
  /** Every so many weeks or months, counted from the week or month of the first day. */
  every: number;
  weekdays: Weekday[];
  /** Empty when weekly. */
  ordinals: Ordinal[];
};

/** More dates than this are no rule that anybody plans by. */
const RECURRENCES_AT_MOST = 1000;

/**
 * The days on which the rule falls, from `firstOn` to `lastOn`, both included, in order.
 *
 * @throws RangeError when there would be more than `RECURRENCES_AT_MOST`, or a date is none
 */
export function recurrences(
  { frequency, every, weekdays, ordinals }: Recurrence,
  firstOn: PlainDate,
  lastOn: PlainDate,
): PlainDate[] {
  const days: PlainDate[] = [];
  const add = (day: PlainDate) => {
    if (day < firstOn || day > lastOn) return;
    if (days.length === RECURRENCES_AT_MOST) throw new RangeError('The rule yields too many dates');
    days.push(day);
  };
  const inOrder = [...new Set(weekdays)].sort((a, b) => a - b);
  if (frequency === 'weekly') {
    for (let week = startOfWeek(firstOn); week <= lastOn; week = addDays(week, 7 * every)) {
      for (const weekday of inOrder) add(addDays(week, weekday - 1));
    }
    return days;
  }
  for (let month = startOfMonth(firstOn); month <= lastOn; month = monthsLater(month, every)) {
    const ofMonth = inOrder.flatMap((weekday) =>
      ordinals.map((ordinal) => nthWeekday(month, weekday, ordinal)),
    );
    for (const day of [...new Set(ofMonth)].sort()) if (day !== null) add(day);
  }
  return days;
}

/** The nth such weekday of the month that begins on `month`; null when it has none. */
function nthWeekday(month: PlainDate, weekday: Weekday, ordinal: Ordinal): PlainDate | null {
  const first = addDays(month, (weekday - weekdayOf(month) + 7) % 7);
  const daysOfMonth = daysBetween(month, monthsLater(month, 1));
  const inMonth = Math.ceil((daysOfMonth - daysBetween(month, first)) / 7);
  const nth = ordinal === -1 ? inMonth : ordinal;
  return nth <= inMonth ? addDays(first, 7 * (nth - 1)) : null;
}

function monthsLater(month: PlainDate, months: number): PlainDate {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const total = year * 12 + number - 1 + months;
  return `${String(Math.floor(total / 12)).padStart(4, '0')}-${String((total % 12) + 1).padStart(2, '0')}-01`;
}
