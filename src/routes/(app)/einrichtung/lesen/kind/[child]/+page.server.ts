import { endChildSchema, updateChildSchema } from '#lib/features/reading/schema.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const child = await locals.api.reading.child({ childId: params.child });
  const { nickname, className, needs, interests, consentOn, consentScope } = child;
  const form = await readForm(
    { childId: child.id, nickname, className, needs, interests, consentOn, consentScope } as never,
    schemaOf(updateChildSchema),
    { errors: false },
  );
  return { child, form, today: wallTime(locals.context.now).date };
};

export const actions: Actions = {
  async save({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('childId', params.child);
    const form = await readForm(sent, schemaOf(updateChildSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.reading.updateChild(form.data);
    } catch (refusal) {
      if (domainErrorOf(refusal)?.details.field !== 'consentOn') return refuse(form, refusal);
      form.errors.consentOn = [m.reading_child_consent_ahead()];
      return fail(400, { form });
    }
    setFlash(cookies, { text: m.reading_child_saved() });
    redirect(303, '/einrichtung/lesen');
  },

  async end({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('childId', params.child);
    const form = await readForm(sent, schemaOf(endChildSchema));
    if (!form.valid) return fail(400);
    await locals.api.reading.endChild(form.data);
    setFlash(cookies, {
      text: form.data.eraseNow ? m.reading_child_ended_erased() : m.reading_child_ended(),
    });
    redirect(303, '/einrichtung/lesen');
  },
};
