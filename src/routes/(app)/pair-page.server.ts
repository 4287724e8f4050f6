import { endPairSchema } from '#lib/features/reading/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { hourActions } from './reading-actions.server.ts';

type PairEvent = RequestEvent<{ pair: string }>;

/** A pair's page, the same for school and office; what only one of them may do is the service's policy. */
export async function loadPair({ locals, params }: Pick<PairEvent, 'locals' | 'params'>) {
  const pairId = params.pair;
  const [pair, hours] = await Promise.all([
    locals.api.reading.pair({ pairId }),
    locals.api.reading.hours({ pairId }),
  ]);
  const school = await locals.api.reading.school({ schoolId: pair.schoolId });
  const endForm = await readForm({ pairId } as never, schemaOf(endPairSchema), { errors: false });
  return { pair, hours, school, endForm, now: locals.context.now };
}

/** `here` is the page that the action stands on. */
export function pairActions(here: (pairId: string) => string) {
  const back = (event: PairEvent, text: string): never => {
    setFlash(event.cookies, { text });
    redirect(303, here(event.params.pair));
  };
  return {
    ...hourActions,

    async confirm(event: PairEvent) {
      try {
        await event.locals.api.reading.confirmPair({ pairId: event.params.pair });
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_pair_confirmed());
    },

    async end(event: PairEvent) {
      const sent = await event.request.formData();
      sent.set('pairId', event.params.pair);
      const endForm = await readForm(sent, schemaOf(endPairSchema));
      if (!endForm.valid) return fail(400, { endForm });
      try {
        await event.locals.api.reading.endPair(endForm.data);
      } catch (refusal) {
        return refuse(endForm, refusal);
      }
      return back(event, m.reading_pair_ended());
    },

    async measles(event: PairEvent) {
      await event.locals.api.reading.settleMeasles({ pairId: event.params.pair });
      return back(event, m.reading_measles_done());
    },

    async away(event: PairEvent) {
      const sent = await event.request.formData();
      const onDate = String(sent.get('onDate'));
      try {
        await event.locals.api.reading.reportAway({ pairId: event.params.pair, onDate });
      } catch (refusal) {
        return refuseAction(refusal);
      }
      return back(event, m.reading_away_reported());
    },
  };
}
