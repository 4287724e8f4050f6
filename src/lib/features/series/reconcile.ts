import type { DayOff } from '#lib/features/days-off/day-off.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Decision, PlannedDate, SeriesPlan } from './series.ts';

/** A date that the series has already. */
export type ExistingDate = {
  eventId: string;
  on: PlainDate;
  isCancelled: boolean;
  /** Cancelled because the day was off or in a pause, not by hand. */
  isDayOff: boolean;
};

export type Cancellation = { eventId: string; reasons: DayOff[]; decision: string | null; isPause: boolean };
export type Reconciliation = { cancel: Cancellation[]; restore: string[]; make: PlannedDate[] };

/**
 * What has to happen so that the dates of a series are those of its plan: dates on days that are left out now are
 * cancelled, dates that a day off had cancelled return, missing ones are made. What somebody cancelled by hand stays
 * cancelled, unless somebody decided that the day takes place. Questions leave everything as it is.
 */
export function reconcile(plan: SeriesPlan, existing: ExistingDate[], decisions: Decision[]): Reconciliation {
  const active = new Map(existing.filter((date) => !date.isCancelled).map((date) => [date.on, date]));
  // Of several cancelled ones the last counts.
  const cancelled = new Map(existing.filter((date) => date.isCancelled).map((date) => [date.on, date]));
  const decidedFor = new Set(decisions.filter((one) => one.takesPlace).map((one) => one.onDate));
  const result: Reconciliation = { cancel: [], restore: [], make: [] };
  for (const { on, ...why } of plan.leftOut) {
    const date = active.get(on);
    if (date) result.cancel.push({ eventId: date.eventId, ...why });
  }
  for (const date of plan.dates) {
    if (active.has(date.on)) continue;
    const gone = cancelled.get(date.on);
    if (!gone) result.make.push(date);
    else if (gone.isDayOff || decidedFor.has(date.on)) result.restore.push(gone.eventId);
  }
  return result;
}
