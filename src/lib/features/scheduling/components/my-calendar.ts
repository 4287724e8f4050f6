import type { DayNote } from '#lib/features/days-off/day-off.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { MySignup } from '../signup.ts';

/** What the own calendar knows about the days that it shows. */
export interface MyDays {
  today: PlainDate;
  chosen: PlainDate | null;
  dates: Map<PlainDate, MySignup[]>;
  /** Public and school holidays. */
  notes: Record<PlainDate, DayNote>;
  /** Days away, both included. */
  absences: { firstOn: PlainDate; lastOn: PlainDate }[];
  /** The query of the address that chooses a day, without its question mark. */
  query: (date: PlainDate) => string;
}

export function isAway({ absences }: MyDays, date: PlainDate): boolean {
  return absences.some(({ firstOn, lastOn }) => firstOn <= date && date <= lastOn);
}
