import { UNDO_SECONDS } from '#lib/features/scheduling/signup.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { error, redirect, type RequestEvent } from '@sveltejs/kit';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Which date a button was for, and the page that it stood on. */
async function readPress({ request }: RequestEvent) {
  const form = await request.formData();
  const shiftId = String(form.get('shiftId'));
  if (!uuid.test(shiftId)) error(400, { message: m.common_error_404_title() });
  return { shiftId, returnTo: returnPath(form.get('returnTo'), '/mein') };
}

/** What every page with the own dates can do: call off, take that back, come again next week. */
export const dateActions = {
  /** One tap: the place is free at once, and may be taken back for a while. */
  async cancel(event: RequestEvent) {
    const { shiftId, returnTo } = await readPress(event);
    let movedUp: number;
    try {
      ({ movedUp } = await event.locals.api.scheduling.cancelSignup({ shiftId }));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, {
      text: movedUp > 0 ? m.scheduling_my_cancelled_moved_up() : m.scheduling_my_cancelled(),
      seconds: UNDO_SECONDS + 5,
      undo: { action: '/mein?/undo', fields: { shiftId, returnTo } },
    });
    redirect(303, returnTo);
  },

  /** Always leads back, also when it came too late: the message may stand on any page. */
  async undo(event: RequestEvent) {
    const { shiftId, returnTo } = await readPress(event);
    try {
      const { status } = await event.locals.api.scheduling.undoCancellation({ shiftId });
      setFlash(event.cookies, {
        text: status === 'waiting' ? m.scheduling_my_restored_waiting() : m.scheduling_my_restored(),
      });
    } catch (cause) {
      const refusal = domainErrorOf(cause);
      if (!refusal) throw cause;
      setFlash(event.cookies, { text: sentenceFor(refusal), tone: 'danger', seconds: 30 });
    }
    redirect(303, returnTo);
  },

  async again(event: RequestEvent) {
    const { shiftId, returnTo } = await readPress(event);
    let result: { status: 'confirmed' | 'waiting'; position?: number };
    try {
      result = await event.locals.api.scheduling.signUp({ shiftId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, {
      text:
        result.status === 'confirmed'
          ? m.scheduling_my_again_confirmed()
          : m.scheduling_my_again_waiting({ position: result.position ?? 1 }),
      undo: { action: '/mein?/cancel', fields: { shiftId, returnTo } },
    });
    redirect(303, returnTo);
  },
};
