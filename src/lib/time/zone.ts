/**
 * Instants and the wall clock of a place. Built on `Intl` alone, because pages ship this file to the
 * browser; the tests hold it against Temporal.
 */
import { isPlainDate, weekdayOf, type PlainDate, type Weekday } from './date.ts';

/** A time on the wall clock, `HH:MM`, from 00:00 to 23:59. */
export type PlainTime = string;

export type WallTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: Weekday;
  date: PlainDate;
  time: PlainTime;
};

/** The zone of a network that has set none. */
export const defaultTimeZone = 'Europe/Berlin';

const dayMilliseconds = 86_400_000;
const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClockOf(zone: string): Intl.DateTimeFormat {
  let wallClock = wallClocks.get(zone);
  if (!wallClock) {
    wallClock = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    wallClocks.set(zone, wallClock);
  }
  return wallClock;
}

/** What the wall clock shows at an instant, as milliseconds that can be calculated with. */
function wallMilliseconds(instant: number, zone: string): number {
  // en-US writes "11/24/2026, 14:30:00".
  const [month, day, year, hour, minute, second] = wallClockOf(zone)
    .format(instant)
    .split(/\D+/)
    .map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Since 1972 no zone has changed its clock but at a quarter of an hour (UTC). */
const quarterMilliseconds = 900_000;
const offsets = new Map<string, number>();

/** How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  // A school year of many pairs asks for the same few hours again and again, and Intl is slow.
  const quarter = Math.floor(instant / quarterMilliseconds) * quarterMilliseconds;
  const key = `${zone} ${quarter}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    if (offsets.size === 4096) offsets.clear();
    offset = wallMilliseconds(quarter, zone) - quarter;
    offsets.set(key, offset);
  }
  return offset;
}

/**
 * What a clock and a calendar on a wall of that zone show at the instant.
 *
 * @throws RangeError when the instant is invalid or the zone unknown
 */
export function wallTime(instant: Date, zone: string = defaultTimeZone): WallTime {
  const wall = new Date(wallMilliseconds(instant.getTime(), zone));
  const date = wall.toISOString().slice(0, 10);
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    weekday: weekdayOf(date),
    date,
    time: wall.toISOString().slice(11, 16),
  };
}

/** The instants at which the wall clock shows a date and time (none, one or two), and the best one. */
function readWallClock(date: PlainDate, time: PlainTime, zone: string) {
  if (!isPlainDate(date) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new RangeError(`"${date} ${time}" is not a date and time like 2026-11-24 14:30`);
  }
  const wall = Date.parse(`${date}T${time}Z`);
  const offsetBefore = offsetAt(wall - dayMilliseconds, zone);
  const offsetAfter = offsetAt(wall + dayMilliseconds, zone);
  const instants = [...new Set([offsetBefore, offsetAfter])]
    .map((offset) => wall - offset)
    .filter((instant) => wall - instant === offsetAt(instant, zone));
  // In a gap the offset from before the change lands as far behind the gap as the time lay in it.
  const chosen = instants.length > 0 ? Math.min(...instants) : wall - offsetBefore;
  return { instants, chosen };
}

/**
 * The instant at which the wall clock of the zone shows that date and time. A time that the clock
 * skips in spring moves forward by the gap (02:30 becomes 03:30); of a time that it shows twice in
 * autumn the first counts. These are the rules of calendars (RFC 5545) and of Temporal's "compatible".
 *
 * @throws RangeError when date or time are malformed or the zone unknown
 */
export function instantOf(date: PlainDate, time: PlainTime, zone: string = defaultTimeZone): Date {
  return new Date(readWallClock(date, time, zone).chosen);
}

/**
 * Whether the wall clock never shows that date and time (`gap`) or shows it twice (`overlap`), so that
 * a form can say which instant `instantOf` will take.
 *
 * @throws RangeError when date or time are malformed or the zone unknown
 */
export function wallTimeProblem(
  date: PlainDate,
  time: PlainTime,
  zone: string = defaultTimeZone,
): 'gap' | 'overlap' | null {
  const { instants } = readWallClock(date, time, zone);
  if (instants.length === 0) return 'gap';
  return instants.length > 1 ? 'overlap' : null;
}

/**
 * The first instant of a date: midnight, or what follows where the clock skips midnight.
 *
 * @throws RangeError when `date` is no date or the zone unknown
 */
export function startOfDay(date: PlainDate, zone: string = defaultTimeZone): Date {
  return instantOf(date, '00:00', zone);
}
