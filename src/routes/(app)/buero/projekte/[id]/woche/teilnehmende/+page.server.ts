import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { participantIdSchema, participantSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf, plannedWeek } from '../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?wer=` the resident whose entry is changed. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { week, side, plan } = await plannedWeek(locals.api, url, params.id);
  const edited = plan.participants.find(({ id }) => id === url.searchParams.get('wer')) ?? null;
  const today = wallTime(locals.context.now, week.timeZone).date;
  const values = edited
    ? {
        participantId: edited.id,
        givenName: edited.givenName,
        initial: edited.initial,
        house: edited.house,
        needsEscort: edited.needsEscort,
        photoConsent: edited.photoConsent,
        consentOn: edited.consentOn ?? today,
      }
    : { consentOn: today };
  const form = await readForm({ projectId: params.id, ...values }, schemaOf(participantSchema), {
    errors: false,
  });
  const sessionsOf = (id: string) =>
    plan.sessions.filter(
      (session) => !session.cancelledAt && session.guests.some((guest) => guest.participantId === id),
    ).length;
  return {
    ...{ week, side, form, edited },
    participants: plan.participants.map((one) => ({ ...one, sessions: sessionsOf(one.id) })),
  };
};

export const actions: Actions = {
  async save({ request, locals, params, cookies, url }) {
    const sent = await request.formData();
    sent.set('projectId', params.id);
    const form = await readForm(sent, schemaOf(participantSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.historyWeeks.saveParticipant(form.data);
    } catch (refusal) {
      const code = domainErrorOf(refusal)?.code;
      if (code === 'ALREADY_EXISTS') form.errors.givenName = [m.history_weeks_participant_exists()];
      else if (code === 'INVALID_INPUT') form.errors.consentOn = [m.history_weeks_consent_in_future()];
      else return refuse(form, refusal);
      return fail(409, { form });
    }
    setFlash(cookies, {
      text: form.data.participantId
        ? m.history_weeks_participant_saved()
        : m.history_weeks_participant_added(),
    });
    redirect(303, `${baseOf(url, params.id)}/teilnehmende`);
  },

  async remove({ request, locals, params, cookies, url }) {
    const form = await readForm(await request.formData(), schemaOf(participantIdSchema));
    if (!form.valid) return fail(400);
    try {
      await locals.api.historyWeeks.removeParticipant(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.history_weeks_participant_removed() });
    redirect(303, `${baseOf(url, params.id)}/teilnehmende`);
  },
};
