/** What people write into the cells of a spreadsheet, read: dates, times, numbers, names. Pure. */
import { addDays, isPlainDate, type PlainDate } from '#lib/time/date.ts';
import { parseGermanDate, parseTime } from '#lib/time/parse.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** A text without the differences that nobody means: case, umlauts written out, double spaces. */
export function folded(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/\s+/g, ' ');
}

const months = 'jan feb maer apr mai jun jul aug sep okt nov dez'.split(' ');
const monthPattern =
  /^(\d{1,2})\.? (jan|feb|maer|mrz|mae|apr|mai|jun|jul|aug|sep|okt|nov|dez)[a-z]*\.?,? ?(\d{4}|\d{2})?$/;
const weekdayPrefix = /^(mo|di|mi|do|fr|sa|so)[a-z]*[.,]*\s+/;

/** The day that Excel counts as 0. */
const EXCEL_EPOCH = '1899-12-30';
/** Serial numbers from 1954 to 2119: five digits that could be a postal code stand in other columns. */
const isSerial = (days: number) => days >= 20_000 && days <= 80_000;

/**
 * Reads a date with, perhaps, a time: `24.11.2026`, `24.11.26`, `Di, 24. November 2026`, `24/11/2026`, `2026-11-24`,
 * `24.11.2026 14:30 Uhr`, Excel's `46350` or `46350,604`. Without a year it is the next such day.
 *
 * @returns `impossible` for a day that the calendar does not have, `unreadable` for anything else
 */
export function readDate(
  text: string,
  today: PlainDate,
): { date: PlainDate; time: PlainTime | null } | 'impossible' | 'unreadable' {
  const written = folded(text).replace(weekdayPrefix, '');
  const serial = /^(\d{5})(?:[.,](\d+))?$/.exec(written);
  if (serial && isSerial(Number(serial[1]))) {
    return {
      date: addDays(EXCEL_EPOCH, Number(serial[1])),
      time: serial[2] ? timeOfFraction(Number(`0.${serial[2]}`)) : null,
    };
  }
  const [, day = written, clock] =
    /^(.*?\S)[ ,t]+(?:um )?(\d{1,2}[:.]\d{2}(?::\d{2})?)(?: uhr)?$/.exec(written) ?? [];
  const time = clock ? readTime(clock) : null;
  const date = readDay(day.replace(/,$/, ''), today);
  return date === 'impossible' || date === 'unreadable' ? date : { date, time };
}

function readDay(day: string, today: PlainDate): PlainDate | 'impossible' | 'unreadable' {
  const named = monthPattern.exec(day);
  if (named) {
    const name = named[2]!.replace('mrz', 'maer').replace(/^mae$/, 'maer');
    return dayOf(named[1]!, String(months.indexOf(name) + 1), named[3], today);
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day);
  if (iso) return dayOf(iso[3]!, iso[2]!, iso[1], today);
  const numbers = /^(\d{1,2}) ?[./-] ?(\d{1,2})(?: ?[./-] ?(\d{4}|\d{2})?)?$/.exec(day);
  return numbers ? dayOf(numbers[1]!, numbers[2]!, numbers[3], today) : 'unreadable';
}

function dayOf(
  day: string,
  month: string,
  year: string | undefined,
  today: PlainDate,
): PlainDate | 'impossible' {
  if (!year) return parseGermanDate(`${day}.${month}.`, today) ?? 'impossible';
  const date = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isPlainDate(date) ? date : 'impossible';
}

function timeOfFraction(fraction: number): PlainTime {
  const minutes = Math.round(fraction * 24 * 60) % (24 * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Reads a time of day: `14:30`, `14.30 Uhr`, `14 h`, `14:30:00`, Excel's `0,604166`; null when it is none. */
export function readTime(text: string): PlainTime | null {
  const written = folded(text)
    .replace(/^(ab|um|von|bis|ca\.?) /, '')
    .replace(/ ?h$/, '')
    .replace(/^(\d{1,2}[:.]\d{2}):\d{2}/, '$1');
  const fraction =
    /^0[.,](\d{3,})$/.exec(written)?.[1] ?? (/^0[.,][1-9]$/.test(written) ? written.slice(2) : null);
  if (fraction) return timeOfFraction(Number(`0.${fraction}`));
  return parseTime(written.replace(/ uhr$/, ''));
}

/** Reads `14:30–16:00 Uhr`, `14.30 bis 16 Uhr`, `14-16`, or a beginning alone; null when it is no time. */
export function readTimes(text: string): { start: PlainTime; end: PlainTime | null } | null {
  const [from = '', to, ...more] = folded(text)
    .replace(/^von /, '')
    .split(/ ?(?:-|–|—| bis ) ?/);
  const start = readTime(from);
  if (!start || more.length > 0) return null;
  if (to === undefined) return { start, end: null };
  const end = readTime(to);
  return end ? { start, end } : null;
}

/** A whole number, also written `3,0`; null when it is none. */
export function readWhole(text: string): number | null {
  const [, digits] = /^(\d{1,6})(?:[.,]0+)?$/.exec(text.trim()) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** A postal code: five digits, also where a spreadsheet has eaten the zero at its beginning; null when it is none. */
export function readPostalCode(text: string): string | null {
  const [, digits] = /^(?:D[- ]?)?(\d{4,5})(?:[.,]0+)?\b/i.exec(text.trim()) ?? [];
  return digits ? digits.padStart(5, '0') : null;
}

const particles = new Set('von vom van de der den del della di du la le zu zum zur ter'.split(' '));

/** Given and family name out of one cell: `Nachname, Vorname` or `Vorname Nachname`, with or without "Frau". */
export function readName(text: string): { givenName: string; familyName: string } {
  const written = text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(Frau|Herr|Fr\.|Hr\.) /i, '');
  const [family, given, ...more] = written.split(/ ?, ?/);
  if (given !== undefined && more.length === 0) {
    return { givenName: given.replace(/^(Frau|Herr) /i, ''), familyName: family! };
  }
  const words = written.split(' ');
  let last = words.length - 1;
  while (last > 1 && particles.has(words[last - 1]!.toLowerCase())) last--;
  return { givenName: words.slice(0, last).join(' '), familyName: words.slice(last).join(' ') };
}

/** The entries of a list in one cell: `Deutsch, Türkisch und Englisch`. */
export function readList(text: string): string[] {
  return text
    .split(/[,;/\n]| und | u\. /)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}
