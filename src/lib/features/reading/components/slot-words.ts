import { m } from '#lib/paraglide/messages.js';
import { formatWeekday } from '#lib/time/format.ts';
import type { PairSlot } from '../pair.ts';

/** When a pair reads: "dienstags, 10:10–10:55 Uhr". */
export function slotInWords({ weekday, startTime, endTime }: PairSlot, locale: string): string {
  return m.reading_slot({ weekday: formatWeekday(weekday, locale), start: startTime, end: endTime });
}
