import { applySchema } from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Who has registered or wants to help somewhere, and anybody else by name: each may become an application. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const text = url.searchParams.get('suche')?.slice(0, 100) ?? '';
  const asked = url.searchParams.get('person') ?? '';
  const [activities, interests, registrations, found, person] = await Promise.all([
    locals.api.recruiting.activities(),
    locals.api.volunteers.listInterests(),
    locals.api.volunteers.listNewRegistrations(),
    text ? locals.api.volunteers.list({ text }) : null,
    isUuid(asked) ? locals.api.volunteers.get({ personId: asked }) : null,
  ]);
  return {
    text,
    activities: activities.filter(({ archivedAt }) => archivedAt === null),
    person: person && {
      personId: person.personId,
      name: person.name,
      interestId: url.searchParams.get('wunsch') ?? undefined,
    },
    wishes: interests.slice(0, 30),
    registrations: registrations.filter(
      ({ personId }) => !interests.some((interest) => interest.personId === personId),
    ),
    found: found?.items.slice(0, 12) ?? null,
  };
};

export const actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(await request.formData(), schemaOf(applySchema));
    if (!form.valid) return fail(400, { form });
    let opened: { applicationId: string; isNew: boolean };
    try {
      opened = await locals.api.recruiting.openApplication(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: opened.isNew ? m.recruiting_opened() : m.recruiting_was_open() });
    redirect(303, `/buero/bewerbungen/${opened.applicationId}`);
  },
} satisfies Actions;
