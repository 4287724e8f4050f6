import { DomainError } from '#lib/errors/domain-error.ts';
import { getProject, publishProject } from '#lib/features/projects/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { instantOf, wallTimeProblem } from '#lib/time/zone.ts';
import { canPlanEvent } from './events.policy.ts';
import * as repository from './events.repository.server.ts';
import type { CreateEvent, EventFields, ShiftInput } from './events.schema.ts';

type EventId = { eventId: string };

/**
 * Plans a date with its shifts, as a draft or for everybody to see. Throws NOT_FOUND, INVALID_INPUT on a time that
 * the clock skips, SHIFT_CLOSED for a closed project.
 */
export async function createEvent(
  ctx: ActorContext,
  { projectId, publish, ...fields }: CreateEvent,
): Promise<{ eventId: string }> {
  const project = await getProject(ctx, { projectId });
  if (project.closedAt) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  const row = await eventColumns(ctx, project.organisationId, fields);
  return withTransaction(ctx.db, async (tx) => {
    const [inserted] = await repository.insertEvents(tx, [
      {
        ...row,
        projectId,
        organisationId: project.organisationId,
        createdAt: ctx.now,
        createdBy: ctx.actor.id,
        changedAt: ctx.now,
        ...(publish && { publishedAt: ctx.now, publishedBy: ctx.actor.id }),
      },
    ]);
    const eventId = inserted!.id;
    await repository.insertShifts(
      tx,
      fields.shifts.map((shift) => ({
        eventId,
        startAt: row.startAt,
        endAt: row.endAt,
        ...shiftColumns(shift),
      })),
    );
    const facts = { id: eventId, projectId, organisationId: project.organisationId };
    await record({ ...ctx, db: tx }, publish ? 'event_published' : 'event_created', facts);
    return { eventId };
  });
}

/**
 * Shows a date to everybody, on request together with its project. Repeating it changes nothing. Throws
 * INVALID_INPUT when the project lacks something that people need, SHIFT_CLOSED for a date that was called off.
 */
export async function publishEvent(
  ctx: ActorContext,
  { eventId, withProject }: EventId & { withProject: boolean },
): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const { event } = await lockPlanned({ ...ctx, db: tx }, eventId);
    if (event.cancelledAt) throw new DomainError('SHIFT_CLOSED', { reason: 'cancelled' });
    if (withProject) await publishProject({ ...ctx, db: tx }, event);
    if (event.publishedAt) return;
    await repository.updateEvent(tx, eventId, { publishedAt: ctx.now, publishedBy: ctx.actor.id }, ctx.now);
    await record({ ...ctx, db: tx }, 'event_published', event);
  });
}

/**
 * Shows all drafts of a project that lie ahead to everybody. Repeating it changes nothing. Throws NOT_FOUND.
 *
 * @returns how many there were
 */
export async function publishDrafts(
  ctx: ActorContext,
  { projectId }: { projectId: string },
): Promise<{ published: number }> {
  const { organisationId } = await getProject(ctx, { projectId });
  return withTransaction(ctx.db, async (db) => {
    const published = await repository.publishDrafts(db, projectId, { actorId: ctx.actor.id, now: ctx.now });
    if (published > 0) {
      await repository.recordEvent(db, {
        type: 'drafts_published',
        occurredAt: ctx.now,
        actorId: ctx.actor.id,
        organisationId,
        projectId,
        details: { dates: published },
      });
    }
    return { published };
  });
}

/** Deletes a draft that nobody ever had a place at. Throws STILL_IN_USE for any other date. */
export async function deleteEvent(ctx: ActorContext, { eventId }: EventId): Promise<{ projectId: string }> {
  return withTransaction(ctx.db, async (tx) => {
    const { event } = await lockPlanned({ ...ctx, db: tx }, eventId);
    if (event.publishedAt || (await repository.hasSignups(tx, { eventId })))
      throw new DomainError('STILL_IN_USE');
    await repository.deleteEvent(tx, eventId);
    await record({ ...ctx, db: tx }, 'event_deleted', event);
    return { projectId: event.projectId };
  });
}

/** Locks a date of one's own office with its shifts. Throws NOT_FOUND. */
export async function lockPlanned(ctx: ActorContext, eventId: string) {
  const found = await repository.lockEvent(ctx.db, eventId);
  requireAllowed(found !== null && canPlanEvent(ctx.actor, found.event));
  return found;
}

/** The town's zone, in which people enter times. */
export function townTimeZone(ctx: Pick<ActorContext, 'db'>): Promise<string> {
  return repository.townTimeZone(ctx.db);
}

/** Wall time and place as entered, in the columns of the date. Throws INVALID_INPUT on a time that the clock skips. */
export async function eventColumns(
  ctx: ActorContext,
  organisationId: string,
  fields: Omit<EventFields, 'shifts'>,
) {
  const timeZone = await townTimeZone(ctx);
  const at = (date: string, field: 'startTime' | 'endTime') => {
    if (wallTimeProblem(date, fields[field], timeZone) === 'gap')
      throw new DomainError('INVALID_INPUT', { field });
    return instantOf(date, fields[field], timeZone);
  };
  const [venueId, postalCode] = [fields.venueId || null, fields.postalCode || null];
  return {
    title: fields.title || null,
    startAt: at(fields.date, 'startTime'),
    endAt: at(fields.endDate || fields.date, 'endTime'),
    timeZone,
    venueId,
    placeName: venueId ? '' : fields.placeName,
    street: venueId ? null : fields.street || null,
    postalCode: venueId ? null : postalCode,
    ...(await repository.locate(ctx.db, { venueId, postalCode, organisationId })),
    room: fields.room || null,
    isStepFree: fields.isStepFree,
    accessNote: fields.accessNote || null,
    note: fields.note || null,
  };
}

export function shiftColumns({
  role,
  label,
  minPlaces,
  maxPlaces,
  requirements,
  language,
  note,
}: ShiftInput) {
  return {
    ...{ role, minPlaces, maxPlaces, requirements },
    label: label || null,
    language: language || null,
    note: note || null,
  };
}

/** Records what happened to a date, or to one of its shifts. */
export function record(
  ctx: ActorContext,
  type: string,
  event: { id: string; projectId: string; organisationId: string },
  details: Record<string, unknown> = {},
  shiftId: string | null = null,
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    organisationId: event.organisationId,
    projectId: event.projectId,
    eventId: event.id,
    shiftId,
    details,
  });
}
