import { askSchema } from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  meeting: await locals.api.matching.meeting({}),
});

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(await request.formData(), schemaOf(askSchema));
    if (!form.valid)
      return fail(400, { message: { tone: 'danger' as const, text: m.tandems_choose_volunteer() } });
    try {
      await locals.api.tandems.ask(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.tandems_asked() });
    redirect(303, '/buero/besuche/vermittlung');
  },
};
