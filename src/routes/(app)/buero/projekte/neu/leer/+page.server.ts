import { kindDefaults, projectKinds } from '#lib/features/projects/project.ts';
import { startEmptySchema } from '#lib/features/templates/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import type { Actions, PageServerLoad } from './$types';

/** First the kind (and, with several offices, which one), then what belongs to it. `?anfrage=` names the request. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const requestId = url.searchParams.get('anfrage') ?? '';
  const [options, wish] = await Promise.all([
    locals.api.projects.options(),
    isUuid(requestId) ? locals.api.requests.planningFacts({ requestId }) : null,
  ]);
  const kind = projectKinds.find((one) => one === url.searchParams.get('art')) ?? null;
  const asked = wish?.organisationId ?? url.searchParams.get('organisation');
  const organisation = options.organisations.find((one) => one.id === asked) ?? options.organisations[0];
  const contacts = options.contacts.filter((one) => one.organisationId === organisation?.id);
  const isContact = contacts.some((one) => one.id === locals.actor?.id);
  return {
    kind,
    wish,
    organisation,
    contacts,
    organisations: options.organisations,
    form: await readForm(
      {
        organisationId: organisation?.id ?? '',
        kind: kind ?? 'other',
        isStanding: kind !== null && kindDefaults[kind].isStanding,
        insuredThrough: m.projects_insured_default(),
        contactId: isContact ? locals.actor!.id : '',
        // What a person wrote may tell of somebody: it stays in the request.
        ...(wish && { requestId, title: wish.title, description: wish.facilityName ? wish.wishes : '' }),
      },
      schemaOf(startEmptySchema),
      { errors: false },
    ),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(startEmptySchema));
    if (!form.valid) return fail(400, { form });
    let projectId: string;
    try {
      ({ projectId } = await locals.api.templates.startEmpty(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.projects_created() });
    redirect(303, `/buero/projekte/${projectId}`);
  },
};
