import { rolloverAnswers } from '#lib/features/reading/pair.ts';
import { mentorAnswerSchema, readingDateSchema } from '#lib/features/reading/schema.ts';
import { UNDO_SECONDS } from '#lib/features/scheduling/signup.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [pairs, proposals, notices] = await Promise.all([
    locals.api.reading.mine(),
    locals.api.reading.myProposals(),
    locals.api.messaging.notices({ onlyUnread: true }),
  ]);
  const unread = notices.items.filter(
    ({ kind }) => kind.startsWith('reading_') && kind !== 'reading_question',
  );
  return { pairs, proposals, unread, now: locals.context.now };
};

type Verb = 'confirmHeld' | 'undoHeld' | 'reportAway' | 'undoAway';

/** One button of an hour: what it does, what is said then, and which button takes it back. */
function press(verb: Verb, text: () => string, undo?: string) {
  return async ({ request, locals, cookies }: RequestEvent) => {
    const form = await readForm(request, schemaOf(readingDateSchema));
    if (!form.valid) return fail(400);
    try {
      await locals.api.reading[verb](form.data);
    } catch (refusal) {
      // An undo may stand on any page: it always leads back.
      const known = domainErrorOf(refusal);
      if (undo || !known) return refuseAction(refusal);
      setFlash(cookies, { text: sentenceFor(known), tone: 'danger', seconds: 30 });
      redirect(303, '/mein/lesen');
    }
    setFlash(cookies, {
      text: text(),
      seconds: UNDO_SECONDS + 5,
      ...(undo && { undo: { action: `/mein/lesen?/${undo}`, fields: form.data } }),
    });
    redirect(303, '/mein/lesen');
  };
}

export const actions = {
  held: press('confirmHeld', m.reading_mine_held, 'undoHeld'),
  undoHeld: press('undoHeld', m.reading_mine_undone),
  away: press('reportAway', m.reading_mine_away, 'undoAway'),
  undoAway: press('undoAway', m.reading_mine_undone),

  async answer({ request, locals, cookies }) {
    const sent = await request.formData();
    const answer = rolloverAnswers.find((one) => one === sent.get('answer'));
    if (!answer) return fail(400);
    try {
      await locals.api.reading.answerAsMentor({ pairId: String(sent.get('pairId')), answer });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.reading_mine_answered() });
    redirect(303, '/mein/lesen');
  },

  async proposal({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(mentorAnswerSchema));
    if (!form.valid) return fail(400);
    try {
      await locals.api.reading.answer(form.data);
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const said = {
      yes: m.reading_mine_answered_yes,
      no: m.reading_mine_answered_no,
      call: m.reading_mine_answered_call,
    };
    setFlash(cookies, { text: said[form.data.answer]() });
    redirect(303, '/mein/lesen');
  },

  async read({ request, locals }) {
    const ids = (await request.formData()).getAll('id').map(String);
    if (ids.length > 0) await locals.api.messaging.markRead({ ids });
    redirect(303, '/mein/lesen');
  },
} satisfies Actions;
