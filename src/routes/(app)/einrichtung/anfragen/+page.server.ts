import { pageSchema } from '#lib/features/requests/schema.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const page = pageSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  return { page, list: await locals.api.requests.own({ page }) };
};
