import { publicHolidaysBetween } from '#lib/features/days-off/day-off.ts';
import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import type { CalendarEntry } from './calendar-file.ts';
import { lengthOf, LONG_DAYS, overlaps, type SchoolHoliday, type Stretch } from './school-holiday.ts';

/** Whether the ends of a file are the last days themselves, and what that is concluded from. */
export type EndsGuess = { areIncluded: boolean; because: 'known' | 'one_day' | 'weekdays' | 'standard' };

/**
 * Says how the ends of a file are meant. By RFC 5545 DTEND is the day after; but there are files in which it is the
 * last day. Best told by holidays that are stored already; else by entries of one day (which cannot begin and end on
 * the same day by the standard); else by the weekdays: holidays end towards the weekend, school begins after it.
 */
export function guessEnds(entries: readonly CalendarEntry[], stored: readonly Stretch[]): EndsGuess {
  const open = entries.filter(({ isEndCertain }) => !isEndCertain);
  const verdict = (included: number, after: number) => (included === after ? null : included > after);
  const isLastDay = (day: PlainDate, { startOn }: CalendarEntry) =>
    stored.some(({ firstOn, lastOn }) => lastOn === day && firstOn <= day && startOn <= lastOn);
  const count = (test: (entry: CalendarEntry) => boolean) => open.filter(test).length;

  const known = verdict(
    count((entry) => isLastDay(entry.endOn, entry)),
    count((entry) => isLastDay(addDays(entry.endOn, -1), entry)),
  );
  if (known !== null) return { areIncluded: known, because: 'known' };
  if (open.some(({ startOn, endOn }) => startOn === endOn)) return { areIncluded: true, because: 'one_day' };
  const weekdays = verdict(
    count(({ endOn }) => [5, 6].includes(weekdayOf(endOn))),
    count(({ endOn }) => [7, 1].includes(weekdayOf(endOn))),
  );
  if (weekdays !== null) return { areIncluded: weekdays, because: 'weekdays' };
  return { areIncluded: false, because: 'standard' };
}

/** Its days, read that way. */
export function stretchOf(entry: CalendarEntry, endsAreIncluded: boolean): Stretch {
  const { startOn: firstOn, endOn, isEndCertain } = entry;
  const isLast = isEndCertain || endsAreIncluded || endOn === firstOn;
  return { firstOn, lastOn: isLast ? endOn : addDays(endOn, -1) };
}

/** An entry as it would be stored, held against what is stored already. */
export type ImportRow = Stretch & {
  name: string;
  endOn: PlainDate;
  state: 'new' | 'same' | 'changed' | 'public_holiday';
  /** What it would replace. */
  replaces: SchoolHoliday[];
  isLong: boolean;
  /** Whether it is proposed: new holidays of usual length that are not over. */
  isProposed: boolean;
};

export function compareWithStored(
  entries: readonly CalendarEntry[],
  endsAreIncluded: boolean,
  stored: readonly SchoolHoliday[],
  from: PlainDate,
): ImportRow[] {
  return entries.map((entry) => {
    const stretch = stretchOf(entry, endsAreIncluded);
    const touched = stored.filter((one) => overlaps(one, stretch));
    const state = stateOf(stretch, touched);
    const isLong = lengthOf(stretch) > LONG_DAYS;
    return {
      ...stretch,
      // A name that is known here already stays.
      name: (touched.length === 1 && touched[0]!.name) || entry.name || '?',
      endOn: entry.endOn,
      state,
      replaces: state === 'changed' ? touched : [],
      isLong,
      isProposed: state === 'new' && !isLong && stretch.lastOn >= from,
    };
  });
}

function stateOf(stretch: Stretch, touched: readonly SchoolHoliday[]): ImportRow['state'] {
  const [only] = touched;
  if (touched.length === 1 && only!.firstOn === stretch.firstOn && only!.lastOn === stretch.lastOn)
    return 'same';
  const holidays = publicHolidaysBetween(stretch.firstOn, stretch.lastOn);
  if (holidays.length >= lengthOf(stretch)) return 'public_holiday';
  return touched.length > 0 ? 'changed' : 'new';
}
