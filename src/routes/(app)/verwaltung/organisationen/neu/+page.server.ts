import { organisationKinds } from '#lib/features/organisations/organisation.ts';
import { createOrganisationSchema } from '#lib/features/organisations/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { refuseOrganisation } from '../refusal.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the kind, then what belongs to it. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const kind = organisationKinds.find((one) => one === url.searchParams.get('art')) ?? null;
  const [providers, districts, town] = await Promise.all([
    locals.api.organisations.providers(),
    locals.api.organisations.districts(),
    locals.api.organisations.town(),
  ]);
  const values = { kind: kind ?? ('school' as const), city: town.name };
  const form = await readForm(values, schemaOf(createOrganisationSchema), { errors: false });
  return { kind, providers, districts, form };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(createOrganisationSchema));
    if (!form.valid) return fail(400, { form });
    let organisationId: string;
    try {
      ({ organisationId } = await locals.api.organisations.create(form.data));
    } catch (refusal) {
      return refuseOrganisation(form, refusal);
    }
    setFlash(cookies, { text: m.organisations_created() });
    redirect(303, `/verwaltung/organisationen/${organisationId}`);
  },
};
