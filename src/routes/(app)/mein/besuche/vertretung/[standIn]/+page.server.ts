import { answerStandInSchema, recordStandInSchema } from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  visit: await locals.api.tandems.myStandIn({ standInId: params.standIn }),
  now: locals.context.now,
});

export const actions: Actions = {
  async answer({ request, locals, cookies, params }) {
    const answer = (await request.formData()).get('answer') as 'yes';
    const form = await readForm({ standInId: params.standIn, answer }, schemaOf(answerStandInSchema));
    if (!form.valid) return fail(400, {});
    try {
      await locals.api.tandems.answerStandIn(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const isYes = form.data.answer === 'yes';
    setFlash(cookies, { text: isYes ? m.tandems_once_answered_yes() : m.tandems_mine_answered_no() });
    redirect(303, isYes ? `/mein/besuche/vertretung/${params.standIn}` : '/mein/besuche');
  },

  async visit({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const form = await readForm(
      {
        standInId: params.standIn,
        outcome: sent.get('outcome') as 'held',
        note: String(sent.get('note') ?? ''),
        isConcern: sent.has('isConcern'),
      },
      schemaOf(recordStandInSchema),
    );
    if (!form.valid) return fail(400, { visitForm: form });
    try {
      await locals.api.tandems.recordStandIn(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.tandems_mine_recorded() });
    redirect(303, '/mein/besuche');
  },
};
