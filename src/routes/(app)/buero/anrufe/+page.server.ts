import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { finishCallSchema } from '#lib/features/messaging/schema.ts';
import { sayCall } from '#lib/features/messaging/said.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const PER_PAGE = 25;

export const load: PageServerLoad = async ({ locals, url }) => {
  if (!locals.actor || plannedOrganisationIds(locals.actor).length === 0) {
    error(404, { message: m.common_error_404_title() });
  }
  const isDone = url.searchParams.get('zeige') === 'erledigt';
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const { items, total } = await locals.api.messaging.calls({ isDone, page });
  return {
    calls: items.map(sayCall),
    total,
    isDone,
    page,
    pages: Math.ceil(total / PER_PAGE),
    now: locals.context.now,
  };
};

export const actions = {
  async finish({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(finishCallSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.messaging.finishCall(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, {
      text: m.messaging_call_saved(),
      undo: { action: '/buero/anrufe?/reopen', fields: { callId: form.data.callId } },
    });
    redirect(303, '/buero/anrufe');
  },

  async reopen({ request, locals, cookies }) {
    await locals.api.messaging.reopenCall({ callId: String((await request.formData()).get('callId')) });
    setFlash(cookies, { text: m.messaging_call_reopened() });
    redirect(303, '/buero/anrufe');
  },
} satisfies Actions;
