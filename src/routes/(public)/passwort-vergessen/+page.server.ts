import { requestCodeSchema, resetPasswordSchema } from '#lib/features/accounts/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { fail } from '@sveltejs/kit';
import { afterSignIn } from '../after-sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
  form: await readForm(schemaOf(requestCodeSchema)),
  returnTo: returnPath(url.searchParams.get('weiter'), ''),
});

export const actions: Actions = {
  async request({ request, locals }) {
    const form = await readForm(request, schemaOf(requestCodeSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.auth.requestCode(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    return {
      resetForm: await readForm({ email: form.data.email }, schemaOf(resetPasswordSchema), { errors: false }),
    };
  },

  async reset(event) {
    const resetForm = await readForm(event.request, schemaOf(resetPasswordSchema));
    if (!resetForm.valid) return fail(400, { resetForm });
    try {
      await event.locals.api.auth.resetPassword(resetForm.data);
    } catch (refusal) {
      const failure = refuse(resetForm, refusal);
      return fail(failure.status, { resetForm });
    }
    setFlash(event.cookies, { text: m.accounts_password_changed() });
    return afterSignIn(event);
  },
};
