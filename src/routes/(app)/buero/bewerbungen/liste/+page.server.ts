import type { Actions, PageServerLoad } from './$types';
import { moveActions } from '../move-actions.server.ts';
import { readFilter, readListQuery } from '../query.ts';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:applications');
  const filter = readFilter(url);
  const query = readListQuery(url);
  const activities = await locals.api.recruiting.activities();
  return { filter, query, activities, list: await locals.api.recruiting.list({ ...filter, ...query }) };
};

export const actions = moveActions satisfies Actions;
