import { updateSchoolSchema } from '#lib/features/reading/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const schoolId = params.school;
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const which = url.searchParams.get('stand') === 'beendet' ? ('ended' as const) : ('running' as const);
  const [school, days, children, pairs] = await Promise.all([
    locals.api.reading.school({ schoolId }),
    locals.api.reading.schoolDays({ schoolId }),
    locals.api.reading.children({ schoolId }),
    locals.api.reading.pairs({ schoolId, which, page }),
  ]);
  const { contactName, contactPhone, absenceUntil, emergency, agreedOn } = school;
  const form = await readForm(
    { schoolId, contactName, contactPhone, absenceUntil, emergency, agreedOn },
    schemaOf(updateSchoolSchema),
    { errors: false },
  );
  const { month } = wallTime(locals.context.now);
  return {
    ...{ school, days, pairs, which, page, form },
    waiting: children.filter(({ pairId }) => pairId === null),
    /** May to July: time to ask about the new school year. */
    isSeason: month >= 5 && month <= 7,
  };
};

export const actions: Actions = {
  async save({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('schoolId', params.school);
    const form = await readForm(sent, schemaOf(updateSchoolSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.reading.updateSchool(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.reading_school_saved() });
    redirect(303, `/buero/lesen/${params.school}`);
  },

  async rollover({ locals, params, cookies }) {
    const { asked } = await locals.api.reading.startRollover({ schoolId: params.school });
    setFlash(cookies, { text: m.reading_rollover_started({ count: asked }) });
    redirect(303, `/buero/lesen/${params.school}`);
  },
};
