import { sayNotice } from '#lib/features/messaging/said.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { Actions, PageServerLoad } from './$types';
import { hourActions } from '../reading-actions.server.ts';

/** More is on the page of all messages. */
const NEWS_SHOWN = 3;

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:reading-today');
  const page = Math.max(1, Math.min(1000, Math.trunc(Number(url.searchParams.get('seite'))) || 1));
  const [dates, weeks, hours, schools, news] = await Promise.all([
    locals.api.scheduling.facilityDates({ page }),
    locals.api.historyWeeks.list(),
    locals.api.reading.today(),
    locals.api.reading.ownSchools(),
    locals.api.messaging.notices({ onlyUnread: true }),
  ]);
  // What comes next first; after it what is over and waits for its wrap-up.
  const today = wallTime(locals.context.now).date;
  const open = weeks.filter((week) => !week.isClosed);
  const [ahead, past] = [
    open.filter((week) => week.lastOn >= today),
    open.filter((week) => week.lastOn < today),
  ];
  return {
    ...{ page, now: locals.context.now, dates, hours, isReading: schools.length > 0 },
    news: news.items.slice(0, NEWS_SHOWN).map(sayNotice),
    weeks: [...ahead.reverse(), ...past],
  };
};

export const actions = { ...hourActions } satisfies Actions;
