import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const link = await locals.api.feeds.myLink();
  return { link: link && { ...link, href: `${url.origin}/calendar/${link.token}.ics` } };
};

export const actions = {
  /** The first link, or a new one in place of the old: the same verb, other words. */
  async create({ locals, cookies }) {
    const { hasReplaced } = await locals.api.feeds.createLink();
    setFlash(cookies, { text: hasReplaced ? m.feeds_renewed() : m.feeds_created() });
    redirect(303, '/mein/kalender/abonnieren');
  },
} satisfies Actions;
