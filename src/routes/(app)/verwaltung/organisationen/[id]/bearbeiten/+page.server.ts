import { formValues } from '#lib/features/organisations/form.ts';
import { updateOrganisationSchema } from '#lib/features/organisations/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { refuseOrganisation } from '../../refusal.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const organisationId = params.id;
  const [organisation, providers, districts] = await Promise.all([
    locals.api.organisations.get({ organisationId }),
    locals.api.organisations.providers(),
    locals.api.organisations.districts(),
  ]);
  const values = { organisationId, ...formValues(organisation) };
  const form = await readForm(values, schemaOf(updateOrganisationSchema), { errors: false });
  return { organisation, providers, districts, form };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies }) {
    const form = await readForm(request, schemaOf(updateOrganisationSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.organisations.update({ ...form.data, organisationId: params.id });
    } catch (refusal) {
      return refuseOrganisation(form, refusal);
    }
    setFlash(cookies, { text: m.organisations_saved() });
    redirect(303, `/verwaltung/organisationen/${params.id}`);
  },
};
