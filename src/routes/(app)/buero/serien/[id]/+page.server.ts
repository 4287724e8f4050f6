import { domainErrorOf } from '#lib/errors/domain-error.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { isPlainDate } from '#lib/time/date.ts';
import { formatDay } from '#lib/time/format.ts';
import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const page = Math.max(1, Math.min(100, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const seriesId = params.id;
  const [series, dates] = await Promise.all([
    locals.api.series.get({ seriesId }),
    locals.api.series.dates({ seriesId, page }),
  ]);
  return { series, dates, page };
};

export const actions: Actions = {
  /** "Takes place" or "does not": about one day. */
  async decide({ request, locals, params, cookies }) {
    const sent = await request.formData();
    const onDate = String(sent.get('onDate') ?? '');
    if (!isPlainDate(onDate)) return fail(400, {});
    const takesPlace = sent.get('takesPlace') === 'ja';
    const reason = String(sent.get('reason') ?? '').slice(0, 300);
    try {
      await locals.api.series.decideDay({ seriesId: params.id, onDate, takesPlace, reason });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const day = formatDay(onDate, getLocale());
    setFlash(cookies, { text: takesPlace ? m.series_decided_yes({ day }) : m.series_decided_no({ day }) });
    redirect(303, `/buero/serien/${params.id}`);
  },

  async publish({ request, locals, params, cookies }) {
    const withProject = (await request.formData()).get('withProject') === '1';
    try {
      await locals.api.series.publish({ seriesId: params.id, withProject });
    } catch (refusal) {
      if (!domainErrorOf(refusal)?.details.missing) return refuseAction(refusal);
      const { projectId } = await locals.api.series.get({ seriesId: params.id });
      setFlash(cookies, { text: m.projects_publish_missing(), tone: 'warning' });
      redirect(303, `/buero/projekte/${projectId}`);
    }
    setFlash(cookies, { text: m.series_published() });
    redirect(303, `/buero/serien/${params.id}`);
  },

  async endPromise({ request, locals, params, cookies }) {
    const commitmentId = String((await request.formData()).get('commitmentId') ?? '');
    const { ended } = await locals.api.series.endPromise({ commitmentId });
    setFlash(cookies, { text: m.series_people_ended({ count: ended }) });
    redirect(303, `/buero/serien/${params.id}`);
  },

  async delete({ locals, params, cookies }) {
    let projectId: string;
    try {
      ({ projectId } = await locals.api.series.delete({ seriesId: params.id }));
    } catch (refusal) {
      if (domainErrorOf(refusal)?.code !== 'STILL_IN_USE') return refuseAction(refusal);
      return fail(409, { message: { tone: 'danger' as const, text: m.series_delete_refused() } });
    }
    setFlash(cookies, { text: m.series_deleted() });
    redirect(303, `/buero/projekte/${projectId}`);
  },
};
