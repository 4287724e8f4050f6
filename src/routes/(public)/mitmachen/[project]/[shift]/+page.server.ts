import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { wordsFor } from '#lib/features/scheduling/finder-words.ts';
import { obstacleName, ruleWithTime } from '#lib/features/series/words.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { formatDay, formatTimeRange } from '#lib/time/format.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import type { Actions, PageServerLoad, RouteParams } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const ids = idsOf(params);
  const [{ activity, shift, closed, own }, alternatives, promise] = await Promise.all([
    locals.api.scheduling.getShift(ids),
    locals.api.scheduling.listAlternatives({ shiftId: ids.shiftId }),
    locals.actor ? locals.api.series.promiseOption({ shiftId: ids.shiftId }) : null,
  ]);
  return {
    ...{ activity, shift, closed, own, alternatives },
    promise: promise && { ...promise, rule: ruleWithTime(promise, getLocale()) },
    words: wordsFor({
      languages: shift.language ? [shift.language] : activity.languages,
      qualifications: [...shift.requirements, ...(own?.missing ?? [])],
    }),
    today: wallTime(locals.context.now).date,
  };
};

export const actions: Actions = {
  /** Takes the place. Who saw a free one (`expects`) but got none stays here and is told so. */
  async signUp(event) {
    const ids = idsOf(event.params);
    const expects = (await event.request.formData()).get('expects');
    const { api } = event.locals;
    let place: Awaited<ReturnType<typeof api.scheduling.signUp>>;
    try {
      place = await api.scheduling.signUp({ shiftId: ids.shiftId });
    } catch (refusal) {
      const { status, data } = refuseAction(refusal);
      return fail(status, { ...data, code: domainErrorOf(refusal)?.code ?? null });
    }
    if (place.status === 'waiting' && expects === 'confirmed') return { lost: true };
    const words = await wordsOf(event, ids);
    setFlash(event.cookies, {
      tone: 'success',
      text:
        place.status === 'confirmed'
          ? m.activity_confirmed(words)
          : m.activity_waiting({ ...words, position: place.position! }),
      undo: { action: `${event.url.pathname}?/leave`, fields: {} },
    });
    redirect(303, `/mein?neu=${ids.shiftId}#einsatz-${ids.shiftId}`);
  },

  /** "I come every time": a place at every date of the series. */
  async promise(event) {
    const ids = idsOf(event.params);
    const { api } = event.locals;
    const option = await api.series.promiseOption({ shiftId: ids.shiftId });
    if (!option) redirect(303, event.url.pathname);
    let result: Awaited<ReturnType<typeof api.series.promise>>;
    try {
      result = await api.series.promise({ seriesRoleId: option.seriesRoleId });
    } catch (refusal) {
      const { status, data } = refuseAction(refusal);
      return fail(status, { ...data, code: domainErrorOf(refusal)?.code ?? null });
    }
    const dates = result.obstacles
      .slice(0, 6)
      .map(({ startAt, obstacle }) => `${formatDay(startAt, getLocale())} (${obstacleName(obstacle)})`);
    setFlash(event.cookies, {
      tone: 'success',
      text: [
        m.series_promised({ count: result.places }),
        dates.length > 0 && m.series_promised_obstacles({ dates: dates.join('; ') }),
      ]
        .filter(Boolean)
        .join(' '),
    });
    redirect(303, '/mein');
  },

  /** Gives the place, or the one on the waiting list, back. */
  async leave(event) {
    const ids = idsOf(event.params);
    try {
      await event.locals.api.scheduling.cancelSignup({ shiftId: ids.shiftId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(event.cookies, { tone: 'success', text: m.activity_left(await wordsOf(event, ids)) });
    redirect(303, event.url.pathname);
  },
};

type Ids = { projectId: string; shiftId: string };

function idsOf({ project, shift }: RouteParams): Ids {
  if (!isUuid(project) || !isUuid(shift)) error(404, { message: m.common_error_404_title() });
  return { projectId: project, shiftId: shift };
}

async function wordsOf({ locals }: RequestEvent, ids: Ids) {
  const { shift } = await locals.api.scheduling.getShift(ids);
  const locale = getLocale();
  return {
    title: shift.title,
    date: formatDay(shift.startAt, locale, shift.timeZone),
    time: formatTimeRange(shift.startAt, shift.endAt, locale, shift.timeZone),
  };
}
