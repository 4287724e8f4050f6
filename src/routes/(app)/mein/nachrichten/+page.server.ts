import { sayNotice } from '#lib/features/messaging/said.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const PER_PAGE = 20;

/** Looking at the list reads nothing: a notice that must arrive counts as read when somebody says so or opens it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const onlyUnread = url.searchParams.get('zeige') === 'neu';
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const { items, total, unread } = await locals.api.messaging.notices({ onlyUnread, page });
  return {
    notices: items.map(sayNotice),
    unreadHere: items.filter(({ readAt }) => readAt === null).length,
    onlyUnread,
    page,
    pages: Math.ceil(total / PER_PAGE),
    unread,
  };
};

async function pressedNotice(request: Request): Promise<{ noticeId: string; form: FormData }> {
  const form = await request.formData();
  const noticeId = String(form.get('noticeId'));
  if (!uuid.test(noticeId)) error(400, { message: m.common_error_404_title() });
  return { noticeId, form };
}

export const actions = {
  async read({ request, locals }) {
    const { noticeId, form } = await pressedNotice(request);
    await locals.api.messaging.markRead({ ids: [noticeId] });
    redirect(303, returnPath(form.get('returnTo'), '/mein/nachrichten'));
  },

  async open({ request, locals }) {
    const { noticeId } = await pressedNotice(request);
    const { href } = sayNotice(await locals.api.messaging.open({ noticeId }));
    redirect(303, href ?? '/mein/nachrichten');
  },

  async readAll({ locals, cookies }) {
    const { read } = await locals.api.messaging.markRead({ ids: 'all' });
    setFlash(cookies, { text: m.messaging_marked({ count: read }) });
    redirect(303, '/mein/nachrichten');
  },
} satisfies Actions;
