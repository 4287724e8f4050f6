import type { Context } from '#lib/server/context.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { type DayOffCalendar, dayOffCalendar, type DaysOff, publicHolidaysBetween } from './day-off.ts';
import * as repository from './repository.server.ts';

/**
 * What is off from `from` to `to` in each of these houses: public holidays, school holidays, and the house's own
 * closing days. `null` asks for a place that is no house of ours. One statement for all houses.
 */
export async function dayOffCalendars(
  { db }: Pick<Context, 'db'>,
  { venueIds, from, to }: { venueIds: (string | null)[]; from: PlainDate; to: PlainDate },
): Promise<(venueId: string | null) => DayOffCalendar> {
  const houses = [...new Set(venueIds.filter((id) => id !== null))];
  const stretches = await repository.listDaysOff(db, { venueIds: houses, from, to });
  const everywhere = [
    ...publicHolidaysBetween(from, to),
    ...stretches.filter(({ kind }) => kind === 'school_holiday'),
  ];
  const calendars = new Map<string | null, DayOffCalendar>([[null, dayOffCalendar(everywhere)]]);
  for (const house of houses) {
    const own = stretches.filter(({ venueId }) => venueId === house);
    calendars.set(house, own.length > 0 ? dayOffCalendar([...everywhere, ...own]) : calendars.get(null)!);
  }
  return (venueId) => calendars.get(venueId) ?? calendars.get(null)!;
}

/** Public holidays and school holidays that touch [from, to], in the order of the calendar. */
export async function listDaysOff(
  { db }: Pick<Context, 'db'>,
  { from, to }: { from: PlainDate; to: PlainDate },
): Promise<DaysOff[]> {
  const stretches = await repository.listDaysOff(db, { venueIds: [], from, to });
  const schoolHolidays = stretches.map(({ venueId: _venueId, ...stretch }): DaysOff => stretch);
  return [...publicHolidaysBetween(from, to), ...schoolHolidays].sort((a, b) =>
    a.firstOn.localeCompare(b.firstOn),
  );
}
