import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const [dates, weeks] = await Promise.all([
    locals.api.scheduling.facilityDates({ page }),
    locals.api.historyWeeks.list(),
  ]);
  return { page, now: locals.context.now, dates, weeks: weeks.filter((week) => !week.isClosed) };
};
