import { createEventSchema } from '#lib/features/scheduling/events.schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { defaultTimeZone, wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import {
  newShiftFor,
  readEventFields,
  venueNames,
  withRowsChanged,
  withVenue,
} from '../event-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?projekt=…&von=ISO&bis=ISO`: without a project it is chosen first. */
export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const timeZone = (await parent()).town?.timeZone ?? defaultTimeZone;
  const projectId = url.searchParams.get('projekt');
  if (!projectId) {
    const pages = await Promise.all([
      locals.api.projects.list({ state: 'published' }),
      locals.api.projects.list({ state: 'draft' }),
    ]);
    return { choice: pages.flatMap((page) => page.items), planning: null };
  }
  const [project, venues] = await Promise.all([
    locals.api.projects.get({ projectId }),
    venueNames(locals.api),
  ]);
  const newShift = newShiftFor(project.kind);
  const values = { ...times(url, locals.context.now, timeZone), shifts: [newShift], projectId };
  const form = await readForm(values, schemaOf(createEventSchema), { errors: false });
  return { choice: [], planning: { project, venues, newShift, timeZone, form } };
};

function times(url: URL, now: Date, timeZone: string) {
  const wall = (name: string) => {
    const instant = new Date(url.searchParams.get(name) ?? '');
    return Number.isNaN(instant.getTime()) ? null : wallTime(instant, timeZone);
  };
  const [from, to] = [wall('von'), wall('bis')];
  if (!from || !to) {
    return { date: addDays(wallTime(now, timeZone).date, 7), startTime: '14:00', endTime: '16:00' };
  }
  return {
    date: from.date,
    startTime: from.time,
    endTime: to.time,
    endDate: to.date === from.date ? '' : to.date,
  };
}

export const actions: Actions = {
  async save({ request, locals, cookies, url }) {
    const sent = await request.formData();
    const projectId = url.searchParams.get('projekt') ?? '';
    const fields = await withVenue(locals.api, readEventFields(sent));
    const publish = sent.get('publish') === '1';
    const form = await readForm({ ...fields, projectId, publish }, schemaOf(createEventSchema));
    if (!form.valid) return fail(400, { form });
    let eventId: string;
    try {
      ({ eventId } = await locals.api.scheduling.createEvent(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: publish ? m.scheduling_event_published() : m.scheduling_event_created() });
    redirect(303, `/buero/termine/${eventId}`);
  },

  async rows({ request, locals, url }) {
    const sent = await request.formData();
    const projectId = url.searchParams.get('projekt') ?? '';
    const { kind } = await locals.api.projects.get({ projectId });
    const fields = withRowsChanged(readEventFields(sent), sent, newShiftFor(kind));
    return { form: await readForm({ ...fields, projectId }, schemaOf(createEventSchema), { errors: false }) };
  },
};
