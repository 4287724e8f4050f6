import { createRoomSchema, setLessonsSchema } from '#lib/features/rooms/schema.ts';
import { LESSONS_AT_MOST, usualLessons } from '#lib/features/rooms/room.ts';
import { keptHouseIds } from '#lib/features/rooms/policy.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

type House = { id: string; name: string };

/** The houses whose rooms this person keeps, and the one that is looked at. */
function housesOf(locals: App.Locals, url: URL): { houses: House[]; house: House } {
  const actor = locals.actor!;
  const kept = keptHouseIds(actor);
  const names = new Map(actor.memberships.map((seat) => [seat.organisationId, seat.organisationName]));
  const houses = kept.map((id) => ({ id, name: names.get(id) ?? '' }));
  const house = houses.find(({ id }) => id === url.searchParams.get('haus')) ?? houses[0];
  if (!house) error(404, { message: m.common_error_404_title() });
  return { houses, house };
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const { houses, house } = housesOf(locals, url);
  const { rooms, lessons } = await locals.api.rooms.list({ organisationId: house.id });
  return {
    ...{ houses, house, rooms },
    hasLessons: lessons.length > 0,
    lessons: rowsOf(lessons.length > 0 ? lessons : usualLessons),
    form: await readForm({ organisationId: house.id } as never, schemaOf(createRoomSchema), {
      errors: false,
    }),
  };
};

type LessonRow = { number: number; startTime: string; endTime: string; errors: string[] };

/** As many rows as a school usually has lessons, and two for more. */
function rowsOf(lessons: { number: number; startTime: string; endTime: string }[]): LessonRow[] {
  const last = Math.max(6, ...lessons.map(({ number }) => number));
  return Array.from({ length: Math.min(LESSONS_AT_MOST, last + 2) }, (_, index) => {
    const known = lessons.find(({ number }) => number === index + 1);
    return { number: index + 1, startTime: '', endTime: '', ...known, errors: [] };
  });
}

function lessonsSent(sent: FormData): LessonRow[] {
  const times = (name: string) => sent.getAll(name).map(String);
  const [starts, ends] = [times('startTime'), times('endTime')];
  return starts.map((startTime, index) => ({
    number: index + 1,
    startTime,
    endTime: ends[index] ?? '',
    errors: [],
  }));
}

export const actions: Actions = {
  async create({ request, locals, url, cookies }) {
    const { house } = housesOf(locals, url);
    const sent = await request.formData();
    sent.set('organisationId', house.id);
    const form = await readForm(sent, schemaOf(createRoomSchema));
    if (!form.valid) return fail(400, { form });
    let roomId: string;
    try {
      ({ roomId } = await locals.api.rooms.create(form.data));
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.rooms_created() });
    redirect(303, `/einrichtung/raeume/${roomId}`);
  },

  async lessons({ request, locals, url, cookies }) {
    const { house } = housesOf(locals, url);
    const rows = lessonsSent(await request.formData());
    const filled = rows.filter(({ startTime, endTime }) => startTime || endTime);
    const input = setLessonsSchema.safeParse({
      organisationId: house.id,
      lessons: filled.map(({ errors: _, ...lesson }) => lesson),
    });
    if (!input.success) {
      for (const { path, message } of input.error.issues) filled[Number(path[1])]?.errors.push(message);
      return fail(400, { lessons: rows });
    }
    await locals.api.rooms.setLessons(input.data);
    setFlash(cookies, { text: m.rooms_lessons_saved() });
    redirect(303, `/einrichtung/raeume?haus=${house.id}#stunden`);
  },
};
