import { COPIES_AT_MOST, duplicateEventSchema } from '#lib/features/scheduling/events.schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays, isPlainDate, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = await locals.api.scheduling.getEvent({ eventId: params.id });
  const from = wallTime(event.startAt, event.timeZone).date;
  const today = wallTime(locals.context.now, event.timeZone).date;
  // A week later, or for a date that is long over the next such weekday.
  let next = addDays(from, 7);
  while (next <= today) next = addDays(next, 7);
  return { event, next, values: { how: 'dates', dates: [next], until: '' }, errors: {} };
};

/** Every seventh day from `first` up to and including `until`; one more than allowed, so that the schema can tell. */
function weekly(first: PlainDate, until: PlainDate): PlainDate[] {
  const dates: PlainDate[] = [];
  for (let date = first; date <= until && dates.length <= COPIES_AT_MOST; date = addDays(date, 7))
    dates.push(date);
  return dates;
}

export const actions: Actions = {
  async default({ request, locals, params, cookies }) {
    const sent = await request.formData();
    const text = (name: string) => String(sent.get(name) ?? '');
    const values = {
      how: text('how') === 'weekly' ? 'weekly' : 'dates',
      dates: sent.getAll('dates').map(String),
      until: text('until'),
    };
    const first = text('first');
    const areDates = isPlainDate(first) && isPlainDate(values.until);
    const dates =
      values.how === 'dates'
        ? values.dates.filter((date) => date !== '')
        : areDates
          ? weekly(first, values.until)
          : [];
    const publish = sent.get('publish') === '1';
    const form = await readForm({ eventId: params.id, dates, publish }, schemaOf(duplicateEventSchema));
    if (!form.valid) {
      const sentences = Object.values(form.errors.dates ?? {}).flat();
      return fail(400, { values, errors: { [values.how === 'weekly' ? 'until' : 'dates']: sentences } });
    }
    let eventIds: string[];
    try {
      ({ eventIds } = await locals.api.scheduling.duplicateEvent(form.data));
    } catch (refusal) {
      const { data } = refuse(form, refusal);
      return fail(409, { values, errors: { _errors: [data.form.message?.text ?? ''] } });
    }
    const { projectId } = await locals.api.scheduling.getEvent({ eventId: params.id });
    setFlash(cookies, { text: m.scheduling_event_copied({ count: eventIds.length }) });
    redirect(303, eventIds.length === 1 ? `/buero/termine/${eventIds[0]}` : `/buero/projekte/${projectId}`);
  },
};
