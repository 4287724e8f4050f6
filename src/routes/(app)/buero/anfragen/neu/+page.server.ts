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
  /** Saves the request, unless the office may have it already: then that is shown first. */
  async default({ request, locals, cookies }) {
    const sent = await request.formData();
    const form = await readForm(sent, schemaOf(enterRequestSchema));
    if (!form.valid) return fail(400, { form });
    const { organisationId, contactName, personName, phone, email, intoId } = form.data;
    let requestId: string;
    try {
      if (!intoId && !sent.has('isNew')) {
        const like = { organisationId, contactName, personName, phone, email };
        const similar = await locals.api.requests.similar(like);
        if (similar.length > 0) {
          form.data.phone = String(sent.get('phone'));
          return { form, similar };
        }
      }
      ({ requestId } = await locals.api.requests.enter(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: intoId ? m.requests_merged_done() : m.requests_entered() });
    redirect(303, `/buero/anfragen/${intoId || requestId}`);
  },
};
