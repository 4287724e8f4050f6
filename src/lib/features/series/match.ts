import { type PlainDate, startOfMonth, startOfWeek } from '#lib/time/date.ts';

/** How the days of an old rule become those of a new one. */
export type DayMatch = {
  /** Old day to new day, the same day included. */
  kept: Map<PlainDate, PlainDate>;
  /** Old days that the new rule has no place for. */
  gone: PlainDate[];
  /** Days that only the new rule has. */
  added: PlainDate[];
};

/**
 * Which date becomes which when a rule changes, so that people keep their places: a day that both rules have stays;
 * else the dates of a week follow each other into the days of that week, and what is left over into those of the
 * month. Never further: nobody is moved by weeks.
 */
export function matchDays(before: PlainDate[], after: PlainDate[]): DayMatch {
  const kept = new Map<PlainDate, PlainDate>();
  const has = new Set(after);
  for (const day of before) if (has.has(day)) kept.set(day, day);
  const free = new Set(after.filter((day) => !kept.has(day)));
  for (const period of [startOfWeek, startOfMonth]) {
    const byPeriod = Map.groupBy(free, period);
    for (const day of before) {
      if (kept.has(day)) continue;
      const next = byPeriod.get(period(day))?.shift();
      if (next === undefined) continue;
      kept.set(day, next);
      free.delete(next);
    }
  }
  return { kept, gone: before.filter((day) => !kept.has(day)), added: [...free].sort() };
}
