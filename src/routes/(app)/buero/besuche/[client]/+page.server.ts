import { askSchema } from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const clientId = params.client;
  const file = await locals.api.tandems.client({ clientId });
  const { client } = file;
  const isWaiting = !client.tandemId && !client.closedAt && !client.deathRecordedAt;
  return {
    ...file,
    suggestions: isWaiting ? await locals.api.matching.suggestions({ clientId }) : null,
    now: locals.context.now,
  };
};

export const actions: Actions = {
  async ask({ request, locals, cookies, params }) {
    const sent = await request.formData();
    sent.set('clientId', params.client);
    const form = await readForm(sent, schemaOf(askSchema));
    if (!form.valid) error(400, { message: m.error_invalid_input() });
    let tandemId: string;
    try {
      ({ tandemId } = await locals.api.tandems.ask(form.data));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.tandems_asked() });
    redirect(303, `/buero/besuche/tandem/${tandemId}`);
  },

  async keepApart({ request, locals, cookies, params }) {
    const volunteerId = String((await request.formData()).get('volunteerId'));
    try {
      await locals.api.tandems.keepApart({ clientId: params.client, volunteerId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: m.tandems_apart_done(),
      undo: { action: `/buero/besuche/${params.client}?/allowAgain`, fields: { volunteerId } },
    });
    redirect(303, `/buero/besuche/${params.client}`);
  },

  async allowAgain({ request, locals, cookies, params }) {
    const volunteerId = String((await request.formData()).get('volunteerId'));
    try {
      await locals.api.tandems.allowAgain({ clientId: params.client, volunteerId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.tandems_apart_undone() });
    redirect(303, `/buero/besuche/${params.client}`);
  },

  async close({ locals, cookies, params }) {
    const clientId = params.client;
    try {
      await locals.api.tandems.closeClient({ clientId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: m.tandems_close_done(),
      undo: { action: `/buero/besuche/${clientId}?/reopen`, fields: {} },
    });
    redirect(303, `/buero/besuche/${clientId}`);
  },

  async reopen({ locals, cookies, params }) {
    try {
      await locals.api.tandems.reopenClient({ clientId: params.client });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.tandems_reopen_done() });
    redirect(303, `/buero/besuche/${params.client}`);
  },
};
