import { createProject } from '#lib/features/projects/service.server.ts';
import { cancelEvent } from '#lib/features/scheduling/cancellation.service.server.ts';
import { moveEvent } from '#lib/features/scheduling/event-changes.service.server.ts';
import { createEventSchema } from '#lib/features/scheduling/events.schema.ts';
import { createEvent } from '#lib/features/scheduling/events.service.server.ts';
import { assign } from '#lib/features/scheduling/signups.service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { Service } from './client.ts';
import { requireClient } from './clients.service.server.ts';
import type { Tandem } from './tandem.ts';
import * as repository from './tandems.repository.server.ts';

// What tandems have in the calendars. Inside `asActor`.

/** The internal project of an office that holds the dates of its tandems; opened with the first. */
export async function projectOf(
  ctx: ActorContext,
  organisationId: string,
  service: Service,
): Promise<string> {
  const found = await repository.findProject(ctx.db, organisationId, service);
  if (found) return found;
  const { projectId } = await createProject(
    ctx,
    {
      organisationId,
      kind: service,
      title: service === 'visiting' ? m.tandems_project_visiting() : m.tandems_project_accompanying(),
      summary: '',
      description: '',
      languages: ['de'],
      isStanding: true,
      substitutesNeedApproval: true,
      placesBy: 'asking',
      insuredThrough: m.projects_insured_default(),
      contactId: '',
    },
    { isInternal: true },
  );
  return projectId;
}

/** What calendars say: neutral, whoever looks over her shoulder. */
export const titleOf = (service: Service) =>
  service === 'visiting' ? m.tandems_date_visiting() : m.tandems_date_accompanying();

/** How long a first meeting takes. */
const MEETING_MINUTES = 60;

/**
 * Puts the first meeting into the volunteer's and the office's calendar, or moves it there. Throws OVERLAPPING_SIGNUP,
 * MOVE_CONFLICTS. @returns its event
 */
export async function placeMeeting(
  ctx: ActorContext,
  { organisationId, clientId, service, volunteerId, meetingEventId }: Tandem,
  startAt: Date,
): Promise<string> {
  const endAt = new Date(startAt.getTime() + MEETING_MINUTES * 60_000);
  const planned = meetingEventId && (await repository.findMeeting(ctx.db, meetingEventId, ctx.now));
  if (planned) {
    await moveEvent(ctx, { eventId: meetingEventId, version: planned.version, startAt, endAt });
    return meetingEventId;
  }
  const { districtName } = await requireClient(ctx, clientId);
  const [begin, end] = [wallTime(startAt), wallTime(endAt)];
  const { eventId } = await createEvent(
    ctx,
    createEventSchema.parse({
      projectId: await projectOf(ctx, organisationId, service),
      title: m.tandems_date_meeting(),
      ...{ date: begin.date, startTime: begin.time, endDate: end.date, endTime: end.time },
      placeName: districtName ?? m.tandems_place_at_home(),
      shifts: [{ role: roleOf(service), minPlaces: 1, maxPlaces: 1 }],
      publish: true,
    }),
  );
  const { shiftId } = (await repository.findMeeting(ctx.db, eventId, ctx.now))!;
  await assign(ctx, { shiftId, personId: volunteerId });
  return eventId;
}

/** Takes a first meeting that still lies ahead out of the calendars; nobody is told by this. */
export async function callOffMeeting(ctx: ActorContext, { meetingEventId }: Tandem): Promise<void> {
  if (!meetingEventId || !(await repository.findMeeting(ctx.db, meetingEventId, ctx.now))) return;
  await cancelEvent(ctx, { eventId: meetingEventId, reason: m.tandems_over() });
}

export const roleOf = (service: Service) => (service === 'visiting' ? 'visitor' : 'companion');
