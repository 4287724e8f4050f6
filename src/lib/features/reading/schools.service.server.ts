import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { countSchoolDays, daysOfSchoolYear, schoolYearOf } from '#lib/features/days-off/school-year.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import { createProject } from '#lib/features/projects/service.server.ts';
import { hostedOrganisationIds } from '#lib/features/scheduling/events.policy.ts';
import { caringOfficeIds } from '#lib/features/tandems/policy.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { canKnowChild, servesSchool } from './policy.ts';
import type { OpenSchool, UpdateSchool } from './schema.ts';
import type { ReadingSchool, SchoolLine } from './school.ts';
import * as repository from './schools.repository.server.ts';

type SchoolId = { schoolId: string };

/** A school's agreement, for its contacts and the office that serves it. Throws NOT_FOUND. */
export async function getSchool(ctx: ActorContext, { schoolId }: SchoolId): Promise<ReadingSchool> {
  const school = await repository.findSchool(ctx.db, schoolId);
  requireAllowed(school !== null && canKnowChild(ctx.actor, school));
  return school;
}

/** The same for the office alone. Throws NOT_FOUND. */
export async function getServedSchool(ctx: ActorContext, { schoolId }: SchoolId): Promise<ReadingSchool> {
  const school = await getSchool(ctx, { schoolId });
  requireAllowed(servesSchool(ctx.actor, school));
  return school;
}

/** The schools that one's offices serve, with what waits there. */
export function listServedSchools(ctx: ActorContext): Promise<SchoolLine[]> {
  const organisationIds = caringOfficeIds(ctx.actor);
  return asActor(ctx, (db) => repository.listSchools(db, { organisationIds }, wallTime(ctx.now).date));
}

/** The own houses that have an agreement; empty for a house that does not read. */
export function listOwnSchools(ctx: ActorContext): Promise<SchoolLine[]> {
  const schoolIds = hostedOrganisationIds(ctx.actor);
  return asActor(ctx, (db) => repository.listSchools(db, { schoolIds }, wallTime(ctx.now).date));
}

/** Houses with which an agreement could be made. */
export function schoolOptions(ctx: ActorContext) {
  return repository.listSchoolOptions(ctx.db, caringOfficeIds(ctx.actor));
}

/**
 * Writes down what a school and the office have agreed, and opens the internal project for its reading hours. Throws
 * NOT_FOUND for an office that one does not plan, ALREADY_EXISTS on `schoolId` when an office serves that school.
 */
export async function openSchool(ctx: ActorContext, input: OpenSchool): Promise<SchoolId> {
  const { organisationId, schoolId } = input;
  requireAllowed(servesSchool(ctx.actor, input));
  const options = await schoolOptions(ctx);
  const school = options.find((one) => one.id === schoolId);
  if (!school) throw new DomainError('ALREADY_EXISTS', { field: 'schoolId' });
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const { projectId } = await createProject(
      tx,
      {
        organisationId,
        kind: 'reading',
        title: m.reading_project_title({ school: school.name }),
        summary: '',
        description: '',
        languages: ['de'],
        isStanding: true,
        // Nobody else comes without a word with the school.
        substitutesNeedApproval: true,
        placesBy: 'asking',
        insuredThrough: m.projects_insured_default(),
        contactId: '',
      },
      { isInternal: true },
    );
    await repository
      .insertSchool(db, { ...input, projectId, createdAt: ctx.now, createdBy: ctx.actor.id })
      .catch((error: unknown) => {
        if (brokenConstraint(error) !== 'reading_school_pkey') throw error;
        throw new DomainError('ALREADY_EXISTS', { field: 'schoolId' });
      });
    await record(tx, 'reading_school_opened', input);
    return { schoolId };
  });
}

/** Changes what was agreed. By the office. Throws NOT_FOUND. */
export async function updateSchool(ctx: ActorContext, { schoolId, ...fields }: UpdateSchool): Promise<void> {
  const school = await getServedSchool(ctx, { schoolId });
  await withTransaction(ctx.db, async (db) => {
    await repository.updateSchool(db, schoolId, fields);
    await record({ ...ctx, db }, 'reading_school_changed', school);
  });
}

/** On how many Mondays to Fridays of this school year the school is open to reading. Throws NOT_FOUND. */
export async function schoolDays(
  ctx: ActorContext,
  { schoolId }: SchoolId,
): Promise<{ year: number; counts: number[] }> {
  await getSchool(ctx, { schoolId });
  const year = schoolYearOf(wallTime(ctx.now).date);
  const calendarOf = await dayOffCalendars(ctx, { venueIds: [schoolId], ...daysOfSchoolYear(year) });
  return { year, counts: countSchoolDays(year, calendarOf(schoolId)) };
}

/** Records what happened at a school, to a pair, or at a date; never which child. */
export function record(
  ctx: Context,
  type: string,
  served: { schoolId: string; organisationId: string },
  more: { pairId?: string; eventId?: string; details?: Record<string, unknown> } = {},
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor?.id ?? null,
    organisationId: served.organisationId,
    ...(more.eventId && { eventId: more.eventId }),
    details: { schoolId: served.schoolId, ...(more.pairId && { pairId: more.pairId }), ...more.details },
  });
}
