import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { readRhythm } from '#lib/features/tandems/rhythm-form.ts';
import { changeRhythmSchema } from '#lib/features/tandems/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const tandemId = params.tandem;
  const [tandem, rhythm] = await Promise.all([
    locals.api.tandems.get({ tandemId }),
    locals.api.tandems.rhythm({ tandemId }),
  ]);
  const { weekday, startTime, endTime, everyWeeks, version } = rhythm;
  const today = wallTime(locals.context.now).date;
  const begin = { tandemId, version, weekday, startTime, endTime, everyWeeks, from: addDays(today, 1) };
  return { tandem, today, form: await readForm(begin, schemaOf(changeRhythmSchema), { errors: false }) };
};

const readChange = (sent: FormData, tandemId: string) => ({
  ...readRhythm(sent),
  ...{ tandemId, from: String(sent.get('from') ?? ''), version: Number(sent.get('version')) },
  release: sent.has('release'),
});

export const actions: Actions = {
  async preview({ request, locals, params }) {
    const form = await readForm(
      readChange(await request.formData(), params.tandem),
      schemaOf(changeRhythmSchema),
    );
    if (!form.valid) return fail(400, { form });
    try {
      return { form, preview: await locals.api.tandems.previewRhythm(form.data) };
    } catch (refusal) {
      return refuse(form, refusal);
    }
  },

  async save({ request, locals, cookies, params }) {
    const form = await readForm(
      readChange(await request.formData(), params.tandem),
      schemaOf(changeRhythmSchema),
    );
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.tandems.changeRhythm(form.data);
    } catch (refusal) {
      // Before some visits are without her, the page says how many.
      if (domainErrorOf(refusal)?.code === 'MOVE_CONFLICTS') {
        return fail(409, { form, preview: await locals.api.tandems.previewRhythm(form.data) });
      }
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.tandems_rhythm_saved() });
    redirect(303, `/buero/besuche/tandem/${params.tandem}`);
  },
};
