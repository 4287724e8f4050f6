import { enterRequestSchema } from '#lib/features/requests/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [{ organisations }, districts] = await Promise.all([
    locals.api.projects.options(),
    locals.api.organisations.districts(),
  ]);
  // Nothing is chosen yet: '' is no relation.
  const known = { organisationId: organisations[0]?.id ?? '', relation: '' as never };
  return {
    organisations,
    districts: districts.map(({ name }) => name),
    form: await readForm(known, schemaOf(enterRequestSchema), { errors: false }),
  };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(enterRequestSchema));
    if (!form.valid) return fail(400, { form });
    let requestId: string;
    try {
      ({ requestId } = await locals.api.requests.enter(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.requests_entered() });
    redirect(303, `/buero/anfragen/${requestId}`);
  },
};
