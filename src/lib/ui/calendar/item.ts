import type { PlainDate } from '#lib/time/date.ts';
import type { Range } from '#lib/time/range.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import type { Tone } from '../tones.ts';

export type CalendarView = 'month' | 'week' | 'day';

/** Something in the calendar, with all words it needs: the calendar knows none of its own. */
export type CalendarItem = Range & {
  id: string;
  title: string;
  /** The whole of it in one sentence, for screen readers. */
  label: string;
  /** A second line where there is room, such as the place. */
  note?: string;
  tone: Tone;
  /** Name of a sign among those that the calendar was given: a colour never speaks alone. */
  sign?: string;
  /** A few characters beside the sign, such as "2/5". */
  figures?: string;
  look?: 'regular' | 'dashed' | 'struck';
  isMovable?: boolean;
};

/** A day that has a name: shaded, such as a public holiday, or quiet, such as a day of school holidays. */
export type NamedDay = { date: PlainDate; name: string; isQuiet: boolean };

/** What somebody has marked, on the wall clock of the calendar's zone; whole days have no times. */
export type MarkedSpan = {
  date: PlainDate;
  startTime?: PlainTime | undefined;
  endTime?: PlainTime | undefined;
};

/** The handles of the calendar; each gets what happened and decides what becomes of it. */
export type CalendarHandlers = {
  onopen: (id: string) => void;
  /** `revert` puts it back where it was. */
  onmove: (id: string, range: Range, revert: () => void) => void;
  onmark: (span: MarkedSpan) => void;
};

/** Words of the calendar itself. */
export type CalendarWords = {
  more: (count: number) => string;
  week: (number: number) => string;
  /** What a day is and what Enter does there: "24. November: neuer Termin". */
  mark: (date: PlainDate) => string;
};
