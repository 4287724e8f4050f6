import { criteria, readWeights, weightsSchema } from '#lib/features/matching/weights.ts';
import { services } from '#lib/features/tandems/client.ts';
import { caringOfficeIds } from '#lib/features/tandems/policy.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

type Api = App.Locals['api'];

/** The activities for which people are matched with people: visits and accompanying. */
async function activitiesOf(api: Api, own: string[]) {
  const all = await api.recruiting.activities();
  return all.filter(
    ({ kind, archivedAt, organisationId }) =>
      (services as readonly string[]).includes(kind) && !archivedAt && own.includes(organisationId),
  );
}

/** `?taetigkeit=…`: the activity; the first, when not said. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const activities = await activitiesOf(locals.api, caringOfficeIds(locals.actor!));
  const asked = url.searchParams.get('taetigkeit');
  const chosen = activities.find(({ id }) => id === asked) ?? activities[0];
  if (!chosen) error(404, { message: m.common_error_404_title() });
  const { weights } = await locals.api.recruiting.activity({ activityId: chosen.id });
  return {
    activities: activities.map(({ id, name, organisationName }) => ({ id, name, organisationName })),
    chosen: chosen.id,
    form: await readForm(readWeights(weights), schemaOf(weightsSchema), { errors: false }),
  };
};

const read = (sent: FormData) =>
  readForm(
    Object.fromEntries(criteria.map((one) => [one, Number(sent.get(one) ?? Number.NaN)])) as never,
    schemaOf(weightsSchema),
  );

async function activityOf(api: Api, sent: FormData) {
  const activityId = String(sent.get('activityId'));
  if (!isUuid(activityId)) error(404, { message: m.common_error_404_title() });
  return api.recruiting.activity({ activityId });
}

export const actions: Actions = {
  async preview({ request, locals }) {
    const sent = await request.formData();
    const form = await read(sent);
    if (!form.valid) return fail(400, { form });
    const { organisationId, kind } = await activityOf(locals.api, sent);
    const preview = await locals.api.matching.previewWeights({
      organisationId,
      kind: kind as 'visiting',
      weights: form.data,
    });
    return { form, preview };
  },

  async save({ request, locals, cookies }) {
    const sent = await request.formData();
    const form = await read(sent);
    if (!form.valid) return fail(400, { form });
    const { id } = await activityOf(locals.api, sent);
    try {
      await locals.api.recruiting.setWeights({ activityId: id, weights: form.data });
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.tandems_weights_saved() });
    redirect(303, `/buero/besuche/gewichte?taetigkeit=${id}`);
  },
};
