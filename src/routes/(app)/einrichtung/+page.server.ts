import { wallTime } from '#lib/time/zone.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const [dates, weeks] = await Promise.all([
    locals.api.scheduling.facilityDates({ page }),
    locals.api.historyWeeks.list(),
  ]);
  // What comes next first; after it what is over and waits for its wrap-up.
  const today = wallTime(locals.context.now).date;
  const open = weeks.filter((week) => !week.isClosed);
  const [ahead, past] = [
    open.filter((week) => week.lastOn >= today),
    open.filter((week) => week.lastOn < today),
  ];
  return { page, now: locals.context.now, dates, weeks: [...ahead.reverse(), ...past] };
};
