import { DomainError, domainErrorOf } from '#lib/errors/domain-error.ts';
import { emptyProfile } from '#lib/features/groups/group.ts';
import { saveGroup } from '#lib/features/groups/service.server.ts';
import { addPartner, createProject, publishProject } from '#lib/features/projects/service.server.ts';
import { setDays } from '#lib/features/history-weeks/service.server.ts';
import { linkProject } from '#lib/features/requests/service.server.ts';
import { createEvent, publishDrafts } from '#lib/features/scheduling/events.service.server.ts';
import { publishSeries } from '#lib/features/series/lifecycle.service.server.ts';
import { listSeriesOfProject } from '#lib/features/series/pages.service.server.ts';
import { createSeries, previewRule } from '#lib/features/series/service.server.ts';
import type { SeriesPlan } from '#lib/features/series/series.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import { seriesOf, type StartEmpty, type StartProject } from './schema.ts';
import { templates } from './template.ts';

/**
 * Begins a project as a template has it and the coordinator changed it: the draft, its partner, its dates (as drafts)
 * and, for a group, what guests want to know. All of it or nothing. Throws NOT_FOUND for an organisation that one does
 * not plan, INVALID_INPUT on `partnerName` when no organisation is called so, ROOM_TAKEN, CHANGED_MEANWHILE when the
 * request was answered otherwise.
 */
export async function startProject(ctx: ActorContext, input: StartProject): Promise<{ projectId: string }> {
  const { kind, shape, isDiscreet } = templates[input.template];
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const { projectId } = await createProject(tx, { ...projectOf(input), kind });
    if (input.partnerName) await addNamedPartner(tx, projectId, input);
    if (kind === 'group') {
      const neutralTitle = isDiscreet ? m.templates_neutral_title() : '';
      const profile = { ...emptyProfile, isDiscreet, neutralTitle, meetsWithProjectId: '' };
      await saveGroup(tx, { projectId, profile });
    }
    if (input.withDates) {
      if (shape === 'series') await createSeries(tx, { ...seriesOf(input), projectId, publish: false });
      else await planDates(tx, projectId, input);
    }
    if (input.requestId) await linkProject(tx, { requestId: input.requestId, projectId });
    return { projectId };
  });
}

/**
 * Begins a project without a template, as an answer to a request if one is named. All of it or nothing. Throws NOT_FOUND
 * for an organisation that one does not plan, CHANGED_MEANWHILE when the request was answered otherwise.
 */
export async function startEmpty(
  ctx: ActorContext,
  { requestId, ...project }: StartEmpty,
): Promise<{ projectId: string }> {
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const { projectId } = await createProject(tx, project);
    if (requestId) await linkProject(tx, { requestId, projectId });
    return { projectId };
  });
}

function projectOf(input: StartProject) {
  const { organisationId, title, summary, description, languages, isStanding, insuredThrough, contactId } =
    input;
  const { substitutesNeedApproval, placesBy } = input;
  return {
    ...{ organisationId, title, summary, description, languages, isStanding, insuredThrough, contactId },
    substitutesNeedApproval,
    placesBy,
  };
}

async function addNamedPartner(
  tx: ActorContext,
  projectId: string,
  { partnerName, partnerRole }: StartProject,
): Promise<void> {
  try {
    await addPartner(tx, { projectId, name: partnerName, role: partnerRole });
  } catch (error) {
    if (domainErrorOf(error)?.details.field !== 'name') throw error;
    throw new DomainError('INVALID_INPUT', { field: 'partnerName' });
  }
}

/** One date, or the sessions of a week; each with all of the roles. */
async function planDates(tx: ActorContext, projectId: string, input: StartProject): Promise<void> {
  const { venueId, placeName, street, postalCode, room, isStepFree, accessNote, note, shifts } = input;
  const place = { venueId, placeName, street, postalCode, room, isStepFree, accessNote, note };
  const { firstOn, startTime, endTime } = input;
  const dates =
    templates[input.template].shape === 'single'
      ? [{ title: '', date: firstOn, startTime, endTime }]
      : input.sessions
          .filter(({ isIncluded }) => isIncluded)
          .map(({ day, isIncluded: _in, ...session }) => ({ ...session, date: addDays(firstOn, day) }));
  if (templates[input.template].shape === 'week') {
    const lastOn = dates.reduce((last, { date }) => (date > last ? date : last), firstOn);
    await setDays(tx, { projectId, firstOn, lastOn, witnessSessionsPerDay: 1, house: '' });
  }
  for (const date of dates) {
    await createEvent(tx, { projectId, publish: false, endDate: '', shifts, ...place, ...date });
  }
}

/** Which dates the rule of the form would yield, before anything is saved. */
export function previewStart(ctx: ActorContext, input: StartProject): Promise<SeriesPlan> {
  return previewRule(ctx, seriesOf(input));
}

/**
 * Shows a project with all its dates to everybody. Repeating it changes nothing. Throws NOT_FOUND, INVALID_INPUT with
 * `missing` while something that people need is not there.
 */
export async function publishWithDates(
  ctx: ActorContext,
  { projectId }: { projectId: string },
): Promise<void> {
  await withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    await publishProject(tx, { projectId });
    for (const { id } of await listSeriesOfProject(tx, { projectId })) {
      await publishSeries(tx, { seriesId: id, withProject: false });
    }
    await publishDrafts(tx, { projectId });
  });
}
