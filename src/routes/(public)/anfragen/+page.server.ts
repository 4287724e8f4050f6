import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { submitRequestSchema } from '#lib/features/requests/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const isPlain = url.searchParams.get('sprache') === 'einfach';
  const [form, districts] = await Promise.all([
    readForm({ isPlain, relation: '' as never }, schemaOf(submitRequestSchema), { errors: false }),
    locals.api.organisations.districts(),
  ]);
  return { form, districts: districts.map(({ name }) => name) };
};

export const actions: Actions = {
  /** Changes to plain language or back; what was typed stays. */
  async language({ request }) {
    const form = await readForm(request, schemaOf(submitRequestSchema));
    form.data.isPlain = !form.data.isPlain;
    form.errors = {};
    return { form };
  },

  async submit({ request, locals }) {
    const form = await readForm(request, schemaOf(submitRequestSchema));
    if (!form.valid) return fail(400, { form });
    let token: string;
    try {
      ({ token } = await locals.api.requests.submitAndFollow(form.data));
    } catch (refusal) {
      if (domainErrorOf(refusal)?.details.field !== 'place') return refuse(form, refusal);
      form.errors.place = [m.requests_place_unknown()];
      return fail(400, { form });
    }
    redirect(303, `/anfragen/${token}/eingegangen`);
  },
};
