import { m } from '#lib/paraglide/messages.js';
import { setFlash } from '#lib/server/flash.server.ts';
import { refuseAction } from '#lib/server/forms.server.ts';
import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const [schools, waiting, mentors, questions, proposals] = await Promise.all([
    locals.api.reading.schools(),
    locals.api.reading.waiting(),
    locals.api.reading.freeMentors(),
    locals.api.reading.questions(),
    locals.api.reading.proposals({}),
  ]);
  return { schools, waiting, mentors, questions, proposals };
};

function decision(verb: 'confirmPair' | 'continuePair', text: () => string) {
  return async ({ request, locals, cookies }: RequestEvent) => {
    const pairId = String((await request.formData()).get('pairId'));
    try {
      await locals.api.reading[verb]({ pairId });
    } catch (refusal) {
      return refuseAction(refusal);
    }
    setFlash(cookies, { text: text() });
    redirect(303, '/buero/lesen');
  };
}

export const actions = {
  confirm: decision('confirmPair', m.reading_pair_confirmed),
  continue: decision('continuePair', m.reading_pair_continued),
} satisfies Actions;
