import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { placePairSchema } from '#lib/features/reading/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const childId = params.child;
  const child = await locals.api.reading.child({ childId });
  const isOpen = !child.pairId && !child.proposalId;
  const [school, suggestions, plan] = await Promise.all([
    locals.api.reading.school({ schoolId: child.schoolId }),
    isOpen ? locals.api.reading.suggestions({ childId }) : null,
    locals.api.rooms.list({ organisationId: child.schoolId }),
  ]);
  const firstOn = addDays(wallTime(locals.context.now).date, 14);
  const form = await readForm({ childId, firstOn } as never, schemaOf(placePairSchema), { errors: false });
  return { child, school, suggestions, ...plan, form };
};

/** Asks her, or places her who has agreed on the telephone. */
function press(verb: 'ask' | 'place', text: () => string) {
  return async ({ request, locals, params, cookies }: RequestEvent<{ child: string }>) => {
    const sent = await request.formData();
    sent.set('childId', params.child);
    const form = await readForm(sent, schemaOf(placePairSchema));
    if (!form.valid) return fail(400, { form, isOutside: false });
    let pairId: string;
    try {
      ({ pairId } = await locals.api.reading[verb](form.data));
    } catch (refusal) {
      const code = domainErrorOf(refusal)?.code;
      const { status, data } = refuse(form, refusal);
      return fail(status, { ...data, isOutside: code === 'ROOM_CLOSED' || form.data.isOutsideAgreed });
    }
    setFlash(cookies, { text: text() });
    redirect(303, `/buero/lesen/paar/${pairId}`);
  };
}

export const actions = {
  ask: press('ask', m.reading_asked),
  place: press('place', m.reading_placed),
} satisfies Actions;
