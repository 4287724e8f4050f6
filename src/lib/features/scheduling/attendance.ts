import { wallTime } from '#lib/time/zone.ts';

/** More people than this came nowhere. */
export const PEOPLE_AT_MOST = 10_000;

/** Heads are counted from the day of the date on; one that was called off had no guests. */
export function canBeCounted(
  event: { startAt: Date; timeZone: string; cancelledAt: Date | null },
  now: Date,
): boolean {
  const today = wallTime(now, event.timeZone).date;
  return event.cancelledAt === null && wallTime(event.startAt, event.timeZone).date <= today;
}
