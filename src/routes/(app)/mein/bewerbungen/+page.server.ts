import { birthYearSchema } from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('app:my-dates');
  const [mine, texts, meetings] = await Promise.all([
    locals.api.recruiting.mine(),
    locals.api.recruiting.myTexts(),
    locals.api.recruiting.myMeetings(),
  ]);
  return { ...mine, texts, meetings };
};

export const actions = {
  async book({ request, locals, cookies }) {
    const eventId = String((await request.formData()).get('eventId'));
    let booked: { shiftId: string };
    try {
      booked = await locals.api.recruiting.book({ eventId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const fields = { shiftId: booked.shiftId, returnTo: '/mein/bewerbungen' };
    setFlash(cookies, { text: m.recruiting_booked(), undo: { action: '/mein?/cancel', fields } });
    redirect(303, '/mein/bewerbungen');
  },

  async birthYear({ request, locals, cookies }) {
    const year = await readForm(await request.formData(), schemaOf(birthYearSchema));
    if (!year.valid) return fail(400, { year });
    await locals.api.recruiting.setMyBirthYear(year.data);
    setFlash(cookies, { text: m.recruiting_saved() });
    redirect(303, '/mein/bewerbungen');
  },
} satisfies Actions;
