import { wallTime } from '#lib/time/zone.ts';
import type { Actions, PageServerLoad } from './$types';
import { moveActions } from './move-actions.server.ts';
import { readBoardPages, readFilter } from './query.ts';

export const load: PageServerLoad = async ({ locals, url, depends }) => {
  depends('app:applications');
  const filter = readFilter(url);
  const pages = readBoardPages(url);
  const activities = await locals.api.recruiting.activities();
  const [board, interests, registrations] = await Promise.all([
    locals.api.recruiting.board({ ...filter, pages }),
    locals.api.volunteers.listInterests(),
    locals.api.volunteers.listNewRegistrations(),
  ]);
  return {
    ...{ filter, pages, activities, board },
    waiting: new Set([...interests, ...registrations].map(({ personId }) => personId)).size,
    today: wallTime(locals.context.now).date,
  };
};

export const actions = moveActions satisfies Actions;
