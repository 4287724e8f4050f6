import { openSchoolSchema } from '#lib/features/reading/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [schools, options] = await Promise.all([
    locals.api.reading.schoolOptions(),
    locals.api.projects.options(),
  ]);
  const initial = {
    organisationId: options.organisations[0]?.id ?? '',
    agreedOn: wallTime(locals.context.now).date,
    absenceUntil: '08:30',
  };
  const form = await readForm(initial as never, schemaOf(openSchoolSchema), { errors: false });
  return { schools, offices: options.organisations, form };
};

export const actions: Actions = {
  async default({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(openSchoolSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.reading.openSchool(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.reading_school_opened() });
    redirect(303, `/buero/lesen/${form.data.schoolId}`);
  },
};
