import { offerPlaceSchema } from '#lib/features/substitutes/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const date = (await locals.api.scheduling.mySignups()).find((one) => one.shiftId === params.shift);
  if (!date || date.status !== 'confirmed' || date.isCancelled) {
    error(404, { message: m.common_error_404_title() });
  }
  if (date.offerId || date.isVisit) redirect(303, '/mein/vertretungen');
  return {
    date,
    now: locals.context.now,
    form: await readForm({ shiftId: params.shift }, schemaOf(offerPlaceSchema), { errors: false }),
  };
};

export const actions = {
  async default({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('shiftId', params.shift);
    const form = await readForm(sent, schemaOf(offerPlaceSchema));
    if (!form.valid) return fail(400, { form });
    let search: { offerId: string; asked: number };
    try {
      search = await locals.api.substitutes.offer(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, {
      text: search.asked > 0 ? m.substitutes_asked({ count: search.asked }) : m.substitutes_asked_nobody(),
      ...(search.asked === 0 && { tone: 'warning' as const }),
      seconds: 15,
      undo: { action: '/mein/vertretungen?/withdraw', fields: { offerId: search.offerId } },
    });
    redirect(303, '/mein');
  },
} satisfies Actions;
