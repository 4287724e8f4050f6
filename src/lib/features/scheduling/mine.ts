import {
  addDays,
  isPlainDate,
  monthGrid,
  type PlainDate,
  startOfMonth,
  startOfWeek,
} from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { MySignup } from './signup.ts';

/** The three ways to look at the own calendar, as they stand in the address. */
export const calendarViews = ['monat', 'woche', 'liste'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** What one page of the own calendar shows. */
export type CalendarPage = {
  view: CalendarView;
  /** The day, or the first day of the month, that the address names. */
  date: PlainDate;
  /** The day whose dates are spelled out below the month; null when only a month is named. */
  chosen: PlainDate | null;
  /** Rows of the month, the one row of the week, or the days of the list's month. */
  weeks: PlainDate[][];
  firstOn: PlainDate;
  /** The first day after the window. */
  endOn: PlainDate;
  /** `datum` of the pages before and after. */
  previous: string;
  next: string;
};

/** The page that an address asks for; what makes no sense in it is read as the month of today. */
export function calendarPage(
  params: { view: string | null; date: string | null },
  today: PlainDate,
): CalendarPage {
  const view = calendarViews.find((name) => name === params.view) ?? 'monat';
  const asked = params.date ?? '';
  const isMonth = isPlainDate(`${asked}-01`);
  const day = isPlainDate(asked) ? asked : isMonth ? `${asked}-01` : today;
  // An address that names no day still means today's while today's month is shown.
  const chosen = isMonth && !today.startsWith(asked) ? null : isMonth ? today : day;

  if (view === 'woche') {
    const monday = startOfWeek(chosen ?? day);
    return {
      view,
      date: chosen ?? day,
      chosen,
      weeks: [Array.from({ length: 7 }, (_, index) => addDays(monday, index))],
      firstOn: monday,
      endOn: addDays(monday, 7),
      previous: addDays(monday, -7),
      next: addDays(monday, 7),
    };
  }
  const first = startOfMonth(day);
  const following = startOfMonth(addDays(first, 31));
  const weeks = monthGrid(first.slice(0, 7));
  const isList = view === 'liste';
  return {
    view,
    date: chosen ?? day,
    chosen,
    weeks,
    firstOn: isList ? first : weeks[0]![0]!,
    endOn: isList ? following : addDays(weeks.at(-1)!.at(-1)!, 1),
    previous: startOfMonth(addDays(first, -1)).slice(0, 7),
    next: following.slice(0, 7),
  };
}

/** The day on which a date begins, on the wall clock of where it takes place. */
export function dayOf({ startAt, timeZone }: Pick<MySignup, 'startAt' | 'timeZone'>): PlainDate {
  return wallTime(startAt, timeZone).date;
}

/** The dates of each day, in their order. */
export function byDay(signups: readonly MySignup[]): Map<PlainDate, MySignup[]> {
  return Map.groupBy(signups, dayOf);
}

/** The next date that takes place and is certain stands alone on top; everything else follows. */
export function nextAndRest(signups: readonly MySignup[]): { next: MySignup | null; rest: MySignup[] } {
  const next = signups.find((date) => date.status === 'confirmed' && !date.isCancelled) ?? null;
  return { next, rest: signups.filter((date) => date !== next) };
}
