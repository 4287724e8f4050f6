import { recordDeathSchema } from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { client } = await locals.api.tandems.client({ clientId: params.client });
  if (client.deathRecordedAt) redirect(303, `/buero/besuche/${client.id}`);
  const form = await readForm({ clientId: client.id } as never, schemaOf(recordDeathSchema), {
    errors: false,
  });
  return { client, form };
};

export const actions: Actions = {
  async default({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const clientId = params.client;
    const form = await readForm(
      { clientId, diedOn: String(sent.get('diedOn') ?? ''), isSure: sent.has('isSure') } as never,
      schemaOf(recordDeathSchema),
    );
    if (!form.valid) return fail(400, { form });
    const { client } = await locals.api.tandems.client({ clientId });
    try {
      await locals.api.tandems.recordDeath(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, {
      text: client.tandemId ? m.tandems_death_done() : m.tandems_death_done_no_tandem(),
    });
    redirect(303, `/buero/besuche/${clientId}`);
  },
};
