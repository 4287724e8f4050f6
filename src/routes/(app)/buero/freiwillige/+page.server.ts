import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { VOLUNTEERS_PER_PAGE } from '#lib/features/volunteers/profile.ts';
import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { readQuery } from './query.ts';

export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.actor || plannedOrganisationIds(locals.actor).length === 0)
    error(404, { message: m.common_error_404_title() });
  const query = readQuery(url);
  const { items, total } = await locals.api.volunteers.list({ ...query, text: query.text || undefined });
  // The people of this page may have left the list since its address was made.
  if (items.length === 0 && query.page > 1) redirect(303, '/buero/freiwillige');
  return { query, items, total, pages: Math.max(1, Math.ceil(total / VOLUNTEERS_PER_PAGE)) };
};
