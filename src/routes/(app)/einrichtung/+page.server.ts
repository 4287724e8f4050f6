import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  return { page, now: locals.context.now, dates: await locals.api.scheduling.facilityDates({ page }) };
};
