import { townSettingsSchema } from '#lib/features/organisations/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  // Asked for although everybody may read the town: only who may change it opens this page.
  await locals.api.organisations.countByKind();
  const [{ phone, email, travelBufferMinutes, ...settings }, districts] = await Promise.all([
    locals.api.organisations.town(),
    locals.api.organisations.districts(),
  ]);
  const values = { phone, email, travelBufferMinutes };
  return {
    settings,
    districts,
    form: await readForm(values, schemaOf(townSettingsSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(townSettingsSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.organisations.updateTown(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.organisations_saved() });
    redirect(303, '/verwaltung');
  },
};
