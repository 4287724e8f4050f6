import { instantOf, wallTime } from '#lib/time/zone.ts';

/** A calendar as iCalendar (RFC 5545) writes it, with the names of RFC 7986. */
export type ICalendar = {
  name: string;
  description?: string;
  /** How often whoever subscribes should ask again; a calendar that is saved once has none. */
  refreshHours?: number;
  events: readonly IEvent[];
};

export type IEvent = {
  /** Never changes, whatever else does. */
  uid: string;
  /** Grows with every change that people must notice. */
  sequence: number;
  changedAt: Date;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  summary: string;
  description: string;
  location: string | null;
  url: string;
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED';
  isPrivate: boolean;
};

const MAX_OCTETS = 75;

/**
 * The calendar's text.
 *
 * @param zoneLines the lines of a zone's VTIMEZONE; asked once for each zone that occurs
 */
export function calendarText(
  calendar: ICalendar,
  zoneLines: (timeZone: string) => readonly string[],
): string {
  const { name, description, refreshHours, events } = calendar;
  const zones = new Set(events.map((event) => event.timeZone));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Miteinander//Miteinander//DE',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    fold(`NAME:${escapeText(name)}`),
    fold(`X-WR-CALNAME:${escapeText(name)}`),
    ...(description
      ? [fold(`DESCRIPTION:${escapeText(description)}`), fold(`X-WR-CALDESC:${escapeText(description)}`)]
      : []),
    ...(refreshHours
      ? [`REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`, `X-PUBLISHED-TTL:PT${refreshHours}H`]
      : []),
    ...[...zones].flatMap(zoneLines),
  ];
  for (const event of events) addEvent(lines, event);
  lines.push('END:VCALENDAR', '');
  return lines.join('\r\n');
}

function addEvent(lines: string[], event: IEvent): void {
  const changed = utc(event.changedAt);
  lines.push(
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `DTSTART${zoned(event.startAt, event.timeZone)}`,
    `DTEND${zoned(event.endAt, event.timeZone)}`,
    fold(`SUMMARY:${escapeText(event.summary)}`),
    fold(`DESCRIPTION:${escapeText(event.description)}`),
    ...(event.location ? [fold(`LOCATION:${escapeText(event.location)}`)] : []),
    fold(`URL:${event.url}`),
    `STATUS:${event.status}`,
    // Whoever only waits, or whose date was called off, is free then.
    `TRANSP:${event.status === 'CONFIRMED' ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(event.isPrivate ? ['CLASS:PRIVATE'] : []),
    'END:VEVENT',
  );
}

/** Text as a value: what means something to iCalendar is escaped, control characters are left out. */
export function escapeText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[\\;,]|\p{Cc}/gu, (sign) => escapes[sign] ?? '');
}

const escapes: Record<string, string> = { '\\': '\\\\', ';': '\\;', ',': '\\,', '\n': '\\n' };

/** Breaks a line after at most 75 octets of UTF-8, never within a character; the rest begins with a space. */
export function fold(line: string): string {
  if (line.length * 3 <= MAX_OCTETS) return line;
  const octets = Buffer.from(line);
  const pieces: string[] = [];
  for (let start = 0; start < octets.length;) {
    // The space at the beginning counts.
    let end = start + MAX_OCTETS - (start > 0 ? 1 : 0);
    while (isInsideCharacter(octets[end])) end--;
    pieces.push(octets.toString('utf8', start, end));
    start = end;
  }
  return pieces.join('\r\n ');
}

const isInsideCharacter = (octet: number | undefined) => octet !== undefined && (octet & 0xc0) === 0x80;

/** `20261124T083000Z` */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/**
 * `;TZID=Europe/Berlin:20261124T093000`. An hour that the clock shows twice means its first time there, so the second
 * is written in UTC.
 */
function zoned(instant: Date, timeZone: string): string {
  const { date, time, hour } = wallTime(instant, timeZone);
  const mayBeSecond = hour < 4 && instantOf(date, time, timeZone).getTime() !== startOfMinute(instant);
  if (mayBeSecond) return `:${utc(instant)}`;
  return `;TZID=${timeZone}:${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
}

const startOfMinute = (instant: Date) => Math.floor(instant.getTime() / 60_000) * 60_000;
