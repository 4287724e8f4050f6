import { finderQuery, readFinderAddress } from '#lib/features/scheduling/finder-address.ts';
import { wordsFor } from '#lib/features/scheduling/finder-words.ts';
import { projectKinds } from '#lib/features/projects/project.ts';
import { wallTime } from '#lib/time/zone.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const search = readFinderAddress(url.searchParams);
  const query = finderQuery(search);
  // One address for one search: what the form sends without JavaScript becomes the short link that people share.
  const isShort = new URLSearchParams(query).toString() === url.searchParams.toString();
  if (!isShort) redirect(303, query ? `${url.pathname}?${query}` : url.pathname);
  const found = await locals.api.scheduling.findActivities(search);
  const languages = [
    ...search.languages,
    ...Object.keys(found.facets.languages),
    ...found.activities.flatMap((activity) => activity.languages),
  ];
  return {
    search,
    found,
    words: wordsFor({ kinds: projectKinds, languages }),
    today: wallTime(locals.context.now).date,
  };
};
