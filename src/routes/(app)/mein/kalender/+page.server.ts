import { saidOnceAWeek } from '#lib/features/days-off/day-off.ts';
import { dayNotes, dayOffName } from '#lib/features/days-off/names.ts';
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
  const notes = dayNotes(daysOff, days);
  return {
    ...{ now, today, page, dates, absences },
    notes: page.view === 'monat' ? saidOnceAWeek(notes) : notes,
    daysOff: daysOff.map(({ kind, name, firstOn, lastOn }) => {
      return { name: dayOffName({ kind, name }), firstOn, lastOn };
    }),
  };
};

export const actions = dateActions satisfies Actions;
