import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { publicHolidays } from '#lib/time/holidays.ts';

/** Why a day may be off: for everybody, for all schools, for one house. */
export const dayOffKinds = ['public_holiday', 'school_holiday', 'closing_day'] as const;
export type DayOffKind = (typeof dayOffKinds)[number];

/** Why one house is closed to projects; the words are in `names.ts`. */
export const closingKinds = [
  'movable_holiday',
  'project_week',
  'trip',
  'staff_day',
  'weather',
  'strike',
  'closed',
  'other',
] as const;
export type ClosingKind = (typeof closingKinds)[number];

/** A stretch of days that are off, first and last included. */
export type DaysOff = {
  kind: DayOffKind;
  firstOn: PlainDate;
  lastOn: PlainDate;
  /** The holiday's key (`neujahr`), the school holiday's name, or the kind of closing; see `dayOffName`. */
  name: string;
  /** What the house wrote beside it. */
  note?: string;
};

/** One day that is off. */
export type DayOff = { kind: DayOffKind; name: string; note?: string };

/** Looks days up: every reason why a day is off, strongest first (public holiday, school holiday, closing day). */
export type DayOffCalendar = (day: PlainDate) => DayOff[];

/** The public holidays of the years that the days lie in, as stretches of one day. */
export function publicHolidaysBetween(from: PlainDate, to: PlainDate): DaysOff[] {
  const years: number[] = [];
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year++) years.push(year);
  return years
    .flatMap(publicHolidays)
    .filter(({ date }) => from <= date && date <= to)
    .map(({ date, key }) => ({ kind: 'public_holiday', firstOn: date, lastOn: date, name: key }));
}

/** A calendar of these stretches, looked up by day. */
export function dayOffCalendar(stretches: readonly DaysOff[]): DayOffCalendar {
  const byDay = new Map<PlainDate, DayOff[]>();
  const strongestFirst = [...stretches].sort(
    (a, b) => dayOffKinds.indexOf(a.kind) - dayOffKinds.indexOf(b.kind),
  );
  for (const { kind, name, note, firstOn, lastOn } of strongestFirst) {
    for (let day = firstOn; day <= lastOn; day = addDays(day, 1)) {
      const reasons = byDay.get(day) ?? [];
      byDay.set(day, [...reasons, { kind, name, ...(note && { note }) }]);
    }
  }
  return (day) => byDay.get(day) ?? [];
}

/** What a calendar writes beside a day: a public holiday's name, or more quietly the school holidays'. */
export type DayNote = { name: string; isPublic: boolean };

/** The notes of a month's page: saying once a week that there are school holidays is enough. */
export function saidOnceAWeek(notes: Record<PlainDate, DayNote>): Record<PlainDate, DayNote> {
  return Object.fromEntries(
    Object.entries(notes).filter(
      ([day, { isPublic }]) => isPublic || weekdayOf(day) === 1 || !notes[addDays(day, -1)],
    ),
  );
}
