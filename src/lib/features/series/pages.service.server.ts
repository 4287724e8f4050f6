import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import { getProject } from '#lib/features/projects/service.server.ts';
import { canPlanEvent } from '#lib/features/scheduling/events.policy.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { listPromises } from './commitments.repository.server.ts';
import type { SeriesLine, SeriesPage, SeriesPhase, SeriesQuestion, SeriesSummary } from './page.ts';
import * as pages from './pages.repository.server.ts';
import * as repository from './repository.server.ts';
import { DATES_PER_PAGE } from './schema.ts';
import { planSeries, type SeriesPlan } from './series.ts';

/** More series in one project than anybody lists. */
const SERIES_AT_MOST = 100;

/** The series of a project of one's own, the soonest date first. Throws NOT_FOUND. */
export async function listSeriesOfProject(
  ctx: ActorContext,
  { projectId }: { projectId: string },
): Promise<SeriesSummary[]> {
  await getProject(ctx, { projectId });
  return pages.listOfProject(ctx.db, projectId, { now: ctx.now, limit: SERIES_AT_MOST });
}

/**
 * A series of one's own office with its rule (today's, or that of the day `on`), roles, people, and the questions
 * that wait. Throws NOT_FOUND.
 */
export async function getSeries(
  ctx: ActorContext,
  { seriesId, on }: { seriesId: string; on?: PlainDate | undefined },
): Promise<SeriesPage> {
  const { row, today, plan } = await load(ctx, seriesId);
  const [phases, roles, promises] = await Promise.all([
    repository.listPhases(ctx.db, [seriesId]),
    repository.listRoles(ctx.db, seriesId),
    listPromises(ctx.db, seriesId),
  ]);
  const current = phases.find(({ lastOn }) => lastOn === null || lastOn >= (on ?? today)) ?? phases.at(-1)!;
  const names = await pages.findNames(ctx.db, row.projectId, current.venueId);
  return {
    id: row.id,
    version: row.version,
    projectId: row.projectId,
    organisationId: row.organisationId,
    ...names,
    ownTitle: row.title,
    title: row.title ?? names.projectTitle,
    timeZone: row.timeZone,
    handling: repository.handlingOf(row),
    publishedAt: row.publishedAt,
    madeUntil: row.madeUntil,
    phase: phaseOf(current),
    laterPhases: phases.filter(({ firstOn }) => firstOn > current.firstOn).map(phaseOf),
    roles,
    promises,
    counts: { dates: plan.dates.length, leftOut: plan.leftOut.length, asked: plan.asked.length },
    questions: plan.asked,
  };
}

function phaseOf(row: repository.PhaseRow): SeriesPhase {
  const { placeName, street, postalCode, roomId, room, isStepFree, accessNote, note } = row;
  return {
    ...repository.phaseOf(row),
    ...{ placeName, street, postalCode, roomId, room, isStepFree, accessNote, note },
  };
}

/**
 * What lies ahead in a series, day by day: its dates, the days left out with their reasons, and the questions; a page
 * at a time. Throws NOT_FOUND.
 */
export async function listSeriesDates(
  ctx: ActorContext,
  { seriesId, page }: { seriesId: string; page: number },
): Promise<{ items: SeriesLine[]; total: number; pageSize: number }> {
  const { plan, today, to } = await load(ctx, seriesId);
  const dates = await pages.listDatesOfSeries(ctx.db, seriesId, { from: today, to });
  const lines: SeriesLine[] = [
    ...dates.map((date) => ({ kind: 'date' as const, on: date.on, date })),
    ...leftOutLines(plan, new Set(dates.map(({ on }) => on))),
    ...plan.asked
      .filter(({ on }) => !dates.some((date) => date.on === on))
      .map((one) => ({ kind: 'asked' as const, ...one })),
  ].sort((a, b) => a.on.localeCompare(b.on));
  const first = (page - 1) * DATES_PER_PAGE;
  return { items: lines.slice(first, first + DATES_PER_PAGE), total: lines.length, pageSize: DATES_PER_PAGE };
}

/** Days left out of which no cancelled date tells already. */
function leftOutLines(plan: SeriesPlan, shown: Set<PlainDate>): SeriesLine[] {
  return plan.leftOut.filter(({ on }) => !shown.has(on)).map((one) => ({ kind: 'left_out', ...one }));
}

/** The series with its plan from today to where its dates are made. Throws NOT_FOUND for another office's. */
async function load(ctx: ActorContext, seriesId: string) {
  const row = await repository.findSeries(ctx.db, seriesId);
  requireAllowed(row !== null && canPlanEvent(ctx.actor, row));
  const rule = (await repository.listRules(ctx.db, [row])).get(seriesId)!;
  const today = wallTime(ctx.now, row.timeZone).date;
  const to = row.madeUntil ?? today;
  const calendarOf = await dayOffCalendars(ctx, {
    venueIds: rule.phases.map(({ venueId }) => venueId),
    ...{ from: today, to },
  });
  return { row, rule, today, to, plan: planSeries(rule, calendarOf, today, to) };
}

/** How far ahead the desk asks, in days, and how many questions it shows at most. */
const QUESTION_DAYS = 56;
const QUESTIONS_AT_MOST = 12;

/** Which days of one's series wait for a decision in the next eight weeks, the soonest first. */
export async function listQuestions(ctx: ActorContext): Promise<SeriesQuestion[]> {
  const from = wallTime(ctx.now).date;
  const to = addDays(from, QUESTION_DAYS);
  const asking = await pages.listAsking(ctx.db, plannedOrganisationIds(ctx.actor), from);
  if (asking.length === 0) return [];
  const titles = new Map(asking.map(({ id, title }) => [id, title]));
  const rows = await repository.listSeries(ctx.db, [...titles.keys()]);
  const rules = await repository.listRules(ctx.db, rows);
  const calendarOf = await dayOffCalendars(ctx, {
    venueIds: [...rules.values()].flatMap(({ phases }) => phases.map(({ venueId }) => venueId)),
    ...{ from, to },
  });
  return [...rules]
    .flatMap(([seriesId, rule]) =>
      planSeries(rule, calendarOf, from, to).asked.map((one) => ({
        seriesId,
        title: titles.get(seriesId)!,
        ...one,
      })),
    )
    .sort((a, b) => a.on.localeCompare(b.on))
    .slice(0, QUESTIONS_AT_MOST);
}
