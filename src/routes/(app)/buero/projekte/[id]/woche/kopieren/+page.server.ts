import { copyWeekSchema } from '#lib/features/history-weeks/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { addDays, isPlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { fail, redirect } from '@sveltejs/kit';
import { baseOf } from '../week-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Fifty-two weeks: the same weekday a year later. */
const YEAR = 364;

/** `?von=` the week that is copied, `?ab=` its new first day: with both, what would come of it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const [{ week, side, plan }, weeks] = await Promise.all([
    locals.api.historyWeeks.get({ projectId: params.id }),
    locals.api.historyWeeks.list(),
  ]);
  const asked = url.searchParams.get('von');
  const source =
    weeks.find(({ projectId }) => projectId === asked) ??
    weeks.find(({ projectId }) => projectId === params.id) ??
    weeks[0] ??
    null;
  const from = url.searchParams.get('ab') ?? '';
  const today = wallTime(locals.context.now, week.timeZone).date;
  let firstOn = source?.firstOn ?? today;
  while (firstOn <= today) firstOn = addDays(firstOn, YEAR);
  if (source && source.firstOn === firstOn) firstOn = addDays(firstOn, YEAR);
  if (isPlainDate(from)) firstOn = from;
  const preview =
    source && isPlainDate(from)
      ? await locals.api.historyWeeks.previewCopy({ projectId: source.projectId, firstOn })
      : null;
  return {
    ...{ week, side, weeks, source, firstOn, preview },
    /** This project has no days of its own yet: it may take the copy. */
    canFill: plan === null,
    isDateMissing: url.searchParams.has('ab') && !isPlainDate(from),
  };
};

export const actions: Actions = {
  async default({ request, locals, params, cookies, url }) {
    const form = await readForm(await request.formData(), schemaOf(copyWeekSchema));
    if (!form.valid) return fail(400, { form });
    let projectId: string;
    try {
      const copied = await locals.api.historyWeeks.copy(form.data);
      ({ projectId } = copied);
      setFlash(cookies, {
        text:
          copied.roomsTaken > 0
            ? m.history_weeks_week_copied_rooms({ count: copied.sessions, rooms: copied.roomsTaken })
            : m.history_weeks_week_copied({ count: copied.sessions }),
        ...(copied.roomsTaken > 0 && { tone: 'warning' as const }),
      });
    } catch (refusal) {
      return refuse(form, refusal);
    }
    redirect(303, baseOf(url, params.id).replace(params.id, projectId));
  },
};
