import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions } from './$types';

/** Signing out changes something, so no link does it. */
export const load = () => redirect(303, '/');

export const actions: Actions = {
  async default({ locals, cookies }) {
    await locals.api.auth.signOut();
    setFlash(cookies, { text: m.accounts_signed_out() });
    redirect(303, '/');
  },
};
