import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { sentenceFor } from '#lib/errors/sentence.server.ts';
import { fieldsOf } from '#lib/features/series/fields.ts';
import { changeSeriesSchema } from '#lib/features/series/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import type { Caller } from '#lib/trpc/root.server.ts';
import { isPlainDate } from '#lib/time/date.ts';
import { formatDateTime } from '#lib/time/format.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import { newShiftFor, venueNames, withRowsChanged, withVenue } from '../../../termine/event-form.server.ts';
import { readSeriesFields } from '../../series-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?ab=2027-01-12`: the first day that changes; without it from today on, so all that are to come. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const today = wallTime(locals.context.now).date;
  const asked = url.searchParams.get('ab') ?? '';
  const from = isPlainDate(asked) && asked > today ? asked : today;
  const [series, venues] = await Promise.all([
    locals.api.series.get({ seriesId: params.id, on: from }),
    venueNames(locals.api),
  ]);
  const values = { ...fieldsOf(series, from), seriesId: series.id, version: series.version, from };
  return {
    series,
    venues,
    today,
    newShift: newShiftFor(series.projectKind as never),
    form: await readForm(values, schemaOf(changeSeriesSchema), { errors: false }),
  };
};

async function readChange(api: Caller, sent: FormData, seriesId: string) {
  const from = String(sent.get('from') ?? '');
  const fields = await withVenue(api, { ...readSeriesFields(sent), firstOn: from });
  return {
    ...fields,
    seriesId,
    from,
    version: Number(sent.get('version')),
    release: sent.has('release'),
    includeDetached: sent.has('includeDetached'),
  };
}

export const actions: Actions = {
  async save({ request, locals, cookies, params }) {
    const sent = await request.formData();
    const form = await readForm(await readChange(locals.api, sent, params.id), schemaOf(changeSeriesSchema));
    if (!form.valid) return fail(400, { form });
    let done: Awaited<ReturnType<Caller['series']['change']>>;
    try {
      done = await locals.api.series.change(form.data);
    } catch (error) {
      const refusal = domainErrorOf(error);
      if (refusal?.code === 'PLACES_TAKEN') {
        const index = Number(refusal.details.index);
        const day = formatDateTime(refusal.details.startAt as Date, getLocale());
        form.errors.shifts = { [index]: { maxPlaces: [`${day}: ${sentenceFor(refusal)}`] } };
        return fail(409, { form });
      }
      if (refusal?.code === 'MOVE_CONFLICTS' && Array.isArray(refusal.details.names)) {
        const names = (refusal.details.names as string[]).join(', ');
        form.message = { tone: 'danger', text: m.series_conflicts({ names }) };
        return fail(409, { form, hasConflicts: true });
      }
      // Saved over by somebody else: what was typed stays, and saving again is then a choice.
      if (refusal?.code === 'CHANGED_MEANWHILE') {
        form.data.version = (await locals.api.series.get({ seriesId: params.id })).version;
      }
      return refuse(form, error);
    }
    const text = [
      m.series_change_done({ moved: done.moved, made: done.made, gone: done.gone, kept: done.kept }),
      done.released > 0 && m.series_change_released({ count: done.released }),
    ];
    setFlash(cookies, { text: text.filter(Boolean).join(' ') });
    redirect(303, `/buero/serien/${params.id}`);
  },

  async preview({ request, locals, params }) {
    const sent = await request.formData();
    const form = await readForm(await readChange(locals.api, sent, params.id), schemaOf(changeSeriesSchema));
    if (!form.valid) return fail(400, { form });
    const { seriesId, from: _from, version: _version, release: _r, includeDetached: _d, ...rule } = form.data;
    const { projectId } = await locals.api.series.get({ seriesId });
    return { form, plan: await locals.api.series.preview({ ...rule, projectId }) };
  },

  async rows({ request, locals, params }) {
    const sent = await request.formData();
    const { projectKind } = await locals.api.series.get({ seriesId: params.id });
    const change = await readChange(locals.api, sent, params.id);
    const values = withRowsChanged(change, sent, newShiftFor(projectKind as never));
    return { form: await readForm(values, schemaOf(changeSeriesSchema), { errors: false }) };
  },
};
