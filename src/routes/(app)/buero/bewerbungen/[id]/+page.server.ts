import {
  birthYearForSchema,
  recordSchema,
  updateApplicationSchema,
} from '#lib/features/recruiting/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { isUuid } from '#lib/ui/addresses.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { moveActions } from '../move-actions.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Certificates are to be no older than this at inspection (domain.md 3.1: practice, so it warns and does not refuse). */
const FRESH_DAYS = 92;

export const load: PageServerLoad = async ({ locals, params }) => {
  if (!isUuid(params.id)) error(404, { message: m.common_error_404_title() });
  const applicationId = params.id;
  const [file, meetings] = await Promise.all([
    locals.api.recruiting.get({ applicationId }),
    locals.api.recruiting.offeredTo({ applicationId }),
  ]);
  const { assigneeId, nextStep, nextOn, note } = file.application;
  const values = { applicationId, assigneeId: assigneeId ?? '', nextStep, nextOn: nextOn ?? '', note };
  return {
    ...file,
    meetings,
    today: wallTime(locals.context.now).date,
    form: await readForm(values, schemaOf(updateApplicationSchema), { errors: false }),
  };
};

const pageOf = (params: { id?: string }) => `/buero/bewerbungen/${params.id}`;

export const actions = {
  ...moveActions,

  async update({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('applicationId', params.id);
    const form = await readForm(sent, schemaOf(updateApplicationSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.recruiting.update(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.recruiting_saved() });
    redirect(303, pageOf(params));
  },

  /** A date and nothing else; what is wrong with it stands beside the line that it was entered in. */
  async record({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('applicationId', params.id);
    const record = await readForm(sent, schemaOf(recordSchema));
    if (!record.valid) return fail(400, { record });
    try {
      await locals.api.recruiting.record(record.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const { kind, on } = record.data;
    const isOld = kind.endsWith('record') || kind === 'record_inspection';
    const today = wallTime(locals.context.now).date;
    setFlash(
      cookies,
      isOld && on < addDays(today, -FRESH_DAYS)
        ? { text: m.volunteers_certificate_is_old(), tone: 'warning', seconds: 30 }
        : { text: m.recruiting_recorded() },
    );
    redirect(303, `${pageOf(params)}#fehlt`);
  },

  async birthYear({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('applicationId', params.id);
    const year = await readForm(sent, schemaOf(birthYearForSchema));
    if (!year.valid) return fail(400, { year });
    await locals.api.recruiting.setBirthYear(year.data);
    setFlash(cookies, { text: m.recruiting_saved() });
    redirect(303, `${pageOf(params)}#fehlt`);
  },

  async book({ request, locals, params, cookies }) {
    const eventId = String((await request.formData()).get('eventId'));
    let booked: { shiftId: string; personId: string };
    try {
      booked = await locals.api.recruiting.bookFor({ applicationId: params.id, eventId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: m.recruiting_booked_for(),
      undo: { action: `${pageOf(params)}?/unbook`, fields: booked },
    });
    redirect(303, `${pageOf(params)}#termine`);
  },

  async unbook({ request, locals, params, cookies }) {
    const sent = await request.formData();
    const place = { shiftId: String(sent.get('shiftId')), personId: String(sent.get('personId')) };
    await locals.api.scheduling.unassign(place);
    setFlash(cookies, { text: m.recruiting_unbooked() });
    redirect(303, `${pageOf(params)}#termine`);
  },
} satisfies Actions & Record<string, (event: RequestEvent & { params: { id: string } }) => unknown>;
