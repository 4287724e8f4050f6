import { hasRole } from '#lib/features/accounts/actor.ts';
import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The short address for everybody: to one's own calendar, or to where one finds dates. */
export const load: PageServerLoad = ({ locals: { actor } }) => {
  if (hasRole(actor, 'coordinator', 'group_leader')) redirect(303, '/buero/kalender');
  redirect(303, actor?.isVolunteer ? '/mein/kalender' : '/mitmachen');
};
