import { myGroupsSchema } from '#lib/features/groups/schema.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** Who leads one group is taken to it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const page = myGroupsSchema.shape.page.catch(1).parse(Number(url.searchParams.get('seite') ?? 1));
  const list = await locals.api.groups.mine({ page });
  const [only] = list.items;
  if (only && list.total === 1) redirect(303, `/buero/gruppen/${only.projectId}`);
  return { list, page };
};
