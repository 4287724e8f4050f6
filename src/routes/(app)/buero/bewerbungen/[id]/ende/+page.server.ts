import { moveSchema } from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isUuid(params.id)) error(404, { message: m.common_error_404_title() });
  const { application } = await locals.api.recruiting.get({ applicationId: params.id });
  const values = { applicationId: params.id, from: application.stage, to: 'left' as const };
  return { application, form: await readForm(values, schemaOf(moveSchema), { errors: false }) };
};

export const actions = {
  async default({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('applicationId', params.id);
    sent.set('to', 'left');
    const form = await readForm(sent, schemaOf(moveSchema));
    if (!form.valid) return fail(400, { form });
    let moveId: string;
    try {
      ({ moveId } = await locals.api.recruiting.move(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, {
      text: m.recruiting_archived_now(),
      undo: { action: '/buero/bewerbungen?/undo', fields: { moveId, returnTo: '/buero/bewerbungen' } },
    });
    redirect(303, '/buero/bewerbungen');
  },
} satisfies Actions;
