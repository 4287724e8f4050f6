import { DomainError } from '#lib/errors/domain-error.ts';
import { type ProjectKind, projectKinds } from '#lib/features/projects/project.ts';
import { languages } from '#lib/features/volunteers/volunteer.ts';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';
import type { Context } from '#lib/server/context.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import type { Activity, ShiftPage } from './activity.ts';
import {
  type FinderSearch,
  type Found,
  HORIZON_DAYS,
  isFilterSet,
  type OpenShift,
  searchWords,
  type ShiftCard,
  withoutFilter,
} from './finder.ts';
import type { ListOpenShifts } from './finder.schema.ts';
import { findActivity, findShiftPage } from './finder-activity.repository.server.ts';
import * as alternatives from './finder-alternatives.repository.server.ts';
import * as openShifts from './finder-open-shifts.repository.server.ts';
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
const kindNames = projectKinds.map((kind) => ({
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

/** The shifts that anybody may sign up for, from now on unless `from` says later; fifty on a page. */
export function listOpenShifts(
  ctx: Context,
  { from, to, district, activity, language, text = '', page = 1 }: ListOpenShifts = {},
): Promise<{ items: OpenShift[]; total: number }> {
  return openShifts.listOpenShifts(ctx.db, {
    from: from && from > ctx.now ? from : ctx.now,
    to: to ?? null,
    district: district || null,
    activity: activity ?? null,
    language: language || null,
    words: searchWords(text),
    kinds: kindNames,
    page,
  });
}

/** An open activity with a page of its dates to come. Throws NOT_FOUND for drafts and closed ones as well. */
export async function getActivity(
  ctx: Context,
  { projectId, page }: { projectId: string; page: number },
): Promise<Activity> {
  const activity = await findActivity(ctx.db, projectId, { now: ctx.now, page });
  if (!activity) throw new DomainError('NOT_FOUND');
  return activity;
}

/** One shift with everything needed to decide on it; also when it is over or called off. Throws NOT_FOUND. */
export async function getShift(
  ctx: Context,
  ids: { projectId: string; shiftId: string },
): Promise<ShiftPage> {
  const page = await findShiftPage(ctx.db, ids, ctx.actor?.id ?? null, ctx.now);
  if (!page) throw new DomainError('NOT_FOUND');
  return page;
}

/** What to offer somebody who cannot have this shift: up to four that she could have, within the finder's horizon. */
export function listAlternatives(ctx: Context, { shiftId }: { shiftId: string }): Promise<ShiftCard[]> {
  const to = startOfDay(addDays(wallTime(ctx.now).date, HORIZON_DAYS + 1));
  return alternatives.listAlternatives(ctx.db, shiftId, ctx.actor?.id ?? null, { now: ctx.now, to });
}
