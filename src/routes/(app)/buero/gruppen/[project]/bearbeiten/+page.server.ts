import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { groupProfileSchema } from '#lib/features/groups/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { profile, ...group } = await locals.api.groups.form({ projectId: params.project });
  const values = { ...profile, meetsWithProjectId: profile.meetsWithProjectId ?? '' };
  return {
    ...group,
    projectId: params.project,
    form: await readForm(values, schemaOf(groupProfileSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const form = await readForm(readProfile(sent), schemaOf(groupProfileSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.groups.save({ projectId: params.project, profile: form.data });
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code === 'NOT_FOUND') error(404, { message: m.common_error_404_title() });
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.groups_saved() });
    redirect(303, `/buero/gruppen/${params.project}`);
  },
};

/** The form as it was sent: an empty number is none, not nought. */
function readProfile(sent: FormData) {
  const text = (name: string) => String(sent.get(name) ?? '');
  return {
    capacity: text('capacity').trim() === '' ? null : Number(text('capacity')),
    cost: text('cost'),
    registration: text('registration') as 'open',
    directions: text('directions'),
    hasHearingLoop: sent.has('hasHearingLoop'),
    showsContact: sent.has('showsContact'),
    isListed: sent.has('isListed'),
    isDiscreet: sent.has('isDiscreet'),
    neutralTitle: text('neutralTitle'),
    meetsWithProjectId: text('meetsWithProjectId'),
  };
}
