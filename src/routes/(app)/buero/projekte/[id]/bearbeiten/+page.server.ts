import { updateProjectSchema } from '#lib/features/projects/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const [project, options] = await Promise.all([
    locals.api.projects.get({ projectId: params.id }),
    locals.api.projects.options(),
  ]);
  const { title, summary, description, languages, isStanding, insuredThrough, contactId } = project;
  return {
    project,
    contacts: options.contacts.filter((one) => one.organisationId === project.organisationId),
    form: await readForm(
      {
        ...{ projectId: params.id, title, summary, description, isStanding, insuredThrough },
        substitutesNeedApproval: project.substitutesNeedApproval,
        placesBy: project.placesBy,
        languages: languages as never,
        contactId: contactId ?? '',
      },
      schemaOf(updateProjectSchema),
      { errors: false },
    ),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies, params }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const form = await readForm(sent, schemaOf(updateProjectSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.projects.update(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.projects_saved() });
    redirect(303, `/buero/projekte/${params.id}`);
  },
};
