import { wordsFor } from '#lib/features/scheduling/finder-words.ts';
import { UNDO_SECONDS } from '#lib/features/scheduling/signup.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const here = '/mein/vertretungen';

export const load: PageServerLoad = async ({ locals }) => {
  const [asked, own] = await Promise.all([locals.api.substitutes.asked(), locals.api.substitutes.mine()]);
  return { asked, own, today: wallTime(locals.context.now).date };
};

async function pressedOffer(request: Request): Promise<{ offerId: string }> {
  const offerId = String((await request.formData()).get('offerId'));
  if (!uuid.test(offerId)) error(400, { message: m.common_error_404_title() });
  return { offerId };
}

export const actions = {
  /** One tap. Who comes too late reads so, with other dates instead. */
  async accept({ request, locals, cookies }) {
    const offer = await pressedOffer(request);
    const shiftId = (await locals.api.substitutes.asked()).find(
      (one) => one.offerId === offer.offerId,
    )?.shiftId;
    let status: 'confirmed' | 'proposed';
    try {
      ({ status } = await locals.api.substitutes.accept(offer));
    } catch (refusal) {
      const failure = refuseAction(refusal);
      const instead = await locals.api.substitutes.alternatives(offer);
      return fail(failure.status, {
        ...failure.data,
        instead,
        words: wordsFor({}),
      });
    }
    setFlash(cookies, {
      text: status === 'confirmed' ? m.substitutes_accepted() : m.substitutes_accepted_proposed(),
      seconds: UNDO_SECONDS + 5,
      undo: { action: `${here}?/undoAccept`, fields: offer },
    });
    redirect(303, status === 'confirmed' && shiftId ? `/mein?neu=${shiftId}#einsatz-${shiftId}` : here);
  },

  async undoAccept({ request, locals, cookies }) {
    try {
      await locals.api.substitutes.undoAccept(await pressedOffer(request));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.substitutes_undo_accepted() });
    redirect(303, here);
  },

  async decline({ request, locals, cookies }) {
    const offer = await pressedOffer(request);
    await locals.api.substitutes.decline({ ...offer, isDeclined: true });
    setFlash(cookies, {
      text: m.substitutes_declined(),
      undo: { action: `${here}?/undoDecline`, fields: offer },
    });
    redirect(303, here);
  },

  async undoDecline({ request, locals, cookies }) {
    await locals.api.substitutes.decline({ ...(await pressedOffer(request)), isDeclined: false });
    setFlash(cookies, { text: m.substitutes_decline_undone() });
    redirect(303, here);
  },

  async withdraw({ request, locals, cookies }) {
    await locals.api.substitutes.withdraw(await pressedOffer(request));
    setFlash(cookies, { text: m.substitutes_withdrawn() });
    redirect(303, here);
  },
} satisfies Actions;
