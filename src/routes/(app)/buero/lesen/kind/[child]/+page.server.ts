import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { placePairSchema } from '#lib/features/reading/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const childId = params.child;
  const text = (url.searchParams.get('suche') ?? '').slice(0, 100);
  const child = await locals.api.reading.child({ childId });
  const [school, mentors, plan] = await Promise.all([
    locals.api.reading.school({ schoolId: child.schoolId }),
    locals.api.reading.mentors({ childId, text }),
    locals.api.rooms.list({ organisationId: child.schoolId }),
  ]);
  const firstOn = addDays(wallTime(locals.context.now).date, 7);
  const form = await readForm({ childId, firstOn } as never, schemaOf(placePairSchema), { errors: false });
  return { child, school, mentors, text, ...plan, form };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('childId', params.child);
    const form = await readForm(sent, schemaOf(placePairSchema));
    if (!form.valid) return fail(400, { form, isOutside: false });
    let pairId: string;
    try {
      ({ pairId } = await locals.api.reading.place(form.data));
    } catch (refusal) {
      const code = domainErrorOf(refusal)?.code;
      const { status, data } = refuse(form, refusal);
      return fail(status, { ...data, isOutside: code === 'ROOM_CLOSED' || form.data.isOutsideAgreed });
    }
    setFlash(cookies, { text: m.reading_placed() });
    redirect(303, `/buero/lesen/paar/${pairId}`);
  },
};
