import { type Away, type PlaceChoice, placeChoices } from '#lib/features/substitutes/substitutes.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';

type Event = RequestEvent<{ absence: string; id?: string }>;

const isChoice = (value: unknown): value is PlaceChoice => placeChoices.includes(value as PlaceChoice);

/**
 * What was chosen for which place: one button for all that are not decided yet, or one choice per place. Where somebody
 * waits for the place no substitute is looked for: it is freed, and they move up.
 */
function readChoices(form: FormData, away: Away): { shiftId: string; choice: PlaceChoice }[] {
  const all = form.get('all');
  return away.places
    .filter(({ state }) => state === 'undecided' || state === 'kept')
    .flatMap(({ shiftId, state, isWaiting, hasWaiting }) => {
      const chosen = isChoice(all) ? all : form.get(`choice-${shiftId}`);
      if (!isChoice(chosen) || (state === 'kept' && chosen === 'keep')) return [];
      const isPointless = chosen === 'substitute' && (isWaiting || hasWaiting);
      return [{ shiftId, choice: isPointless ? ('free' as const) : chosen }];
    });
}

/** Deciding about the places of an absence: one's own, or, on a volunteer's page of the office (`params.id`), theirs. */
export const awayActions = {
  async settle({ request, locals, params: { absence }, cookies, url }: Event) {
    const away = await locals.api.substitutes.away({ absenceId: absence });
    const choices = readChoices(await request.formData(), away);
    if (choices.length === 0) {
      return fail(400, { message: { tone: 'danger' as const, text: m.substitutes_away_choose() } });
    }
    try {
      await locals.api.substitutes.settleAbsence({ absenceId: absence, choices });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.substitutes_away_done() });
    redirect(303, url.pathname);
  },

  async takeBack({ request, locals, params: { id }, cookies, url }: Event) {
    const shiftId = String((await request.formData()).get('shiftId'));
    try {
      await locals.api.substitutes.takeBack({ shiftId, personId: id });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, {
      text: id ? m.substitutes_away_taken_back_for() : m.substitutes_away_taken_back(),
    });
    redirect(303, url.pathname);
  },
};
