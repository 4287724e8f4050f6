import { editWindows, filledWindows, windowsOf } from '#lib/features/volunteers/availability.ts';
import {
  absenceSchema,
  availabilitySchema,
  limitsSchema,
  reachSchema,
  talentsSchema,
} from '#lib/features/volunteers/schema.ts';
import { ruleWithTime } from '#lib/features/series/words.ts';
import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, refuseAction, schemaOf } from '#lib/server/forms.server.ts';
import { isPlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [profile, freed, promises] = await Promise.all([
    locals.api.volunteers.profile(),
    locals.api.substitutes.freedPlaces({}),
    locals.api.series.myPromises(),
  ]);
  const { skills, interests, languages, about, radiusKm, needsStepFree, maxHoursPerWeek, maxShiftsPerWeek } =
    profile;
  const asStored = { errors: false };
  const [talents, reach, limits, absence] = await Promise.all([
    readForm({ skills, interests, languages, about } as never, schemaOf(talentsSchema), asStored),
    readForm(
      { postalCode: profile.postalCode ?? '', radiusKm, needsStepFree },
      schemaOf(reachSchema),
      asStored,
    ),
    readForm({ maxHoursPerWeek, maxShiftsPerWeek }, schemaOf(limitsSchema), asStored),
    readForm(schemaOf(absenceSchema)),
  ]);
  return {
    ...{ profile, freed, talents, reach, limits, absence },
    // In words here, so that the names of all rules do not go to the browser.
    promises: promises.map((promise) => ({ ...promise, rule: ruleWithTime(promise, getLocale()) })),
    today: wallTime(locals.context.now).date,
  };
};

/** A section's form: saved on its own, said, and shown again where it stands. */
function sectionAction(
  schema: typeof talentsSchema | typeof reachSchema | typeof limitsSchema,
  anchor: string,
) {
  return async ({ request, locals, cookies }: RequestEvent) => {
    const form = await readForm(request, schemaOf(schema as typeof talentsSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.volunteers.updateProfile(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.volunteers_saved() });
    redirect(303, `/mein/profil#${anchor}`);
  };
}

export const actions = {
  talents: sectionAction(talentsSchema, 'staerken'),
  reach: sectionAction(reachSchema, 'wege'),
  limits: sectionAction(limitsSchema, 'grenzen'),

  async availability({ request, locals, cookies }) {
    const sent = await request.formData();
    const rows = windowsOf(sent);
    const press = sent.get('press');
    if (press) return { draft: editWindows(rows, String(press)) };
    const week = await readForm({ windows: filledWindows(rows) }, schemaOf(availabilitySchema));
    if (!week.valid) return fail(400, { week });
    const { isMerged } = await locals.api.volunteers.setAvailability(week.data);
    setFlash(cookies, { text: isMerged ? m.volunteers_times_merged() : m.volunteers_times_saved() });
    redirect(303, '/mein/profil#zeiten');
  },

  async addAbsence({ request, locals, cookies }) {
    const form = await readForm(request, schemaOf(absenceSchema));
    if (!form.valid) return fail(400, { form });
    let added: { absenceId: string; places: number };
    try {
      added = await locals.api.volunteers.addAbsence(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.volunteers_absence_added() });
    redirect(303, added.places > 0 ? `/mein/abwesend/${added.absenceId}` : '/mein/profil#abwesend');
  },

  async removeAbsence({ request, locals, cookies }) {
    const form = await request.formData();
    const days = await locals.api.volunteers.removeAbsence({ absenceId: String(form.get('absenceId')) });
    setFlash(cookies, {
      text: m.volunteers_absence_removed(),
      undo: { action: '/mein/profil?/addAbsence', fields: days },
    });
    redirect(303, '/mein/profil#abwesend');
  },

  /** A place that was freed for days on which she is there after all. */
  async takeBack({ request, locals, cookies }) {
    const shiftId = String((await request.formData()).get('shiftId'));
    try {
      await locals.api.substitutes.takeBack({ shiftId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.substitutes_away_taken_back() });
    redirect(303, '/mein/profil#abwesend');
  },

  async endPromise({ request, locals, cookies }) {
    const form = await request.formData();
    const from = String(form.get('from') ?? '');
    const { ended } = await locals.api.series.endPromise({
      commitmentId: String(form.get('commitmentId')),
      ...(isPlainDate(from) && { from }),
    });
    setFlash(cookies, { text: m.substitutes_promise_ended({ count: ended }) });
    redirect(303, '/mein/profil');
  },

  async district({ request, locals, cookies }) {
    const form = await request.formData();
    try {
      await locals.api.volunteers.setDistrict({ districtCode: String(form.get('districtCode')) });
    } catch (refusal) {
      if (!domainErrorOf(refusal)) throw refusal;
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.volunteers_saved() });
    redirect(303, '/mein/profil#wege');
  },

  async pause({ request, locals, cookies }) {
    const isPaused = (await request.formData()).get('isPaused') === 'true';
    await locals.api.volunteers.setPaused({ isPaused });
    setFlash(cookies, {
      text: isPaused ? m.volunteers_paused_now() : m.volunteers_resumed_now(),
      undo: { action: '/mein/profil?/pause', fields: { isPaused: String(!isPaused) } },
    });
    redirect(303, '/mein/profil#pause');
  },
} satisfies Actions;
