import { answerSchema } from '#lib/features/rosters/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';

async function readAskId({ request }: RequestEvent): Promise<string> {
  const read = answerSchema.shape.askId.safeParse((await request.formData()).get('askId'));
  if (!read.success) error(400, { message: m.common_error_404_title() });
  return read.data;
}

async function answer(event: RequestEvent, given: 'yes' | 'no') {
  const askId = await readAskId(event);
  let shiftId: string;
  try {
    ({ shiftId } = await event.locals.api.rosters.answer({ askId, answer: given }));
  } catch (refusal) {
    return refuseAction(refusal);
  }
  setFlash(event.cookies, {
    text: given === 'yes' ? m.rosters_said_yes() : m.rosters_said_no(),
    undo: { action: '/mein?/reopenQuestion', fields: { askId } },
  });
  redirect(303, given === 'yes' ? `/mein?neu=${shiftId}#einsatz-${shiftId}` : '/mein');
}

/** "Könnten Sie …?": one tap for yes or no, and both can be taken back. */
export const questionActions = {
  sayYes: (event: RequestEvent) => answer(event, 'yes'),
  sayNo: (event: RequestEvent) => answer(event, 'no'),

  async reopenQuestion(event: RequestEvent) {
    try {
      await event.locals.api.rosters.reopen({ askId: await readAskId(event) });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, { text: m.rosters_reopened() });
    redirect(303, '/mein');
  },
};
