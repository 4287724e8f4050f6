import { rolloverAnswers } from '#lib/features/reading/pair.ts';
import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { error, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const schools = await locals.api.reading.ownSchools();
  const chosen = schools.find((one) => one.schoolId === url.searchParams.get('schule')) ?? schools[0];
  if (!chosen) return { schools, view: null };
  const { schoolId } = chosen;
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const which = url.searchParams.get('stand') === 'beendet' ? ('ended' as const) : ('running' as const);
  const [school, days, children, pairs, proposals] = await Promise.all([
    locals.api.reading.school({ schoolId }),
    locals.api.reading.schoolDays({ schoolId }),
    locals.api.reading.children({ schoolId }),
    locals.api.reading.pairs({ schoolId, which, page }),
    locals.api.reading.proposals({ schoolId }),
  ]);
  const waiting = children.filter(({ pairId }) => pairId === null);
  return { schools, view: { school, days, waiting, pairs, proposals, which, page } };
};

export const actions: Actions = {
  async confirm({ request, locals, cookies }) {
    const pairId = String((await request.formData()).get('pairId'));
    try {
      await locals.api.reading.confirmPair({ pairId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.reading_pair_confirmed() });
    redirect(303, '/einrichtung/lesen');
  },

  async answer({ request, locals, cookies }) {
    const sent = await request.formData();
    const answer = rolloverAnswers.find((one) => one === sent.get('answer'));
    if (!answer) error(400, { message: m.error_invalid_input() });
    try {
      await locals.api.reading.answerAsSchool({ pairId: String(sent.get('pairId')), answer });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: m.reading_answered() });
    redirect(303, '/einrichtung/lesen');
  },
};
