import { startPage } from '#lib/features/accounts/actor.ts';
import { demoAccounts } from '#lib/features/accounts/demo-accounts.ts';
import { signInSchema } from '#lib/features/accounts/schema.ts';
import { app } from '#lib/server/app.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { afterSignIn } from '../after-sign-in.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const returnTo = returnPath(url.searchParams.get('weiter'), '');
  if (locals.actor) redirect(303, returnTo || startPage(locals.actor));
  return {
    form: await readForm(schemaOf(signInSchema)),
    returnTo,
    demoAccounts: app().env.DEMO ? demoAccounts : [],
  };
};

export const actions: Actions = {
  async password(event) {
    const form = await readForm(event.request, schemaOf(signInSchema));
    if (!form.valid) {
      form.data.password = '';
      return fail(400, { form });
    }
    try {
      await event.locals.api.auth.signIn(form.data);
    } catch (refusal) {
      form.data.password = '';
      return refuse(form, refusal);
    }
    return afterSignIn(event);
  },

  /** One click, only where DEMO is set: the password of the demo accounts is public anyway. */
  async demo(event) {
    if (!app().env.DEMO) error(404);
    const email = String((await event.request.formData()).get('email'));
    const form = await readForm({ email, password: 'miteinander-demo' }, schemaOf(signInSchema));
    try {
      await event.locals.api.auth.signIn(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    return afterSignIn(event);
  },
};
