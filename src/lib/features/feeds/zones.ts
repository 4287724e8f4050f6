import { tzlib_get_ical_block } from 'timezones-ical-library';

const known = new Map<string, readonly string[]>();

/** The lines of a zone's VTIMEZONE, from the time zone database that is installed with the application. */
export function zoneLines(timeZone: string): readonly string[] {
  let lines = known.get(timeZone);
  if (!lines) {
    const [block] = tzlib_get_ical_block(timeZone);
    lines = block!.split(/\r?\n/);
    known.set(timeZone, lines);
  }
  return lines;
}
