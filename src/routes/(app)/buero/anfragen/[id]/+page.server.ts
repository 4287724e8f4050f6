import { domainErrorOf } from '#lib/errors/domain-error.ts';
import type { RequestState } from '#lib/features/requests/request.ts';
import {
  assignSchema,
  declineSchema,
  handOverSchema,
  mergeSchema,
  noteSchema,
  officeDateSchema,
  stepBackSchema,
  stepSchema,
} from '#lib/features/requests/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { proposeDates } from './propose-dates.server.ts';

export const load: PageServerLoad = async ({ locals, params, depends }) => {
  depends('app:requests');
  const requestId = params.id;
  const found = await locals.api.requests.get({ requestId });
  const { projectId } = found.request;
  return {
    ...found,
    now: locals.context.now,
    events: projectId
      ? (await locals.api.scheduling.projectEvents({ projectId, when: 'upcoming', page: 1 })).items
      : [],
    declineForm: await readForm({ requestId, reason: '' as never }, schemaOf(declineSchema), {
      errors: false,
    }),
    handOverForm: await readForm({ requestId }, schemaOf(handOverSchema), { errors: false }),
  };
};

const here = ({ params }: RequestEvent) => `/buero/anfragen/${params.id}`;

/** What was typed, with the request that the page is about. */
async function sentWith({ request, params }: RequestEvent): Promise<FormData> {
  const sent = await request.formData();
  sent.set('requestId', params.id);
  return sent;
}

/** Somebody was faster: the page is shown as it is now, with the sentence. */
function refuseStep(refusal: unknown) {
  const error = domainErrorOf(refusal);
  if (error?.code !== 'CHANGED_MEANWHILE') return refuseAction(refusal);
  const { name } = error.details;
  const text =
    typeof name === 'string' ? m.requests_taken_meanwhile({ name }) : m.requests_changed_meanwhile();
  return fail(409, { message: { tone: 'danger' as const, text } });
}

/** The date of the project could not move along, so nothing was agreed: the reason, and what to do. */
function refuseMove(refusal: unknown) {
  const error = domainErrorOf(refusal);
  if (error?.code === 'CHANGED_MEANWHILE') return refuseStep(refusal);
  const refused = refuseAction(refusal);
  const reason =
    error?.code !== 'SHIFT_CLOSED'
      ? refused.data.message.text
      : error.details.reason === 'cancelled'
        ? m.requests_date_event_cancelled()
        : m.requests_date_event_over();
  const text = m.requests_date_event_stays({ reason });
  return fail(refused.status, { message: { tone: 'danger' as const, text } });
}

const stepped = {
  in_talk: m.requests_stepped_in_talk,
  planned: m.requests_stepped_planned,
  running: m.requests_stepped_running,
  done: m.requests_stepped_done,
};
const undoOf = (event: RequestEvent, from: RequestState) => ({
  undo: { action: `${here(event)}?/stepBack`, fields: { from } },
});

export const actions: Actions = {
  async advance(event) {
    const form = await readForm(await sentWith(event), schemaOf(stepSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.advance(form.data);
    } catch (refusal) {
      return refuseStep(refusal);
    }
    setFlash(event.cookies, { text: stepped[form.data.to](), ...undoOf(event, form.data.to) });
    redirect(303, here(event));
  },

  async stepBack(event) {
    const form = await readForm(await sentWith(event), schemaOf(stepBackSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.stepBack(form.data);
    } catch (refusal) {
      return refuseStep(refusal);
    }
    setFlash(event.cookies, { text: m.requests_step_back_done() });
    redirect(303, here(event));
  },

  async assign(event) {
    const form = await readForm(await sentWith(event), schemaOf(assignSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.assign(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, { text: m.requests_assigned() });
    redirect(303, here(event));
  },

  async handOver(event) {
    const handOverForm = await readForm(await sentWith(event), schemaOf(handOverSchema));
    if (!handOverForm.valid) return fail(400, { handOverForm });
    try {
      await event.locals.api.requests.handOver(handOverForm.data);
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code === 'CHANGED_MEANWHILE') return refuseStep(refusal);
      return { handOverForm: refuse(handOverForm, refusal).data.form };
    }
    setFlash(event.cookies, { text: m.requests_handed_over() });
    redirect(303, '/buero/anfragen');
  },

  async decline(event) {
    const declineForm = await readForm(await sentWith(event), schemaOf(declineSchema));
    if (!declineForm.valid) return fail(400, { declineForm });
    try {
      await event.locals.api.requests.decline(declineForm.data);
    } catch (refusal) {
      return refuseStep(refusal);
    }
    setFlash(event.cookies, { text: m.requests_declined_done(), ...undoOf(event, 'declined') });
    redirect(303, here(event));
  },

  async merge(event) {
    const form = await readForm(await sentWith(event), schemaOf(mergeSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.merge(form.data);
    } catch (refusal) {
      return refuseStep(refusal);
    }
    setFlash(event.cookies, { text: m.requests_merged_done(), ...undoOf(event, 'merged') });
    redirect(303, `/buero/anfragen/${form.data.intoId}`);
  },

  async seen(event) {
    await event.locals.api.requests.markSeen({ requestId: event.params.id });
    setFlash(event.cookies, { text: m.requests_seen_done() });
    redirect(303, here(event));
  },

  async note(event) {
    const noteForm = await readForm(await sentWith(event), schemaOf(noteSchema));
    if (!noteForm.valid) return fail(400, { noteForm });
    await event.locals.api.requests.addNote(noteForm.data);
    setFlash(event.cookies, { text: m.requests_note_saved() });
    redirect(303, `${here(event)}#notizen`);
  },

  async answer(event) {
    const answerForm = await readForm(await sentWith(event), schemaOf(noteSchema));
    if (!answerForm.valid) return fail(400, { answerForm });
    const { isTold } = await event.locals.api.requests.answer(answerForm.data);
    setFlash(event.cookies, { text: isTold ? m.requests_answered() : m.requests_answered_call() });
    redirect(303, `${here(event)}#nachrichten`);
  },

  async propose(event) {
    const refused = await proposeDates(event);
    if (refused.dates) return fail(400, { proposal: refused });
    setFlash(event.cookies, { text: m.requests_proposed({ count: refused.proposed }) });
    redirect(303, `${here(event)}#termine`);
  },

  async withdrawDate(event) {
    const form = await readForm(await sentWith(event), schemaOf(officeDateSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.withdrawDate(form.data);
    } catch (refusal) {
      return refuseStep(refusal);
    }
    setFlash(event.cookies, { text: m.requests_date_withdrawn_done() });
    redirect(303, `${here(event)}#termine`);
  },

  async cancelDate(event) {
    const form = await readForm(await sentWith(event), schemaOf(officeDateSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.cancelDate(form.data);
    } catch (refusal) {
      return refuseStep(refusal);
    }
    setFlash(event.cookies, { text: m.requests_date_cancelled() });
    redirect(303, `${here(event)}#termine`);
  },

  async acceptDate(event) {
    const form = await readForm(await sentWith(event), schemaOf(officeDateSchema));
    if (!form.valid) return fail(400);
    try {
      await event.locals.api.requests.acceptDate(form.data);
    } catch (refusal) {
      return refuseMove(refusal);
    }
    setFlash(event.cookies, { text: m.requests_date_accepted() });
    redirect(303, `${here(event)}#termine`);
  },
};
