import { headcountSchema } from '#lib/features/scheduling/attendance.schema.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import type { Caller } from '#lib/trpc/root.server.ts';
import { type Cookies, fail } from '@sveltejs/kit';

/** "Wie viele waren da?": saves the number, and says so with an undo that `action` takes. */
export async function countHeads(
  { request, api, cookies }: { request: Request; api: Caller; cookies: Cookies },
  action: string,
) {
  const sent = await request.formData();
  const eventId = String(sent.get('eventId') ?? '');
  const typed = String(sent.get('people') ?? '').trim();
  const people = typed === '' ? NaN : Number(typed);
  const form = await readForm({ eventId, people }, schemaOf(headcountSchema));
  const refused = (errors: string[] | undefined) => ({
    headcount: { eventId, typed: Number.isNaN(people) ? null : people, errors },
  });
  if (!form.valid) return fail(400, refused(form.errors.people));
  try {
    const { previous } = await api.scheduling.countHeads(form.data);
    const fields = { eventId, people: previous === null ? '' : String(previous) };
    setFlash(cookies, {
      text: m.scheduling_headcount_saved({ count: form.data.people }),
      undo: { action, fields },
    });
  } catch (refusal) {
    if (domainErrorOf(refusal)?.details.field !== 'people') return refuseAction(refusal);
    return fail(400, refused([m.scheduling_headcount_too_early()]));
  }
}

/** Puts the number that stood there before back. */
export async function uncountHeads({
  request,
  api,
  cookies,
}: {
  request: Request;
  api: Caller;
  cookies: Cookies;
}) {
  const sent = await request.formData();
  const before = String(sent.get('people') ?? '');
  const people = before === '' ? null : Number(before);
  try {
    await api.scheduling.countHeads({ eventId: String(sent.get('eventId') ?? ''), people });
  } catch (refusal) {
    return refuseAction(refusal);
  }
  setFlash(cookies, { text: m.scheduling_headcount_taken_back() });
}
