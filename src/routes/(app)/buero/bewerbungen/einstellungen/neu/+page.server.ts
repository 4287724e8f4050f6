import { saveActivitySchema } from '#lib/features/recruiting/schema.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm, schemaOf } from '#lib/server/forms.server.ts';
import { error } from '@sveltejs/kit';
import { saveActivity } from '../activity-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  if (!locals.actor || plannedOrganisationIds(locals.actor).length === 0)
    error(404, { message: m.common_error_404_title() });
  const planned = new Set(plannedOrganisationIds(locals.actor));
  const seats = locals.actor.memberships.filter(({ organisationId }) => planned.has(organisationId));
  const offices = [...new Map(seats.map((seat) => [seat.organisationId, seat.organisationName]))].map(
    ([id, name]) => ({ id, name }),
  );
  const values = {
    organisationId: offices[0]!.id,
    kind: 'other' as const,
    stages: ['talk' as const, 'checks' as const],
    requirements: ['intake_talk' as const],
  };
  return { offices, form: await readForm(values, schemaOf(saveActivitySchema), { errors: false }) };
};

export const actions = { default: (event) => saveActivity(event, null) } satisfies Actions;
