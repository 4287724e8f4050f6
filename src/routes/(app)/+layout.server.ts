import { redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Everything in this group belongs to somebody: whoever is not signed in is asked to, and comes back. */
export const load: LayoutServerLoad = ({ locals, url }) => {
  if (!locals.actor) {
    redirect(303, `/anmelden?weiter=${encodeURIComponent(url.pathname + url.search)}`);
  }
  return { actor: locals.actor };
};
