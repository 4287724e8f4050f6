import { isReadOnly } from '#lib/features/tandems/client.ts';
import { updateClientSchema } from '#lib/features/tandems/schema.ts';
import { editWindows } from '#lib/features/volunteers/availability.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { pressOf, readClientFields } from '../../client-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const clientId = params.client;
  const [{ client }, districts] = await Promise.all([
    locals.api.tandems.client({ clientId }),
    locals.api.organisations.districts(),
  ]);
  if (isReadOnly(client)) redirect(303, `/buero/besuche/${clientId}`);
  const values = {
    clientId,
    ...{ givenName: client.givenName, familyName: client.familyName, phone: client.phone ?? '' },
    ...{
      street: client.street,
      postalCode: client.postalCode ?? '',
      districtCode: client.districtCode ?? '',
    },
    ...{ birthYear: client.birthYear, gender: client.gender ?? '', wishesGender: client.wishesGender ?? '' },
    ...{ service: client.service, languages: client.languages, interests: client.interests },
    ...{
      requires: client.requires,
      traits: client.traits,
      minutes: client.minutes,
      everyWeeks: client.everyWeeks,
    },
    ...{ windows: client.windows, about: client.about, isReadBack: client.readBackOn !== null },
    ...{ standInsAgreedOn: client.standInsAgreedOn ?? '', contactName: client.contactName },
    ...{ contactPhone: client.contactPhone ?? '', contactRelation: client.contactRelation ?? '' },
  };
  const form = await readForm(values as never, schemaOf(updateClientSchema), { errors: false });
  return { name: `${client.givenName} ${client.familyName}`, districts, form };
};

export const actions: Actions = {
  async default({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const fields = { clientId: params.client, ...readClientFields(sent) };
    const press = pressOf(sent);
    if (press) {
      const windows = editWindows(fields.windows, press);
      return {
        form: await readForm({ ...fields, windows }, schemaOf(updateClientSchema), { errors: false }),
      };
    }
    const form = await readForm(fields, schemaOf(updateClientSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.tandems.updateClient(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.tandems_saved() });
    redirect(303, `/buero/besuche/${params.client}`);
  },
};
