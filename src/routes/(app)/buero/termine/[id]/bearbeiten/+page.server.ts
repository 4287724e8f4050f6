import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import type { PlannedEvent } from '#lib/features/scheduling/event.ts';
import { type EventFields, updateEventSchema } from '#lib/features/scheduling/events.schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import { seriesRule } from '../series-rule.server.ts';
import {
  newShiftFor,
  readEventFields,
  venueNames,
  withRowsChanged,
  withVenue,
} from '../../event-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const event = await locals.api.scheduling.getEvent({ eventId: params.id });
  const isOver = event.endAt <= locals.context.now;
  if (event.cancelledAt || isOver) redirect(303, `/buero/termine/${params.id}`);
  const [project, venues] = await Promise.all([
    locals.api.projects.get({ projectId: event.projectId }),
    venueNames(locals.api),
  ]);
  const values = { ...fieldsOf(event), eventId: event.id, version: event.version };
  return {
    event,
    seriesRule: await seriesRule(locals.api, event),
    venues,
    newShift: newShiftFor(project.kind),
    form: await readForm(values, schemaOf(updateEventSchema), { errors: false }),
  };
};

function fieldsOf(event: PlannedEvent): EventFields {
  const start = wallTime(event.startAt, event.timeZone);
  const end = wallTime(event.endAt, event.timeZone);
  const isElsewhere = event.venueId === null;
  return {
    title: event.ownTitle ?? '',
    date: start.date,
    startTime: start.time,
    endTime: end.time,
    endDate: end.date === start.date ? '' : end.date,
    venueId: event.venueId ?? '',
    placeName: event.placeName,
    street: isElsewhere ? (event.street ?? '') : '',
    postalCode: isElsewhere ? (event.postalCode ?? '') : '',
    room: event.room ?? '',
    isStepFree: event.isStepFree,
    accessNote: event.accessNote ?? '',
    note: event.note ?? '',
    shifts: event.shifts
      .filter((shift) => !shift.cancelledAt)
      .map((shift) => ({
        id: shift.id,
        role: shift.role as never,
        label: shift.label ?? '',
        minPlaces: shift.minPlaces,
        maxPlaces: shift.maxPlaces,
        requirements: shift.requirements as never,
        language: (shift.language ?? '') as never,
        note: shift.note ?? '',
      })),
  };
}

export const actions: Actions = {
  async save({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const fields = await withVenue(locals.api, readEventFields(sent));
    const version = Number(sent.get('version'));
    const form = await readForm({ ...fields, eventId: params.id, version }, schemaOf(updateEventSchema));
    if (!form.valid) return fail(400, { form });
    let movedUp: number;
    try {
      ({ movedUp } = await locals.api.scheduling.updateEvent(form.data));
    } catch (error) {
      const refusal = domainErrorOf(error);
      if (refusal?.code === 'PLACES_TAKEN') {
        const index = Number(refusal.details.index);
        form.errors.shifts = { [index]: { maxPlaces: [sentenceFor(refusal)] } };
        return fail(409, { form });
      }
      if (refusal?.code === 'STILL_IN_USE') {
        form.message = { tone: 'danger', text: m.scheduling_shift_remove_refused() };
        return fail(409, { form });
      }
      // Saved over by somebody else: what was typed stays, and saving again is then a choice.
      if (refusal?.code === 'CHANGED_MEANWHILE') {
        const { version: newest } = await locals.api.scheduling.getEvent({ eventId: params.id });
        form.data.version = newest;
      }
      return refuse(form, error);
    }
    const text =
      movedUp > 0 ? m.scheduling_event_saved_moved_up({ count: movedUp }) : m.scheduling_event_saved();
    setFlash(cookies, { text });
    redirect(303, `/buero/termine/${params.id}`);
  },

  /** The look ahead, without JavaScript: who has a place and could not come to the new time. */
  async check({ request, locals, params }) {
    const sent = await request.formData();
    const version = Number(sent.get('version'));
    const values = { ...(await withVenue(locals.api, readEventFields(sent))), eventId: params.id, version };
    const form = await readForm(values, schemaOf(updateEventSchema));
    if (!form.valid) return fail(400, { form });
    const { timeZone } = await locals.api.scheduling.getEvent({ eventId: params.id });
    const { date, startTime, endDate, endTime } = form.data;
    const { people } = await locals.api.scheduling.moveConflicts({
      eventId: params.id,
      startAt: instantOf(date, startTime, timeZone),
      endAt: instantOf(endDate || date, endTime, timeZone),
    });
    return { form, conflicts: people };
  },

  async rows({ request, locals, params }) {
    const sent = await request.formData();
    const event = await locals.api.scheduling.getEvent({ eventId: params.id });
    const { kind } = await locals.api.projects.get({ projectId: event.projectId });
    const fields = withRowsChanged(readEventFields(sent), sent, newShiftFor(kind));
    const values = { ...fields, eventId: params.id, version: Number(sent.get('version')) };
    return { form: await readForm(values, schemaOf(updateEventSchema), { errors: false }) };
  },
};
