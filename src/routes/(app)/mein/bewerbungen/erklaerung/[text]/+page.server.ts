import { signSchema } from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const text = (await locals.api.recruiting.myTexts()).find(({ id }) => id === params.text);
  if (!text) error(404, { message: m.common_error_404_title() });
  return { text, form: await readForm({ textId: text.id }, schemaOf(signSchema), { errors: false }) };
};

export const actions = {
  async default({ request, locals, params, cookies }) {
    const isAgreed = (await request.formData()).get('isAgreed') === 'on';
    const form = await readForm({ textId: params.text, isAgreed } as never, schemaOf(signSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.recruiting.sign(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.recruiting_signed() });
    redirect(303, '/mein/bewerbungen');
  },
} satisfies Actions;
