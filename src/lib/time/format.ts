/**
 * Dates, times and quantities as people read them. Every text is put together from pieces that Node
 * and the browsers write alike, and has plain spaces only: a page must not change when it wakes up.
 * Clocks show 24 hours in every language, as they do on posters and timetables in Germany.
 */
import { daysBetween, isPlainDate, type PlainDate, type Weekday, type YearMonth } from './date.ts';
import { dateFormatter, numberFormatter, relativeFormatter } from './intl.ts';
import { defaultTimeZone, wallTime } from './zone.ts';

/** An instant, whose day the zone decides, or a calendar date, which has none. */
export type Day = Date | PlainDate;

function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}

function write(day: Day, locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  if (typeof day === 'string' && !isPlainDate(day))
    throw new RangeError(`"${day}" is not a date like 2026-11-24`);
  const formatter = dateFormatter(locale, {
    ...options,
    timeZone: typeof day === 'string' ? 'UTC' : timeZone,
  });
  return plainSpaces(formatter.format(typeof day === 'string' ? Date.parse(day) : day));
}

/** `long`: "24. November 2026"; `numeric`: "24.11.2026" (English "24/11/2026"). @throws RangeError */
export function formatDate(
  day: Day,
  locale: string,
  style: 'long' | 'numeric' = 'long',
  zone: string = defaultTimeZone,
): string {
  if (style === 'long') return write(day, locale, zone, { day: 'numeric', month: 'long', year: 'numeric' });
  return write(day, locale, zone, { day: '2-digit', month: '2-digit', year: 'numeric' });
}

/** "24. November 2026", or "24. November 2026 – 2. Dezember 2026" for several days, both included. @throws RangeError */
export function formatDays(firstOn: PlainDate, lastOn: PlainDate, locale: string): string {
  const first = formatDate(firstOn, locale);
  return firstOn === lastOn ? first : `${first} – ${formatDate(lastOn, locale)}`;
}

/** "Dienstag, 24. November". @throws RangeError */
export function formatDay(day: Day, locale: string, zone: string = defaultTimeZone): string {
  const weekday = write(day, locale, zone, { weekday: 'long' });
  const dayOfMonth = write(day, locale, zone, { day: 'numeric', month: 'long' });
  return `${weekday}${locale === 'ar' ? '،' : ','} ${dayOfMonth}`;
}

/** "14:30", without "Uhr". @throws RangeError */
export function formatTime(instant: Date, locale: string, zone: string = defaultTimeZone): string {
  return write(instant, locale, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** German says "Uhr" after a time of day; the other languages leave the clock as it is. */
function sayUhr(time: string, locale: string): string {
  return locale === 'de' || locale.startsWith('de-') ? `${time} Uhr` : time;
}

/** "14:30–16:00 Uhr", English "14:30–16:00". @throws RangeError */
export function formatTimeRange(
  startAt: Date,
  endAt: Date,
  locale: string,
  zone: string = defaultTimeZone,
): string {
  return sayUhr(`${formatTime(startAt, locale, zone)}–${formatTime(endAt, locale, zone)}`, locale);
}

/** "24. November 2026, 14:30 Uhr", or with `numeric` "24.11.2026, 14:30 Uhr". @throws RangeError */
export function formatDateTime(
  instant: Date,
  locale: string,
  style: 'long' | 'numeric' = 'long',
  zone: string = defaultTimeZone,
): string {
  return `${formatDate(instant, locale, style, zone)}, ${sayUhr(formatTime(instant, locale, zone), locale)}`;
}

/** "heute", "morgen", "übermorgen", "in 5 Tagen", "gestern", seen from `today`. @throws RangeError */
export function formatRelativeDay(
  day: Day,
  today: Day,
  locale: string,
  zone: string = defaultTimeZone,
): string {
  const dateOf = (value: Day) => (typeof value === 'string' ? value : wallTime(value, zone).date);
  return relativeFormatter(locale).format(daysBetween(dateOf(today), dateOf(day)), 'day');
}

/** The pieces of a tear-off calendar's leaf: "Di", "24", "Nov", "2026". @throws RangeError */
export function dateLeaf(day: Day, locale: string, zone: string = defaultTimeZone) {
  return {
    weekday: write(day, locale, zone, { weekday: 'short' }),
    // The bare number: some languages would put a word or a full stop behind it.
    day: String(typeof day === 'string' ? Number(day.slice(8)) : wallTime(day, zone).day),
    month: write(day, locale, zone, { month: 'short' }),
    year: write(day, locale, zone, { year: 'numeric' }),
  };
}

/** "Dienstag" for 2, or "Di". */
export function formatWeekday(weekday: Weekday, locale: string, style: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return write(`2024-01-0${weekday}`, locale, 'UTC', { weekday: style });
}

/** "November 2026". @throws RangeError when `yearMonth` is not like `2026-11` */
export function formatMonth(yearMonth: YearMonth, locale: string): string {
  return write(`${yearMonth}-01`, locale, 'UTC', { month: 'long', year: 'numeric' });
}

/** "1.234,5": at most three decimal places. */
export function formatNumber(value: number, locale: string): string {
  return plainSpaces(numberFormatter(locale).format(value));
}

function writeUnit(value: number, locale: string, unit: string, maximumFractionDigits = 0): string {
  const options = { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits } as const;
  return plainSpaces(numberFormatter(locale, options).format(value));
}

/** "1 Std. 30 Min.", English "1 h 30 min", to the full minute. @throws RangeError when negative */
export function formatDuration(minutes: number, locale: string): string {
  const total = Math.round(minutes);
  if (!(total >= 0)) throw new RangeError(`A duration of ${minutes} minutes cannot be written`);
  const hours = Math.floor(total / 60);
  const pieces: string[] = [];
  // English gets the SI symbols: Intl's "2 hrs 30 mins" takes more room on a card.
  const isEnglish = locale === 'en';
  if (hours > 0)
    pieces.push(isEnglish ? `${formatNumber(hours, locale)} h` : writeUnit(hours, locale, 'hour'));
  if (total % 60 > 0 || hours === 0) {
    pieces.push(isEnglish ? `${total % 60} min` : writeUnit(total % 60, locale, 'minute'));
  }
  return pieces.join(' ');
}

/** "800 m" to the nearest ten metres, "3,4 km" from one kilometre, "12 km" from ten. */
export function formatDistance(metres: number, locale: string): string {
  const nearestTen = Math.round(metres / 10) * 10;
  if (nearestTen < 1000) return writeUnit(nearestTen, locale, 'meter');
  return writeUnit(metres / 1000, locale, 'kilometer', metres < 10_000 ? 1 : 0);
}
