/** A stretch of time, half-open: `startAt` belongs to it, `endAt` no longer does (PostgreSQL's `[)`). */
export type Range = { startAt: Date; endAt: Date };

const minute = 60_000;

/** Whether two ranges share time. Neighbours do not, and an empty range shares time with nothing. */
export function overlaps(a: Range, b: Range): boolean {
  const latestStart = Math.max(a.startAt.getTime(), b.startAt.getTime());
  const earliestEnd = Math.min(a.endAt.getTime(), b.endAt.getTime());
  return latestStart < earliestEnd;
}

/** Whether the instant lies in the range. */
export function contains(range: Range, instant: Date): boolean {
  return range.startAt <= instant && instant < range.endAt;
}

/** Elapsed minutes from one instant to another, with fraction; negative when `endAt` comes first. */
export function minutesBetween(startAt: Date, endAt: Date): number {
  return (endAt.getTime() - startAt.getTime()) / minute;
}

/** The range with `minutes` added before and after, for example the time to travel. */
export function padRange(range: Range, minutes: number): Range {
  return {
    startAt: new Date(range.startAt.getTime() - minutes * minute),
    endAt: new Date(range.endAt.getTime() + minutes * minute),
  };
}
