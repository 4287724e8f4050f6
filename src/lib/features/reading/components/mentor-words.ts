import { m } from '#lib/paraglide/messages.js';
import type { Weekday } from '#lib/time/date.ts';
import { formatWeekday } from '#lib/time/format.ts';
import type { MentorCandidate } from '../mentor.ts';

/** When somebody usually has time: "Di 09:00–12:00, Do 09:00–12:00". */
export function timesInWords({ times }: Pick<MentorCandidate, 'times'>, locale: string): string {
  const words = times.map(
    ({ weekday, startTime, endTime }) =>
      `${formatWeekday(weekday as Weekday, locale, 'short')} ${startTime}–${endTime}`,
  );
  return words.join(', ') || m.reading_mentor_no_times();
}
