import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { Project } from '#lib/features/projects/project.ts';
import { getProject } from '#lib/features/projects/service.server.ts';
import { getSeries, listSeriesOfProject } from '#lib/features/series/pages.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import * as dates from './dates.repository.server.ts';
import { emptyProfile, type GroupLine, type GroupPage, type HolidayQuestion } from './group.ts';
import * as repository from './repository.server.ts';
import { GROUPS_PER_PAGE, type GroupProfileInput } from './schema.ts';

type ProjectId = { projectId: string };

/** Dates older than this are not asked about any more, in days. */
const COUNTED_WITHIN = 60;
const NEXT_DATES = 4;
const UNCOUNTED_AT_MOST = 6;
const COUNTED_SHOWN = 6;

/** A group of one's own organisation. Throws NOT_FOUND, also for a project of another kind. */
async function requireGroup(ctx: ActorContext, input: ProjectId): Promise<Project> {
  const project = await getProject(ctx, input);
  requireAllowed(project.kind === 'group');
  return project;
}

/** The groups that one leads, the soonest date first. */
export async function listMyGroups(
  ctx: ActorContext,
  { page }: { page: number },
): Promise<{ items: GroupLine[]; total: number; pageSize: number }> {
  const list = await repository.listOwnGroups(ctx.db, plannedOrganisationIds(ctx.actor), {
    now: ctx.now,
    countFrom: countFrom(ctx.now),
    limit: GROUPS_PER_PAGE,
    offset: (page - 1) * GROUPS_PER_PAGE,
  });
  return { ...list, pageSize: GROUPS_PER_PAGE };
}

function countFrom(now: Date): Date {
  return startOfDay(addDays(wallTime(now).date, -COUNTED_WITHIN));
}

/** A group with what its leader needs at a glance: the next dates, numbers to fill in, questions, the year. */
export async function getGroup(
  ctx: ActorContext,
  { projectId, year }: ProjectId & { year?: number | undefined },
): Promise<GroupPage> {
  const project = await requireGroup(ctx, { projectId });
  const today = wallTime(ctx.now).date;
  const asked = year ?? Number(today.slice(0, 4));
  const tomorrow = startOfDay(addDays(today, 1));
  const past = { from: countFrom(ctx.now), until: tomorrow };
  const longAgo = new Date(0);
  const [profile, next, uncounted, counted, questions, sums] = await Promise.all([
    repository.findProfile(ctx.db, projectId),
    dates.listNext(ctx.db, projectId, ctx.now, NEXT_DATES),
    dates.listPast(ctx.db, projectId, { ...past, isCounted: false }, UNCOUNTED_AT_MOST),
    dates.listPast(ctx.db, projectId, { ...past, from: longAgo, isCounted: true }, COUNTED_SHOWN),
    listQuestions(ctx, projectId),
    dates.sumUp(ctx.db, projectId, {
      from: startOfDay(`${asked}-01-01`),
      to: startOfDay(`${asked + 1}-01-01`),
      now: ctx.now,
    }),
  ]);
  const { title, summary, organisationId, organisationName } = project;
  return {
    ...{ projectId, title, summary, organisationId, organisationName },
    isPublished: project.publishedAt !== null,
    isClosed: project.closedAt !== null,
    profile: profile ?? emptyProfile,
    ...{ next, uncounted, counted, questions },
    year: { year: asked, ...sums },
  };
}

/** Days of the group's series that are off and wait for a word, the soonest first. */
async function listQuestions(ctx: ActorContext, projectId: string): Promise<HolidayQuestion[]> {
  const all = await listSeriesOfProject(ctx, { projectId });
  const pages = await Promise.all(all.map(({ id }) => getSeries(ctx, { seriesId: id })));
  return pages
    .flatMap(({ id, questions }) => questions.map((question) => ({ seriesId: id, ...question })))
    .sort((a, b) => a.on.localeCompare(b.on));
}

/** What the form about a group starts with, and which other groups it may meet together with. */
export async function getGroupForm(ctx: ActorContext, input: ProjectId) {
  const project = await requireGroup(ctx, input);
  const [profile, siblings] = await Promise.all([
    repository.findProfile(ctx.db, input.projectId),
    repository.listSiblings(ctx.db, {
      projectId: input.projectId,
      organisationId: project.organisationId,
    }),
  ]);
  return {
    title: project.title,
    contactName: project.contactName,
    profile: profile ?? emptyProfile,
    siblings,
  };
}

/**
 * Saves what guests want to know. Repeating it changes nothing. Throws NOT_FOUND, INVALID_INPUT on
 * `meetsWithProjectId` for a group of somebody else.
 */
export async function saveGroup(
  ctx: ActorContext,
  { projectId, profile }: ProjectId & { profile: GroupProfileInput },
): Promise<void> {
  const project = await requireGroup(ctx, { projectId });
  const { meetsWithProjectId } = profile;
  if (meetsWithProjectId) {
    const siblings = await repository.listSiblings(ctx.db, {
      projectId,
      organisationId: project.organisationId,
    });
    if (!siblings.some((sibling) => sibling.projectId === meetsWithProjectId)) {
      throw new DomainError('INVALID_INPUT', { field: 'meetsWithProjectId' });
    }
  }
  await withTransaction(ctx.db, async (db) => {
    const row = { ...profile, meetsWithProjectId: meetsWithProjectId || null };
    await repository.putProfile(db, projectId, row, { actorId: ctx.actor.id, now: ctx.now });
    await repository.recordEvent(db, {
      type: 'group_changed',
      occurredAt: ctx.now,
      actorId: ctx.actor.id,
      organisationId: project.organisationId,
      projectId,
    });
  });
}
