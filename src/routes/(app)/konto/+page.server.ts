import { setPasswordSchema, updateAccountSchema } from '#lib/features/accounts/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [account, districts] = await Promise.all([
    locals.api.auth.account(),
    locals.api.organisations.districts(),
  ]);
  const { givenName, familyName, phone, districtCode } = account;
  return {
    account,
    districts,
    form: await readForm(
      { givenName, familyName, phone: phone ?? '', districtCode: districtCode ?? '' },
      schemaOf(updateAccountSchema),
      { errors: false },
    ),
    passwordForm: await readForm(schemaOf(setPasswordSchema)),
  };
};

export const actions: Actions = {
  async account({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(updateAccountSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.auth.updateAccount(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.accounts_saved() });
    redirect(303, '/konto');
  },

  async password({ request, locals, cookies }) {
    const passwordForm = await readForm(request, schemaOf(setPasswordSchema));
    const { currentPassword, password } = passwordForm.data;
    passwordForm.data.currentPassword = passwordForm.data.password = '';
    if (!passwordForm.valid) return fail(400, { passwordForm });
    try {
      await locals.api.auth.setPassword({ currentPassword, password });
    } catch (refusal) {
      const failure = refuse(passwordForm, refusal);
      return fail(failure.status, { passwordForm });
    }
    setFlash(cookies, { text: m.accounts_password_changed() });
    redirect(303, '/konto');
  },

  async everywhere({ locals, cookies }) {
    await locals.api.auth.signOutEverywhere();
    setFlash(cookies, { text: m.accounts_signed_out_everywhere() });
    redirect(303, '/anmelden');
  },
};
