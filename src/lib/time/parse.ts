import { isPlainDate, type PlainDate } from './date.ts';
import type { PlainTime } from './zone.ts';

// From 29 February to the next can take eight years, around 2100 for example.
const yearsAhead = 8;

/**
 * Reads a date as people in Germany type it: `24.11.2026`, `24. 11. 2026`, `24.11.` or `2026-11-24`.
 * Without a year it is the next such day, `today` included. A year of two digits is refused: nobody
 * can tell a birthday in 1934 from a date to come.
 *
 * @returns null when the text is no date or the calendar has no such day
 */
export function parseGermanDate(text: string, today: PlainDate): PlainDate | null {
  const typed = text.replace(/\s/g, '');
  if (isPlainDate(typed)) return typed;
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})(?:\.|\.(\d{4}))?$/.exec(typed) ?? [];
  if (!day || !month) return null;
  const monthAndDay = `${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const thisYear = Number(today.slice(0, 4));
  const candidates = year
    ? [`${year}-${monthAndDay}`]
    : Array.from({ length: yearsAhead + 1 }, (_, ahead) => `${thisYear + ahead}-${monthAndDay}`).filter(
        (date) => date >= today,
      );
  return candidates.find(isPlainDate) ?? null;
}

/**
 * Reads a time of day as people type it: `14:30`, `14.30`, `1430`, `14`, `9`, also with `Uhr`.
 *
 * @returns `HH:MM`, or null when the text is no time between 00:00 and 23:59
 */
export function parseTime(text: string): PlainTime | null {
  const typed = text.trim().replace(/\s*uhr$/i, '');
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.]?(\d{2}))?$/.exec(typed) ?? [];
  if (!hour || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
