import { createSeriesSchema, type SeriesFields } from '#lib/features/series/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays, weekdayOf } from '#lib/time/date.ts';
import { defaultTimeZone, wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { newShiftFor, venueNames, withRowsChanged, withVenue } from '../../termine/event-form.server.ts';
import { readSeriesFields } from '../series-form.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?projekt=…`: the project that the series belongs to. */
export const load: PageServerLoad = async ({ locals, url, parent }) => {
  const projectId = url.searchParams.get('projekt');
  if (!projectId) error(404, { message: m.common_error_404_title() });
  const [project, venues] = await Promise.all([
    locals.api.projects.get({ projectId }),
    venueNames(locals.api),
  ]);
  const timeZone = (await parent()).town?.timeZone ?? defaultTimeZone;
  const firstOn = addDays(wallTime(locals.context.now, timeZone).date, 7);
  const newShift = newShiftFor(project.kind);
  const isReading = project.kind === 'reading';
  const values = {
    projectId,
    firstOn,
    weekdays: [weekdayOf(firstOn)],
    startTime: isReading ? '10:00' : '15:00',
    endTime: isReading ? '10:45' : '16:30',
    onSchoolHolidays: isReading ? ('skip' as const) : ('keep' as const),
    onPublicHolidays: isReading ? ('skip' as const) : ('ask' as const),
    shifts: [newShift],
  };
  const form = await readForm(values, schemaOf(createSeriesSchema), { errors: false });
  return { project, venues, newShift, form };
};

const formOf = (fields: SeriesFields, projectId: string, publish = false) =>
  readForm({ ...fields, projectId, publish }, schemaOf(createSeriesSchema));

export const actions: Actions = {
  async save({ request, locals, cookies, url }) {
    const sent = await request.formData();
    const fields = await withVenue(locals.api, readSeriesFields(sent));
    const form = await formOf(fields, url.searchParams.get('projekt') ?? '', sent.get('publish') === '1');
    if (!form.valid) return fail(400, { form });
    let created: { seriesId: string; made: number };
    try {
      created = await locals.api.series.create(form.data);
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { text: m.series_created({ count: created.made }) });
    redirect(303, `/buero/serien/${created.seriesId}`);
  },

  /** The look ahead: what the rule yields. */
  async preview({ request, locals, url }) {
    const fields = await withVenue(locals.api, readSeriesFields(await request.formData()));
    const form = await formOf(fields, url.searchParams.get('projekt') ?? '');
    if (!form.valid) return fail(400, { form });
    const { publish: _publish, ...rule } = form.data;
    return { form, plan: await locals.api.series.preview(rule) };
  },

  async rows({ request, locals, url }) {
    const sent = await request.formData();
    const projectId = url.searchParams.get('projekt') ?? '';
    const { kind } = await locals.api.projects.get({ projectId });
    const fields = withRowsChanged(readSeriesFields(sent), sent, newShiftFor(kind));
    return {
      form: await readForm({ ...fields, projectId }, schemaOf(createSeriesSchema), { errors: false }),
    };
  },
};
