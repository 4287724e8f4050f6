import type { PlainTime } from '#lib/time/zone.ts';
import { readDate, readTime, readTimes } from './cells.ts';
import type { ImportField } from './import.ts';
import type { Lookup, RowReader } from './row.ts';

/** Reads the beginning and the end out of `time` ("14–16 Uhr"), or out of `startTime` and `endTime`. */
export function readClock(
  reader: RowReader,
  timeOfDate: PlainTime | null = null,
): { startTime: PlainTime; endTime: PlainTime } | null {
  const { time, startTime, endTime } = reader.cells;
  const stretch = time ? readTimes(time) : null;
  if (time && !stretch) return reader.complain('time_unreadable', 'time', time);
  const start = startTime ? readTime(startTime) : (stretch?.start ?? timeOfDate);
  if (!start) return reader.complain(startTime ? 'time_unreadable' : 'missing', 'startTime', startTime);
  const end = endTime ? readTime(endTime) : stretch?.end;
  if (!end) return reader.complain(endTime ? 'time_unreadable' : 'end_missing', 'endTime', endTime);
  if (end <= start) return reader.complain('end_before_start', 'endTime', `${start}–${end}`);
  return { startTime: start, endTime: end };
}

/** Reads a day in one of the columns; null with a complaint when it is none. */
export function readDay(reader: RowReader, field: ImportField, lookup: Lookup) {
  const text = reader.cells[field];
  if (!text) return null;
  const read = readDate(text, lookup.today);
  if (read === 'impossible') return reader.complain('date_impossible', field, text);
  if (read === 'unreadable') return reader.complain('date_unreadable', field, text);
  if (read.date < lookup.today) return reader.complain('date_past', field, text);
  return read;
}
