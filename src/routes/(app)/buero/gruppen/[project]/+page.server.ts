import { getGroupSchema } from '#lib/features/groups/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { isPlainDate } from '#lib/time/date.ts';
import { formatDay } from '#lib/time/format.ts';
import { fail, redirect } from '@sveltejs/kit';
import { countHeads, uncountHeads } from '../../headcount-action.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const year = getGroupSchema.shape.year.catch(undefined).parse(Number(url.searchParams.get('jahr') ?? NaN));
  return {
    group: await locals.api.groups.get({ projectId: params.project, year }),
    calendar: `${url.origin}/calendar/public/${params.project}.ics`,
    now: locals.context.now,
  };
};

export const actions: Actions = {
  async count({ request, locals, params, cookies }) {
    const here = `/buero/gruppen/${params.project}`;
    const refused = await countHeads({ request, api: locals.api, cookies }, `${here}?/uncount`);
    if (refused) return refused;
    redirect(303, here);
  },

  async uncount({ request, locals, params, cookies }) {
    const refused = await uncountHeads({ request, api: locals.api, cookies });
    if (refused) return refused;
    redirect(303, `/buero/gruppen/${params.project}`);
  },

  /** Whether the group meets on a day that is off. */
  async decide({ request, locals, params, cookies }) {
    const sent = await request.formData();
    const onDate = String(sent.get('onDate') ?? '');
    if (!isPlainDate(onDate)) return fail(400, {});
    const takesPlace = sent.get('takesPlace') === 'ja';
    const decision = {
      seriesId: String(sent.get('seriesId') ?? ''),
      reason: String(sent.get('reason') ?? '').slice(0, 300),
    };
    try {
      await locals.api.series.decideDay({ ...decision, onDate, takesPlace });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    const day = formatDay(onDate, getLocale());
    setFlash(cookies, { text: takesPlace ? m.series_decided_yes({ day }) : m.series_decided_no({ day }) });
    redirect(303, `/buero/gruppen/${params.project}`);
  },
};
