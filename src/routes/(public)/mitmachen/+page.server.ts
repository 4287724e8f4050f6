import { finderQuery, readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
import { wallTime } from '#lib/time/zone.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const search = readFinderAddress(url.searchParams);
  const query = finderQuery(search);
  // One address for one search: what the form sends without JavaScript becomes the short link that people share.
  const isShort = new URLSearchParams(query).toString() === url.searchParams.toString();
  if (!isShort) redirect(303, query ? `${url.pathname}?${query}` : url.pathname);
  return {
    search,
    today: wallTime(locals.context.now).date,
    found: await locals.api.scheduling.findActivities(search),
  };
};
