import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { type PairKind, pairKinds } from '#lib/features/volunteers/pair.ts';
import { absenceForSchema, confirmQualificationSchema } from '#lib/features/volunteers/schema.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

/** Certificates are to be no older than this at inspection (domain.md 3.1: practice, so it warns and does not refuse). */
const FRESH_DAYS = 92;

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async ({ locals, params }) => {
  const isPlanner = locals.actor && plannedOrganisationIds(locals.actor).length > 0;
  if (!isPlanner || !uuid.test(params.id)) error(404, { message: m.common_error_404_title() });
  const today = wallTime(locals.context.now).date;
  const [file, applications, form, absence] = await Promise.all([
    locals.api.volunteers.get({ personId: params.id }),
    locals.api.recruiting.ofPerson({ personId: params.id }),
    readForm({ personId: params.id, grantedOn: today }, schemaOf(confirmQualificationSchema), {
      errors: false,
    }),
    readForm({ personId: params.id }, schemaOf(absenceForSchema), { errors: false }),
  ]);
  return { file, applications, form, absence, today };
};

export const actions = {
  async welcome({ locals, params, cookies }) {
    await locals.api.volunteers.welcome({ personId: params.id });
    const action = `/buero/freiwillige/${params.id}?/undoWelcome`;
    setFlash(cookies, { text: m.volunteers_welcomed_now(), undo: { action, fields: {} } });
    redirect(303, `/buero/freiwillige/${params.id}`);
  },

  async undoWelcome({ locals, params, cookies }) {
    await locals.api.volunteers.undoWelcome({ personId: params.id });
    setFlash(cookies, { text: m.volunteers_welcome_undone() });
    redirect(303, `/buero/freiwillige/${params.id}`);
  },

  async confirm({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('personId', params.id);
    const form = await readForm(sent, schemaOf(confirmQualificationSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.volunteers.confirmQualification(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    const today = wallTime(locals.context.now).date;
    const isOld = form.data.kind === 'record_inspection' && form.data.grantedOn < addDays(today, -FRESH_DAYS);
    setFlash(
      cookies,
      isOld
        ? { text: m.volunteers_certificate_is_old(), tone: 'warning', seconds: 30 }
        : { text: m.volunteers_qualification_confirmed() },
    );
    redirect(303, `/buero/freiwillige/${params.id}#nachweise`);
  },

  async remove({ request, locals, params, cookies }) {
    const kind = String((await request.formData()).get('kind')) as QualificationKind;
    const removed = await locals.api.volunteers.removeQualification({ personId: params.id, kind });
    setFlash(cookies, {
      text: m.volunteers_qualification_removed(),
      undo: {
        action: `/buero/freiwillige/${params.id}?/confirm`,
        fields: { kind, grantedOn: removed.grantedOn, expiresOn: removed.expiresOn ?? '' },
      },
    });
    redirect(303, `/buero/freiwillige/${params.id}#nachweise`);
  },

  async addAbsence({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('personId', params.id);
    const form = await readForm(sent, schemaOf(absenceForSchema));
    if (!form.valid) return fail(400, { form });
    let added: { absenceId: string; places: number };
    try {
      added = await locals.api.volunteers.addAbsenceFor(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.volunteers_file_absence_added() });
    const page = `/buero/freiwillige/${params.id}`;
    redirect(303, added.places > 0 ? `${page}/abwesend/${added.absenceId}` : `${page}#abwesend`);
  },

  async removeAbsence({ request, locals, params, cookies }) {
    const absenceId = String((await request.formData()).get('absenceId'));
    const days = await locals.api.volunteers.removeAbsenceFor({ personId: params.id, absenceId });
    setFlash(cookies, {
      text: m.volunteers_absence_removed(),
      undo: { action: `/buero/freiwillige/${params.id}?/addAbsence`, fields: days },
    });
    redirect(303, `/buero/freiwillige/${params.id}#abwesend`);
  },

  /** Without a kind the two are nothing to each other any more. */
  async setPair({ request, locals, params, cookies }) {
    const sent = await request.formData();
    const otherId = String(sent.get('otherId'));
    const wanted = sent.get('kind');
    const kind = pairKinds.find((one) => one === wanted) ?? null;
    let before: PairKind | null;
    try {
      ({ before } = await locals.api.volunteers.setPair({ personId: params.id, otherId, kind }));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: kind ? m.volunteers_pair_set() : m.volunteers_pair_removed(),
      undo: { action: `/buero/freiwillige/${params.id}?/setPair`, fields: { otherId, kind: before ?? '' } },
    });
    redirect(303, `/buero/freiwillige/${params.id}#gemeinsam`);
  },

  async answer({ request, locals, params, cookies }) {
    const interestId = String((await request.formData()).get('interestId'));
    await locals.api.volunteers.answerInterest({ interestId });
    setFlash(cookies, { text: m.volunteers_interest_answered() });
    redirect(303, `/buero/freiwillige/${params.id}`);
  },
} satisfies Actions;
