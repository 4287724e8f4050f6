import { type ProjectKind, projectKinds } from '#lib/features/projects/project.ts';
import { languages } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import type { Context } from '#lib/server/context.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import { type FinderSearch, type Found, HORIZON_DAYS, isFilterSet, searchWords, withoutFilter } from './finder.ts';
import * as repository from './finder-search.repository.server.ts';

const kindMessages: Record<ProjectKind, typeof m.projects_kind_other> = {
  visiting: m.projects_kind_visiting,
  accompanying: m.projects_kind_accompanying,
  reading: m.projects_kind_reading,
  history_week: m.projects_kind_history_week,
  group: m.projects_kind_group,
  other: m.projects_kind_other,
};

/** The kinds' names in every language, so that a visitor may search in hers. */
export const kindNames = projectKinds.map((kind) => ({
  kind,
  names: locales.map((locale) => kindMessages[kind]({}, { locale })).join(' '),
}));

/**
 * What a visitor can take part in: a page of activities with their next open dates, and how many there would be with
 * other filters. Without dates it looks eight weeks ahead.
 */
export async function findActivities(ctx: Context, search: FinderSearch): Promise<Found> {
  const result = await searchBetween(ctx, search);
  const isAroundKnown = search.postalCode ? result.isPostalCodeKnown : null;
  const loosened: Found['loosened'] = result.loosened;
  if (result.total === 0 && isFilterSet(search, 'dates')) {
    const { total, loosened: withoutDates } = await searchBetween(ctx, withoutFilter(search, 'dates'));
    Object.assign(loosened, { dates: total, all: withoutDates.all });
  }
  return { ...result, isPostalCodeKnown: isAroundKnown, loosened };
}

function searchBetween(ctx: Context, search: FinderSearch): Promise<repository.SearchResult> {
  const { from, to } = search;
  const start = from ? startOfDay(from) : ctx.now;
  const lastDay = to ?? addDays(wallTime(start).date, HORIZON_DAYS);
  return repository.findActivities(ctx.db, search, {
    words: searchWords(search.text),
    kinds: kindNames,
    languages,
    from: start < ctx.now ? ctx.now : start,
    to: startOfDay(addDays(lastDay, 1)),
  });
}
