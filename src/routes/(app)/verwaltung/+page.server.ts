import { wallTime } from '#lib/time/zone.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const today = wallTime(locals.context.now).date;
  const [counts, settings, districts, holidays] = await Promise.all([
    locals.api.organisations.countByKind(),
    locals.api.organisations.town(),
    locals.api.organisations.districts(),
    locals.api.schoolHolidays.list({}),
  ]);
  const nextHolidays = holidays.items.filter(({ lastOn }) => lastOn >= today).slice(0, 3);
  return { counts, settings, districts, nextHolidays };
};
