import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { volunteerFilters, VOLUNTEERS_PER_PAGE, volunteerSorts } from '#lib/features/volunteers/profile.ts';
import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

/** What the address asks for; what makes no sense in it counts as not asked. */
function readQuery({ searchParams }: URL) {
  const page = Number(searchParams.get('seite') ?? 1);
  return {
    text: (searchParams.get('suche') ?? '').trim().slice(0, 100),
    state: volunteerFilters.find((filter) => filter === searchParams.get('zustand')),
    sort: volunteerSorts.find((sort) => sort === searchParams.get('sortierung')) ?? 'name',
    page: Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1,
  } as const;
}

export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.actor || plannedOrganisationIds(locals.actor).length === 0)
    error(404, { message: m.common_error_404_title() });
  const query = readQuery(url);
  const { items, total } = await locals.api.volunteers.list({ ...query, text: query.text || undefined });
  // The people of this page may have left the list since its address was made.
  if (items.length === 0 && query.page > 1) redirect(303, '/buero/freiwillige');
  return { query, items, total, pages: Math.max(1, Math.ceil(total / VOLUNTEERS_PER_PAGE)) };
};
