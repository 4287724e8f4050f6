import type { Actions, PageServerLoad } from './$types';
import { hourActions } from '../reading-actions.server.ts';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:reading-today');
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const [dates, hours, schools] = await Promise.all([
    locals.api.scheduling.facilityDates({ page }),
    locals.api.reading.today(),
    locals.api.reading.ownSchools(),
  ]);
  return { page, now: locals.context.now, dates, hours, isReading: schools.length > 0 };
};

export const actions = { ...hourActions } satisfies Actions;
