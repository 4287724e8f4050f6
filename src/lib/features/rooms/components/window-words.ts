import { m } from '#lib/paraglide/messages.js';
import { formatWeekday } from '#lib/time/format.ts';
import type { RoomWindow } from '../room.ts';

/** When a room may be used: "Mo 08:00–09:35, 10:45–11:30; Do 09:55–10:40". */
export function windowsInWords(windows: readonly RoomWindow[], locale: string): string {
  if (windows.length === 0) return m.rooms_always();
  return [...Map.groupBy(windows, ({ weekday }) => weekday)]
    .map(([weekday, own]) => `${formatWeekday(weekday, locale, 'short')} ${hoursInWords(own)}`)
    .join('; ');
}

/** The hours of one day. */
export function hoursInWords(windows: readonly RoomWindow[]): string {
  return windows.map(({ startTime, endTime }) => `${startTime}–${endTime}`).join(', ');
}
