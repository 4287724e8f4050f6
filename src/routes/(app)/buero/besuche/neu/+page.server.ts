import { caringOfficeIds } from '#lib/features/tandems/policy.ts';
import { openClientSchema } from '#lib/features/tandems/schema.ts';
import { editWindows } from '#lib/features/volunteers/availability.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { pressOf, readClientFields } from '../client-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?anfrage=…`: the request that the person comes from; what it says is filled in. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const actor = locals.actor!;
  const offices = actor.memberships
    .filter(({ organisationId }) => caringOfficeIds(actor).includes(organisationId))
    .map(({ organisationId, organisationName }) => ({ id: organisationId, name: organisationName }));
  if (offices.length === 0) error(404, { message: m.common_error_404_title() });
  const requestId = url.searchParams.get('anfrage') ?? '';
  const [districts, asked] = await Promise.all([
    locals.api.organisations.districts(),
    isUuid(requestId) ? locals.api.requests.get({ requestId }) : null,
  ]);
  const request = asked?.request;
  const [givenName = '', ...family] = (request?.personName ?? '').split(' ');
  const isOwn = request?.relation === 'self';
  const values = {
    organisationId: request?.organisationId ?? (offices.length === 1 ? offices[0]!.id : ''),
    requestId: request?.id ?? '',
    service: request?.kind === 'accompanying' ? ('accompanying' as const) : ('visiting' as const),
    ...{ givenName, familyName: family.join(' '), districtCode: request?.districtCode ?? '' },
    birthYear: request?.personBornOn ? Number(request.personBornOn.slice(0, 4)) : null,
    phone: (isOwn && request.contactPhone) || '',
    contactName: isOwn ? '' : (request?.contactName ?? ''),
    contactPhone: isOwn ? '' : (request?.contactPhone ?? ''),
  };
  const form = await readForm(values as never, schemaOf(openClientSchema), { errors: false });
  return { offices, districts, wish: request?.wish ?? null, reference: request?.reference ?? null, form };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const sent = await request.formData();
    const fields = {
      organisationId: String(sent.get('organisationId') ?? ''),
      requestId: String(sent.get('requestId') ?? ''),
      ...readClientFields(sent),
    };
    const press = pressOf(sent);
    if (press) {
      const windows = editWindows(fields.windows, press);
      return { form: await readForm({ ...fields, windows }, schemaOf(openClientSchema), { errors: false }) };
    }
    const form = await readForm(fields, schemaOf(openClientSchema));
    if (!form.valid) return fail(400, { form });
    let clientId: string;
    try {
      ({ clientId } = await locals.api.tandems.openClient(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.tandems_opened() });
    redirect(303, `/buero/besuche/${clientId}`);
  },
};
