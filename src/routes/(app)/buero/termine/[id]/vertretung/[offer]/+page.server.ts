import { UNDO_SECONDS } from '#lib/features/scheduling/signup.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  if (!uuid.test(params.offer)) error(404, { message: m.common_error_404_title() });
  const filter = {
    text: url.searchParams.get('text')?.slice(0, 100) ?? '',
    scope: url.searchParams.get('wer') === 'alle' ? ('all' as const) : ('office' as const),
    page: Math.max(1, Math.min(50, Math.trunc(Number(url.searchParams.get('seite'))) || 1)),
  };
  const offer = await locals.api.substitutes.get({ offerId: params.offer });
  const candidates = await locals.api.scheduling.candidates({ shiftId: offer.shiftId, ...filter });
  return { offer, filter, candidates };
};

/** The button in the message that takes back who comes. */
function undoOn({ id, offer }: { id: string; offer: string }) {
  return {
    seconds: UNDO_SECONDS + 5,
    undo: { action: `/buero/termine/${id}/vertretung/${offer}?/undo`, fields: {} },
  };
}

export const actions = {
  async assign({ request, locals, params, cookies }) {
    const personId = String((await request.formData()).get('personId'));
    try {
      await locals.api.substitutes.appoint({ offerId: params.offer, personId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.substitutes_appointed(), ...undoOn(params) });
    redirect(303, `/buero/termine/${params.id}`);
  },

  async approve({ locals, params, cookies }) {
    try {
      await locals.api.substitutes.approve({ offerId: params.offer });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.substitutes_approved(), ...undoOn(params) });
    redirect(303, `/buero/termine/${params.id}`);
  },

  /** Always leads back, also when it came too late: the message may stand on any page. */
  async undo({ locals, params, cookies }) {
    try {
      await locals.api.substitutes.undoAppoint({ offerId: params.offer });
      setFlash(cookies, { text: m.substitutes_appoint_undone() });
    } catch (cause) {
      const refusal = domainErrorOf(cause);
      if (!refusal) throw cause;
      setFlash(cookies, { text: sentenceFor(refusal), tone: 'danger', seconds: 30 });
    }
    redirect(303, `/buero/termine/${params.id}`);
  },

  async reject({ locals, params, cookies }) {
    await locals.api.substitutes.reject({ offerId: params.offer });
    setFlash(cookies, { text: m.substitutes_rejected() });
    redirect(303, `/buero/termine/${params.id}`);
  },

  async end({ locals, params, cookies }) {
    const { person } = await locals.api.substitutes.get({ offerId: params.offer });
    await locals.api.substitutes.withdraw({ offerId: params.offer });
    setFlash(cookies, { text: m.substitutes_ended({ name: person.givenName }) });
    redirect(303, `/buero/termine/${params.id}`);
  },
} satisfies Actions;
