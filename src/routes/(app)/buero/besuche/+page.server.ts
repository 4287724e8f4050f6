import { clientFilters, type ClientFilter } from '#lib/features/tandems/client.ts';
import type { PageServerLoad } from './$types';

/** `?liste=waiting|proposed|visited|closed`, `?suche=…`, `?seite=…` */
export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = url.searchParams.get('liste') as ClientFilter;
  const which = clientFilters.includes(asked) ? asked : 'waiting';
  const text = (url.searchParams.get('suche') ?? '').slice(0, 100);
  const page = Math.max(1, Math.min(1000, Number(url.searchParams.get('seite')) || 1));
  return { which, text, page, ...(await locals.api.tandems.clients({ which, text, page })) };
};
