import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { moveDateSchema, replySchema } from '#lib/features/requests/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';

const meanwhile = () => ({
  message: { tone: 'danger' as const, text: m.requests_follow_too_late() },
});

/**
 * What a requester does on the page of a request, whether it is opened by link or by a house's contact.
 *
 * @param tokenOf finds the secret part of the link for the page
 */
export function followActions<Event extends RequestEvent>(tokenOf: (event: Event) => Promise<string>) {
  /** Back to the page, with a sentence that says what happened. */
  const done = (event: Event, text: string, place = ''): never => {
    setFlash(event.cookies, { text });
    redirect(303, `${event.url.pathname}${place}`);
  };
  const refuse = (error: unknown) => {
    if (domainErrorOf(error)?.code === 'CHANGED_MEANWHILE') return fail(409, meanwhile());
    return refuseAction(error);
  };

  return {
    async reply(event: Event) {
      const sent = await event.request.formData();
      sent.set('token', await tokenOf(event));
      const form = await readForm(sent, schemaOf(replySchema));
      const reply = { text: form.data.text, errors: form.errors.text };
      if (!form.valid) return fail(400, { reply });
      try {
        await event.locals.api.requests.reply(form.data);
      } catch (refusal) {
        return fail(409, { ...refuse(refusal).data, reply });
      }
      return done(event, m.requests_follow_replied(), '#nachrichten');
    },

    async confirm(event: Event) {
      const dateId = String((await event.request.formData()).get('dateId'));
      try {
        await event.locals.api.requests.confirmDate({ token: await tokenOf(event), dateId });
      } catch (refusal) {
        return refuse(refusal);
      }
      return done(event, m.requests_follow_confirmed());
    },

    async callOff(event: Event) {
      const dateId = String((await event.request.formData()).get('dateId'));
      try {
        await event.locals.api.requests.callOffDate({ token: await tokenOf(event), dateId });
      } catch (refusal) {
        return refuse(refusal);
      }
      return done(event, m.requests_follow_called_off());
    },

    async move(event: Event) {
      const sent = await event.request.formData();
      sent.set('token', await tokenOf(event));
      const form = await readForm(sent, schemaOf(moveDateSchema));
      const { token: _token, dateId, ...values } = form.data;
      const { token: _hidden, dateId: _unknown, _errors, ...errors } = form.errors;
      if (!form.valid) return fail(400, { moving: { dateId, values, errors } });
      try {
        await event.locals.api.requests.moveDate(form.data);
      } catch (refusal) {
        if (domainErrorOf(refusal)?.code !== 'INVALID_INPUT') return refuse(refusal);
        return fail(400, { moving: { dateId, values, errors: { date: [m.requests_date_past()] } } });
      }
      return done(event, m.requests_follow_moved());
    },

    async withdraw(event: Event) {
      try {
        await event.locals.api.requests.withdraw({ token: await tokenOf(event) });
      } catch (refusal) {
        return refuse(refusal);
      }
      return done(event, m.requests_follow_withdraw_done());
    },

    async resume(event: Event) {
      try {
        await event.locals.api.requests.resume({ token: await tokenOf(event) });
      } catch (refusal) {
        return refuse(refusal);
      }
      return done(event, m.requests_follow_resumed());
    },
  };
}
