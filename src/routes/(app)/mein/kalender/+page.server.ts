import { calendarPage } from '#lib/features/scheduling/mine.ts';
import { m } from '#lib/paraglide/messages.js';
import { publicHolidays } from '#lib/time/holidays.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import type { Actions, PageServerLoad } from './$types';
import { dateActions } from '../date-actions.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { now } = locals.context;
  const today = wallTime(now).date;
  const { searchParams } = url;
  const page = calendarPage({ view: searchParams.get('ansicht'), date: searchParams.get('datum') }, today);
  const [dates, absences] = await Promise.all([
    locals.api.scheduling.mySignups({ from: startOfDay(page.firstOn), to: startOfDay(page.endOn) }),
    locals.api.volunteers.myAbsences(),
  ]);
  return { now, today, page, dates, absences, holidays: holidayNames(page.firstOn, page.endOn) };
};

/** Named here, so that the browser need not carry the names of all holidays. */
function holidayNames(firstOn: string, endOn: string): Record<string, string> {
  const years = new Set([Number(firstOn.slice(0, 4)), Number(endOn.slice(0, 4))]);
  return Object.fromEntries(
    [...years]
      .flatMap(publicHolidays)
      .filter(({ date }) => firstOn <= date && date < endOn)
      .map(({ date, key }) => [date, m[`time_holiday_${key}`]()]),
  );
}

export const actions = dateActions satisfies Actions;
