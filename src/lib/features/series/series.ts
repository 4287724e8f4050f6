import type { DayOff, DayOffCalendar, DayOffKind } from '#lib/features/days-off/day-off.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { type Recurrence, recurrences } from '#lib/time/recurrence.ts';
import { instantOf, type PlainTime } from '#lib/time/zone.ts';

/** What happens to a date that falls on a day off: left out, kept, or somebody is asked. */
export const handlings = ['skip', 'ask', 'keep'] as const;
export type Handling = (typeof handlings)[number];

/** How a series meets each kind of day off. */
export type DayOffHandling = Record<DayOffKind, Handling>;

/** Open series are made into dates this far ahead, and further every night. */
export const HORIZON_DAYS = 400;
/** The longest stretch that a series with an end may have, in days: three years. */
export const LONGEST_DAYS = 3 * 366;

/** Rule and time of a series for a stretch of days. */
export type Phase = Recurrence & {
  id: string;
  firstOn: PlainDate;
  lastOn: PlainDate | null;
  startTime: PlainTime;
  /** On the next day when not later than `startTime`. */
  endTime: PlainTime;
  venueId: string | null;
};

/** What somebody decided about one day. */
export type Decision = { onDate: PlainDate; takesPlace: boolean; reason: string };

/** A stretch of days on which nothing takes place, such as a stay in hospital. */
export type Pause = {
  firstOn: PlainDate;
  /** Null: until somebody ends it. */
  lastOn: PlainDate | null;
  reason: string;
};

/** Everything that says on which days a series takes place. */
export type SeriesRule = {
  timeZone: string;
  handling: DayOffHandling;
  phases: Phase[];
  decisions: Decision[];
  pause: Pause | null;
};

export type PlannedDate = { on: PlainDate; phaseId: string; startAt: Date; endAt: Date };
/** A day of the rule on which nothing takes place, and why: days off, or a pause or somebody's decision with its reason. */
export type LeftOut = { on: PlainDate; reasons: DayOff[]; decision: string | null; isPause: boolean };
/** A day of the rule about which somebody has to decide. */
export type Asked = { on: PlainDate; reasons: DayOff[] };
export type SeriesPlan = { dates: PlannedDate[]; leftOut: LeftOut[]; asked: Asked[] };

/**
 * On which days from `from` to `to` (both included) a series takes place, which days of its rule are left out and
 * why, and which wait for a decision. A decision beats a pause, which beats every day off; `skip` beats `ask`.
 *
 * @param calendarOf the days off at a house, or at a place that is none of ours (`null`)
 */
export function planSeries(
  { timeZone, handling, phases, decisions, pause }: SeriesRule,
  calendarOf: (venueId: string | null) => DayOffCalendar,
  from: PlainDate,
  to: PlainDate,
): SeriesPlan {
  const plan: SeriesPlan = { dates: [], leftOut: [], asked: [] };
  const decided = new Map(decisions.map((decision) => [decision.onDate, decision]));
  for (const phase of [...phases].sort((a, b) => a.firstOn.localeCompare(b.firstOn))) {
    const last = phase.lastOn !== null && phase.lastOn < to ? phase.lastOn : to;
    const isOff = calendarOf(phase.venueId);
    for (const on of recurrences(phase, phase.firstOn, last)) {
      if (on < from) continue;
      const decision = decided.get(on);
      const reasons = isOff(on).filter(({ kind }) => handling[kind] !== 'keep');
      const leaveOut = (reason: string | null, isPause = false) =>
        plan.leftOut.push({ on, reasons, decision: reason, isPause });
      if (decision && !decision.takesPlace) leaveOut(decision.reason);
      else if (!decision && pause && isIn(pause, on)) leaveOut(pause.reason, true);
      else if (decision || reasons.length === 0) plan.dates.push(dateOf(phase, on, timeZone));
      else if (reasons.some(({ kind }) => handling[kind] === 'skip')) {
        leaveOut(null);
      } else plan.asked.push({ on, reasons });
    }
  }
  return plan;
}

function isIn({ firstOn, lastOn }: Pause, on: PlainDate): boolean {
  return firstOn <= on && (lastOn === null || on <= lastOn);
}

function dateOf(phase: Phase, on: PlainDate, timeZone: string): PlannedDate {
  const endsOn = phase.endTime > phase.startTime ? on : addDays(on, 1);
  return {
    on,
    phaseId: phase.id,
    startAt: instantOf(on, phase.startTime, timeZone),
    endAt: instantOf(endsOn, phase.endTime, timeZone),
  };
}
