import { addDays, isPlainDate, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';

/** One entry of a calendar file, before anybody has said how its end is meant. */
export type CalendarEntry = {
  name: string;
  startOn: PlainDate;
  endOn: PlainDate;
  /**
   * Whether `endOn` certainly is the last day: there is a time, a duration or no end at all. Else it is what DTEND
   * says: by RFC 5545 the day after the last one, in some files the last one itself.
   */
  isEndCertain: boolean;
};

/** Why a file cannot be read. */
export type CalendarFileProblem = 'no_calendar' | 'cut_off' | 'no_entries' | 'too_many';

/** A calendar of holidays for ten years has about sixty. */
export const ENTRIES_AT_MOST = 500;

type Property = { value: string; hasTime: boolean };

/**
 * Reads the entries of an iCalendar file (RFC 5545) that are needed for holidays: name, first and last day.
 * Rules of repetition are ignored.
 *
 * @returns the entries in the order of the calendar, and how many had no day that can be read; or what is wrong
 */
export function readCalendarFile(
  text: string,
): { entries: CalendarEntry[]; unreadable: number } | { problem: CalendarFileProblem } {
  const within: string[] = [];
  let isWhole = false;
  let isCalendar = false;
  let event = new Map<string, Property>();
  let unreadable = 0;
  const entries = new Map<string, CalendarEntry>();
  for (const line of unfolded(text)) {
    const [name, property] = propertyOf(line);
    if (name === 'BEGIN') {
      within.push(property.value.toUpperCase());
      isCalendar ||= within[0] === 'VCALENDAR';
      if (within.at(-1) === 'VEVENT') event = new Map();
    } else if (name === 'END') {
      const ended = within.pop();
      if (ended === 'VCALENDAR') isWhole = true;
      if (ended !== 'VEVENT' || event.get('STATUS')?.value.toUpperCase() === 'CANCELLED') continue;
      const entry = entryOf(event);
      if (entry) entries.set(`${entry.startOn} ${entry.endOn}`, entry);
      else unreadable++;
      if (entries.size + unreadable > ENTRIES_AT_MOST) return { problem: 'too_many' };
    } else if (within.at(-1) === 'VEVENT') event.set(name, property);
  }
  if (!isCalendar) return { problem: 'no_calendar' };
  if (!isWhole) return { problem: 'cut_off' };
  if (entries.size === 0) return { problem: 'no_entries' };
  const inOrder = [...entries.values()].sort((a, b) => a.startOn.localeCompare(b.startOn));
  return { entries: inOrder, unreadable };
}

/** The lines of the file, long ones put together again. */
function* unfolded(text: string): Generator<string> {
  let line = '';
  for (const [piece] of text.matchAll(/[^\r\n]+/g)) {
    if (piece.startsWith(' ') || piece.startsWith('\t')) line += piece.slice(1);
    else {
      if (line) yield line;
      line = piece;
    }
  }
  if (line) yield line;
}

/** `DTSTART;VALUE=DATE:20261017`: the name, and what stands behind the first colon outside of quotes. */
function propertyOf(line: string): [name: string, property: Property] {
  let isQuoted = false;
  let colon = 0;
  for (; colon < line.length && (isQuoted || line[colon] !== ':'); colon++) {
    if (line[colon] === '"') isQuoted = !isQuoted;
  }
  const value = line.slice(colon + 1).trim();
  const [name = ''] = line.slice(0, colon).split(';');
  return [name.trim().toUpperCase(), { value, hasTime: /^\d{8}T/.test(value) }];
}

function entryOf(event: Map<string, Property>): CalendarEntry | null {
  const [start, end, duration] = [event.get('DTSTART'), event.get('DTEND'), event.get('DURATION')];
  const startOn = start && dayOf(start.value);
  if (!startOn) return null;
  const name = unescaped(event.get('SUMMARY')?.value ?? '');
  if (!end) {
    const days = /^P(?:(\d{1,2})W)?(?:(\d{1,3})D)?$/.exec(duration?.value ?? '');
    const length = 7 * Number(days?.[1] ?? 0) + Number(days?.[2] ?? 0);
    return { name, startOn, endOn: addDays(startOn, Math.max(length, 1) - 1), isEndCertain: true };
  }
  const endOn = dayOf(end.value);
  if (!endOn || endOn < startOn) return null;
  if (!end.hasTime) return { name, startOn, endOn, isEndCertain: false };
  // What ends at midnight has the day before as its last.
  const isMidnight = wallClock(end.value).endsWith('T000000') && endOn > startOn;
  return { name, startOn, endOn: isMidnight ? addDays(endOn, -1) : endOn, isEndCertain: true };
}

/** The date and time on the town's clocks as a file writes them; a `Z` says that it is UTC. */
function wallClock(value: string): string {
  if (!/^\d{8}T\d{6}Z$/.test(value)) return value;
  const iso = value.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z');
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return value;
  const { date, time } = wallTime(instant);
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}${value.slice(13, 15)}`;
}

function dayOf(value: string): PlainDate | null {
  const day = wallClock(value).replace(/^(\d{4})(\d{2})(\d{2})(?:T\d{6})?$/, '$1-$2-$3');
  return isPlainDate(day) ? day : null;
}

function unescaped(text: string): string {
  return text
    .replace(/\\n/gi, ' ')
    .replace(/\\([,;\\])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120);
}
