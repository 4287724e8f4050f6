import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { ticksOf } from '#lib/features/rooms/room.ts';
import { updateRoomSchema } from '#lib/features/rooms/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { isPlainDate } from '#lib/time/date.ts';
import { formatDateTime } from '#lib/time/format.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const roomId = params.room;
  const today = wallTime(locals.context.now).date;
  const asked = url.searchParams.get('woche') ?? '';
  const [{ room, slots }, week] = await Promise.all([
    locals.api.rooms.get({ roomId }),
    locals.api.rooms.week({ roomId, on: isPlainDate(asked) ? asked : today }),
  ]);
  const { name, seats, isStepFree, note, windows } = room;
  const form = await readForm(
    { roomId, name, seats, isStepFree, note, ticks: ticksOf(windows, slots) },
    schemaOf(updateRoomSchema),
    { errors: false },
  );
  const house = locals.actor!.memberships.find((seat) => seat.organisationId === room.organisationId);
  return { room, slots, week, today, form, houseName: house?.organisationName ?? '' };
};

export const actions: Actions = {
  async save({ request, locals, params, cookies }) {
    const sent = await request.formData();
    sent.set('roomId', params.room);
    const form = await readForm(sent, schemaOf(updateRoomSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.rooms.update(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.rooms_saved() });
    redirect(303, `/einrichtung/raeume/${params.room}`);
  },

  async archive({ locals, params, cookies }) {
    try {
      await locals.api.rooms.archive({ roomId: params.room });
    } catch (refusal) {
      const error = domainErrorOf(refusal);
      if (error?.code !== 'STILL_IN_USE') return refuseAction(refusal);
      const { title, startAt } = error.details;
      const text =
        startAt instanceof Date
          ? m.rooms_archive_refused({ title: String(title), date: formatDateTime(startAt, getLocale()) })
          : m.rooms_archive_refused_series();
      return fail(409, { message: { tone: 'danger' as const, text } });
    }
    const undo = { action: `/einrichtung/raeume/${params.room}?/restore`, fields: {} };
    setFlash(cookies, { text: m.rooms_archived(), undo });
    redirect(303, '/einrichtung/raeume');
  },

  async restore({ locals, params, cookies }) {
    try {
      await locals.api.rooms.restore({ roomId: params.room });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.rooms_restored() });
    redirect(303, `/einrichtung/raeume/${params.room}`);
  },
};
