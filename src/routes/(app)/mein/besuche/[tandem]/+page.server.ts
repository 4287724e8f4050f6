import { answerSchema, recordVisitSchema, visitIdSchema } from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
  ...(await locals.api.tandems.myTandem({ tandemId: params.tandem })),
  now: locals.context.now,
  volunteerId: locals.actor!.id,
});

export const actions: Actions = {
  async answer({ request, locals, cookies, params }) {
    const answer = (await request.formData()).get('answer') as 'yes';
    const form = await readForm({ tandemId: params.tandem, answer }, schemaOf(answerSchema));
    if (!form.valid) return fail(400, {});
    try {
      await locals.api.tandems.answer(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const said = {
      yes: m.tandems_mine_answered_yes,
      no: m.tandems_mine_answered_no,
      call: m.tandems_mine_answered_call,
    };
    setFlash(cookies, { text: said[form.data.answer]() });
    redirect(303, form.data.answer === 'no' ? '/mein/besuche' : `/mein/besuche/${params.tandem}`);
  },

  async visit({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const tandemId = params.tandem;
    const onDate = String(sent.get('onDate') ?? '');
    const form = await readForm(
      {
        ...{ tandemId, onDate, outcome: sent.get('outcome') as 'held' },
        note: String(sent.get('note') ?? ''),
        isConcern: sent.has('isConcern'),
      },
      schemaOf(recordVisitSchema),
    );
    if (!form.valid) return fail(400, { visitForm: form });
    try {
      await locals.api.tandems.recordVisit(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: m.tandems_mine_recorded(),
      undo: { action: `/mein/besuche/${tandemId}?/forget`, fields: { onDate } },
    });
    redirect(303, `/mein/besuche/${tandemId}`);
  },

  async forget({ request, locals, cookies, params }) {
    const onDate = String((await request.formData()).get('onDate') ?? '');
    const form = await readForm({ tandemId: params.tandem, onDate }, schemaOf(visitIdSchema));
    if (!form.valid) return fail(400, {});
    try {
      await locals.api.tandems.forgetVisit(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.tandems_mine_forgotten() });
    redirect(303, `/mein/besuche/${params.tandem}`);
  },
};
