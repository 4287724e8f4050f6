import { createChildSchema } from '#lib/features/reading/schema.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const schools = await locals.api.reading.ownSchools();
  const school = schools.find((one) => one.schoolId === url.searchParams.get('schule')) ?? schools[0];
  if (!school) error(404, { message: m.common_error_404_title() });
  const form = await readForm({ schoolId: school.schoolId } as never, schemaOf(createChildSchema), {
    errors: false,
  });
  return { school, form, today: wallTime(locals.context.now).date };
};

export const actions: Actions = {
  async default({ request, locals, cookies, url }) {
    const sent = await request.formData();
    const schools = await locals.api.reading.ownSchools();
    const school = schools.find((one) => one.schoolId === url.searchParams.get('schule')) ?? schools[0];
    sent.set('schoolId', school?.schoolId ?? '');
    const form = await readForm(sent, schemaOf(createChildSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.reading.createChild(form.data);
    } catch (refusal) {
      if (domainErrorOf(refusal)?.details.field !== 'consentOn') return refuse(form, refusal);
      form.errors.consentOn = [m.reading_child_consent_ahead()];
      return fail(400, { form });
    }
    setFlash(cookies, { text: m.reading_child_entered() });
    redirect(303, '/einrichtung/lesen');
  },
};
