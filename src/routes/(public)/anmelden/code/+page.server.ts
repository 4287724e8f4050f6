import { requestCodeSchema, signInWithCodeSchema } from '#lib/features/accounts/schema.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { fail } from '@sveltejs/kit';
import { afterSignIn } from '../../after-sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
  form: await readForm(schemaOf(requestCodeSchema)),
  returnTo: returnPath(url.searchParams.get('weiter'), ''),
});

/** Both steps are one page, so that the e-mail address is never part of an address. */
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
      codeForm: await readForm({ email: form.data.email }, schemaOf(signInWithCodeSchema), { errors: false }),
    };
  },

  async code(event) {
    const codeForm = await readForm(event.request, schemaOf(signInWithCodeSchema));
    if (!codeForm.valid) return fail(400, { codeForm });
    try {
      await event.locals.api.auth.signInWithCode(codeForm.data);
    } catch (refusal) {
      const failure = refuse(codeForm, refusal);
      return fail(failure.status, { codeForm });
    }
    return afterSignIn(event);
  },
};
