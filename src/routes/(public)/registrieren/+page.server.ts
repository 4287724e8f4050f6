import { registerSchema } from '#lib/features/accounts/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const returnTo = returnPath(url.searchParams.get('weiter'), '');
  if (locals.actor) redirect(303, returnTo || '/mein');
  const [form, districts] = await Promise.all([
    readForm(schemaOf(registerSchema)),
    locals.api.organisations.districts(),
  ]);
  return { form, districts, returnTo };
};

export const actions: Actions = {
  async default({ request, locals, cookies, url }) {
    const form = await readForm(request, schemaOf(registerSchema));
    const { password } = form.data;
    form.data.password = undefined;
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.auth.register({ ...form.data, password });
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.accounts_registered() });
    redirect(303, returnPath(url.searchParams.get('weiter'), '/mein'));
  },
};
