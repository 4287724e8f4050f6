import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { moveSchema } from '#lib/features/recruiting/schema.ts';
import { missingNames, stageName } from '#lib/features/recruiting/words.ts';
import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { type FormMessage, refuseAction } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** Why somebody cannot be ready, by name; any other refusal in its own words. */
function refuseMove(refusal: unknown) {
  const known = domainErrorOf(refusal);
  if (known?.code !== 'CHECK_MISSING') return refuseAction(refusal);
  const missing = missingNames((known.details.missing ?? []) as QualificationKind[]);
  const message: FormMessage = { tone: 'danger', text: m.recruiting_not_ready({ missing }) };
  return fail(409, { message, refusedId: String(known.details.applicationId ?? '') });
}

/** The two buttons of a card, on whichever page it stands. */
export const moveActions = {
  async move({ request, locals, cookies }: RequestEvent) {
    const sent = await request.formData();
    const input = moveSchema.safeParse({
      applicationId: sent.get('applicationId'),
      from: sent.get('from'),
      to: sent.get('to'),
      pausedUntil: String(sent.get('pausedUntil') ?? ''),
    });
    if (!input.success) error(400, { message: m.common_error_404_title() });
    const returnTo = returnPath(sent.get('returnTo'), '/buero/bewerbungen');
    let moveId: string;
    try {
      ({ moveId } = await locals.api.recruiting.move(input.data));
    } catch (refusal) {
      return refuseMove(refusal);
    }
    setFlash(cookies, {
      text: m.recruiting_moved({ stage: stageName(input.data.to) }),
      undo: { action: '/buero/bewerbungen?/undo', fields: { moveId, returnTo } },
    });
    redirect(303, returnTo);
  },

  /** Always leads back, also when it came too late: the message may stand on any page. */
  async undo({ request, locals, cookies }: RequestEvent) {
    const sent = await request.formData();
    const returnTo = returnPath(sent.get('returnTo'), '/buero/bewerbungen');
    try {
      await locals.api.recruiting.undoMove({ moveId: String(sent.get('moveId')) });
      setFlash(cookies, { text: m.recruiting_move_undone() });
    } catch (cause) {
      const refusal = domainErrorOf(cause);
      if (!refusal) throw cause;
      setFlash(cookies, { text: sentenceFor(refusal), tone: 'danger', seconds: 30 });
    }
    redirect(303, returnTo);
  },
};
