import { saidOnceAWeek } from '#lib/features/days-off/day-off.ts';
import { dayNames } from '#lib/features/days-off/names.ts';
import { calendarPage } from '#lib/features/scheduling/mine.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import type { Actions, PageServerLoad } from './$types';
import { dateActions } from '../date-actions.server.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { now } = locals.context;
  const today = wallTime(now).date;
  const { searchParams } = url;
  const page = calendarPage({ view: searchParams.get('ansicht'), date: searchParams.get('datum') }, today);
  const days = { from: page.firstOn, to: addDays(page.endOn, -1) };
  const [dates, absences, daysOff] = await Promise.all([
    locals.api.scheduling.mySignups({ from: startOfDay(page.firstOn), to: startOfDay(page.endOn) }),
    locals.api.volunteers.myAbsences(),
    locals.api.daysOff.forAll(days),
  ]);
  // Named here, so that the browser need not carry the names of all holidays.
  const named = dayNames(daysOff, days);
  const holidays = page.view === 'woche' ? named : saidOnceAWeek(named);
  return { now, today, page, dates, absences, holidays };
};

export const actions = dateActions satisfies Actions;
