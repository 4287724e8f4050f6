import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { formatDate, formatWeekday } from '#lib/time/format.ts';

function day(date: PlainDate): string {
  const locale = getLocale();
  return `${formatWeekday(weekdayOf(date), locale, 'short')}, ${formatDate(date, locale, 'numeric')}`;
}

/** "Mo, 08.02.2027", or "Mo, 08.02.2027 bis Fr, 12.02.2027". */
export function daysInWords({ firstOn, lastOn }: { firstOn: PlainDate; lastOn: PlainDate }): string {
  return firstOn === lastOn ? day(firstOn) : m.closing_days_range({ from: day(firstOn), to: day(lastOn) });
}
