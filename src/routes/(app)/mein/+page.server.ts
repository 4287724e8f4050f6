import { sayNotice } from '#lib/features/messaging/said.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import { missingSteps } from '#lib/features/recruiting/readiness.ts';
import type { Actions, PageServerLoad } from './$types';
import { dateActions } from './date-actions.server.ts';
import { questionActions } from './question-actions.server.ts';

/** Days to look back for "your last dates", and how many of them to show. */
const PAST_DAYS = 120;
const PAST_SHOWN = 8;

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:my-dates');
  const { now } = locals.context;
  const from = startOfDay(addDays(wallTime(now).date, -PAST_DAYS));
  const [upcoming, earlier, interests, news, asked, reading, applications, tandems, standIns, questions] =
    await Promise.all([
      locals.api.scheduling.mySignups(),
      locals.api.scheduling.mySignups({ from, to: now }),
      locals.api.volunteers.myInterests(),
      locals.api.messaging.notices({ onlyUnread: true }),
      locals.api.substitutes.asked(),
      locals.api.reading.mySummary(),
      locals.api.recruiting.mine(),
      locals.api.tandems.mine(),
      locals.api.tandems.myStandIns(),
      locals.api.rosters.asked(),
    ]);
  const past = earlier
    .filter((date) => date.endAt <= now && date.status === 'confirmed' && !date.isCancelled)
    .toReversed()
    .slice(0, PAST_SHOWN);
  return {
    ...{ now, upcoming, past, interests, reading, questions },
    visits: {
      questions:
        tandems.filter(({ state }) => state === 'asked').length +
        standIns.filter(({ answer }) => answer === null).length,
      people: tandems.filter(({ person }) => person !== null).length,
    },
    isNew: url.searchParams.get('neu'),
    news: news.items.map(sayNotice),
    /** Steps that are still missing until she may begin, of applications that are on the way. */
    steps: missingSteps(applications.items),
    asked: asked.filter((offer) => !offer.isProposed).length,
  };
};

export const actions = {
  ...dateActions,
  ...questionActions,

  async withdrawInterest({ request, locals }) {
    const form = await request.formData();
    await locals.api.volunteers.withdrawInterest({ projectId: String(form.get('projectId')) });
  },
} satisfies Actions;
