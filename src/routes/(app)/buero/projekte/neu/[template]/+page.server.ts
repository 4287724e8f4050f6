import type { Actor } from '#lib/features/accounts/actor.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { withWish } from '#lib/features/templates/from-request.ts';
import { prefill } from '#lib/features/templates/prefill.ts';
import { type StartProject, startProjectSchema } from '#lib/features/templates/schema.ts';
import { templateCodes, templates } from '#lib/features/templates/template.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { defaultTimeZone, wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import { newShiftFor, venueNames, withRowsChanged, withVenue } from '../../../termine/event-form.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { readStart } from './start-form.server.ts';

function templateOf(params: { template: string }) {
  const code = templateCodes.find((one) => one === params.template);
  if (!code) error(404, { message: m.common_error_404_title() });
  return templates[code];
}

/** A template, filled in: `?haus=` names the house, `?organisation=` who runs the project, `?anfrage=` the request. */
export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  const template = templateOf(params);
  const requestId = url.searchParams.get('anfrage') ?? '';
  const [options, venues, partners, wish] = await Promise.all([
    locals.api.projects.options(),
    venueNames(locals.api),
    locals.api.projects.partnerOptions({}),
    isUuid(requestId) ? locals.api.requests.planningFacts({ requestId }) : null,
  ]);
  const asked = wish?.organisationId ?? url.searchParams.get('organisation');
  const organisation = options.organisations.find(({ id }) => id === asked) ?? options.organisations[0];
  const contacts = options.contacts.filter(({ organisationId }) => organisationId === organisation?.id);
  const isContact = contacts.some(({ id }) => id === locals.actor?.id);
  const timeZone = (await parent()).town?.timeZone ?? defaultTimeZone;
  const today = wallTime(locals.context.now, timeZone).date;
  const asker = wish?.facilityName ?? url.searchParams.get('haus') ?? '';
  const house = asker.trim().slice(0, 120) || ownHouse(locals.actor, organisation?.id);
  const values = prefill(template.code, {
    organisationId: organisation?.id ?? '',
    contactId: isContact ? locals.actor!.id : '',
    house,
    partner: house === organisation?.name ? '' : house,
    today,
  });
  return {
    template,
    wish,
    organisation,
    contacts,
    venues,
    partners: partners.map(({ name }) => name),
    newShift: newShiftFor(template.kind),
    form: await formOf(wish ? withWish(values, wish, today) : values, { errors: false }),
  };
};

/** A parish or meeting place meets in its own rooms; an office goes elsewhere. */
function ownHouse(actor: Actor | null, organisationId: string | undefined): string {
  const seat = actor?.memberships.find((one) => one.organisationId === organisationId);
  const isHouse = seat?.organisationKind === 'parish' || seat?.organisationKind === 'meeting_place';
  return isHouse ? seat.organisationName : '';
}

const formOf = (values: StartProject, options?: { errors: boolean }) =>
  readForm(values, schemaOf(startProjectSchema), options);

export const actions: Actions = {
  async save({ request, locals, cookies, params }) {
    const { code } = templateOf(params);
    const form = await formOf(await withVenue(locals.api, readStart(await request.formData(), code)));
    if (!form.valid) return fail(400, { form });
    let projectId: string;
    try {
      ({ projectId } = await locals.api.templates.start(form.data));
    } catch (refusal) {
      if (domainErrorOf(refusal)?.details.field !== 'partnerName') return refuse(form, refusal);
      form.errors.partnerName = [m.templates_partner_unknown()];
      return fail(400, { form });
    }
    setFlash(cookies, { text: m.templates_saved() });
    redirect(303, `/buero/projekte/${projectId}`);
  },

  /** The look ahead: what the rule yields. */
  async preview({ request, locals, params }) {
    const { code } = templateOf(params);
    const form = await formOf(await withVenue(locals.api, readStart(await request.formData(), code)));
    if (!form.valid) return fail(400, { form });
    return { form, plan: await locals.api.templates.preview(form.data) };
  },

  async rows({ request, params }) {
    const { code, kind } = templateOf(params);
    const sent = await request.formData();
    const values = withRowsChanged(readStart(sent, code), sent, newShiftFor(kind));
    return { form: await formOf(values, { errors: false }) };
  },
};
