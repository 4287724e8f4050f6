import { activityJsonLd } from '#lib/features/scheduling/activity-json-ld.ts';
import { interestSchema } from '#lib/features/scheduling/finder.schema.ts';
import { wordsFor } from '#lib/features/scheduling/finder-words.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { readForm, refuse, schemaOf } from '#lib/server/forms.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { isUuid } from '#lib/ui/addresses.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url, parent }) => {
  if (!isUuid(params.project)) error(404, { message: m.common_error_404_title() });
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('seite'))) || 1);
  const [activity, form, { town }] = await Promise.all([
    locals.api.scheduling.getActivity({ projectId: params.project, page: Math.min(page, 10_000) }),
    readForm(schemaOf(interestSchema)),
    parent(),
  ]);
  return {
    activity,
    page,
    form,
    words: wordsFor({
      kinds: [activity.kind],
      languages: activity.languages,
      qualifications: activity.dates.flatMap((date) => date.requirements),
    }),
    today: wallTime(locals.context.now).date,
    jsonLd: activityJsonLd(activity, url.origin + url.pathname, town?.name ?? ''),
  };
};

export const actions: Actions = {
  async help({ request, locals, params, cookies, url }) {
    const form = await readForm(request, schemaOf(interestSchema));
    if (!form.valid) return fail(400, { form });
    try {
      await locals.api.volunteers.expressInterest({ projectId: params.project, message: form.data.message });
    } catch (refusal) {
      return refuse(form, refusal);
    }
    setFlash(cookies, { tone: 'success', text: m.activity_interest_sent() });
    redirect(303, url.pathname);
  },
};
