import {
  callOffSchema,
  readingDateSchema,
  readingDaysSchema,
  recordSchema,
} from '#lib/features/reading/schema.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { returnPath } from '#lib/server/return-to.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';

/** What was sent, and the page that the button stood on. */
async function readSent({ request }: RequestEvent) {
  const sent = await request.formData();
  const returnTo = returnPath(sent.get('returnTo'), '/einrichtung');
  sent.delete('returnTo');
  return { sent, returnTo };
}

/** Goes back with a sentence in red; the button that was pressed may be gone by now. */
function refuseBack(event: RequestEvent, refusal: unknown, returnTo: string): never {
  const known = domainErrorOf(refusal);
  if (!known) throw refusal;
  setFlash(event.cookies, { text: sentenceFor(known), tone: 'danger', seconds: 30 });
  redirect(303, returnTo);
}

/** What school and office do with a reading hour, wherever it is shown. */
export const hourActions = {
  /** The second click: the hour falls out, the room is free, the mentor is told. */
  async callOff(event: RequestEvent) {
    const { sent, returnTo } = await readSent(event);
    const form = await readForm(sent, schemaOf(callOffSchema));
    if (!form.valid)
      return fail(400, { message: { tone: 'danger' as const, text: m.error_invalid_input() } });
    const { pairId, onDate, until } = form.data;
    let hours: number;
    try {
      ({ hours } = await event.locals.api.reading.callOff(form.data));
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, {
      text: m.reading_called_off({ count: hours }),
      seconds: 30,
      undo: { action: '/einrichtung?/undoCallOff', fields: { pairId, onDate, until, returnTo } },
    });
    redirect(303, returnTo);
  },

  async undoCallOff(event: RequestEvent) {
    const { sent, returnTo } = await readSent(event);
    const form = await readForm(sent, schemaOf(readingDaysSchema));
    if (!form.valid) return fail(400);
    await event.locals.api.reading
      .undoCallOff(form.data)
      .catch((refusal: unknown) => refuseBack(event, refusal, returnTo));
    setFlash(event.cookies, { text: m.reading_called_off_undone() });
    redirect(303, returnTo);
  },

  /** Somebody has telephoned. */
  async reached(event: RequestEvent) {
    const { sent, returnTo } = await readSent(event);
    const form = await readForm(sent, schemaOf(readingDateSchema));
    if (!form.valid) return fail(400);
    await event.locals.api.reading.markReached(form.data);
    setFlash(event.cookies, { text: m.reading_reached_done() });
    redirect(303, returnTo);
  },

  /** What became of an hour; an empty outcome takes back what was recorded. */
  async record(event: RequestEvent) {
    const { sent, returnTo } = await readSent(event);
    const outcome = String(sent.get('outcome') ?? '') || null;
    const form = recordSchema.safeParse({ pairId: sent.get('pairId'), onDate: sent.get('onDate'), outcome });
    if (!form.success) return fail(400);
    await event.locals.api.reading
      .record(form.data)
      .catch((refusal: unknown) => refuseBack(event, refusal, returnTo));
    const { pairId, onDate } = form.data;
    const undo = { action: '/einrichtung?/record', fields: { pairId, onDate, outcome: '', returnTo } };
    setFlash(event.cookies, { text: m.reading_recorded(), ...(outcome && { undo }) });
    redirect(303, returnTo);
  },
};
