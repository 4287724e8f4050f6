import { saveActivitySchema } from '#lib/features/recruiting/schema.ts';
import { optionalOf } from '#lib/features/recruiting/stage.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm, schemaOf } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error } from '@sveltejs/kit';
import { saveActivity } from '../activity-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isUuid(params.activity)) error(404, { message: m.common_error_404_title() });
  const activity = await locals.api.recruiting.activity({ activityId: params.activity });
  const { id: activityId, organisationId, kind, name, stages, requirements } = activity;
  const values = { activityId, organisationId, kind, name, stages: optionalOf(stages), requirements };
  return { activity, form: await readForm(values, schemaOf(saveActivitySchema), { errors: false }) };
};

export const actions = {
  async default(event) {
    const activityId = event.params.activity;
    const { organisationId, kind } = await event.locals.api.recruiting.activity({ activityId });
    return saveActivity(event, { activityId, organisationId, kind });
  },
} satisfies Actions;
