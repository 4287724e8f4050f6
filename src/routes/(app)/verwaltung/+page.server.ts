import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [counts, settings, districts] = await Promise.all([
    locals.api.organisations.countByKind(),
    locals.api.organisations.town(),
    locals.api.organisations.districts(),
  ]);
  return { counts, settings, districts };
};
