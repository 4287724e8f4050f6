import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { notify } from '#lib/features/messaging/service.server.ts';
import { createProject } from '#lib/features/projects/service.server.ts';
import { createEventSchema } from '#lib/features/scheduling/events.schema.ts';
import { createEvent } from '#lib/features/scheduling/events.service.server.ts';
import { assign, takeInvitedPlace } from '#lib/features/scheduling/signups.service.server.ts';
import { grantQualification } from '#lib/features/volunteers/office.service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { getActivity } from './activities.service.server.ts';
import { getApplication } from './applications.service.server.ts';
import { type Guest, type Meeting, MEETINGS_PER_PAGE, type OfferedMeeting } from './meeting.ts';
import * as repository from './meetings.repository.server.ts';
import { canRecruit } from './policy.ts';
import type { PlanMeeting } from './schema.ts';

type EventId = { eventId: string };
type GuestId = EventId & { personId: string };

/**
 * Offers a talk or a training with its places. It is a date of the office like any other, in its calendar and in those
 * of the people who book it, only never public. Throws NOT_FOUND, and as `createEvent`.
 */
export async function planMeeting(ctx: ActorContext, input: PlanMeeting): Promise<EventId> {
  const { organisationId, kind } = input;
  requireAllowed(canRecruit(ctx.actor, organisationId));
  const activity = input.activityId ? await getActivity(ctx, { activityId: input.activityId }) : null;
  requireAllowed(activity === null || activity.organisationId === organisationId);
  const qualificationKind = kind === 'talk' ? 'intake_talk' : input.training!;
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const projectId =
      (await repository.findProject(db, organisationId)) ?? (await openProject(tx, organisationId));
    const { title, date, startTime, endTime, placeName, room, places } = input;
    const shifts = [{ role: 'participant', minPlaces: 0, maxPlaces: places }];
    const { eventId } = await createEvent(
      tx,
      createEventSchema.parse({
        ...{ projectId, publish: true, date, startTime, endTime, room, shifts },
        title: title || (kind === 'talk' ? m.recruiting_talk_title() : m.recruiting_training_title()),
        ...(placeName ? { placeName } : { venueId: organisationId }),
      }),
    );
    await repository.insertMeeting(db, {
      ...{ eventId, organisationId, kind, qualificationKind },
      activityId: activity?.id ?? null,
      hostId: ctx.actor.id,
    });
    return { eventId };
  });
}

async function openProject(tx: ActorContext, organisationId: string): Promise<string> {
  const { projectId } = await createProject(
    tx,
    {
      ...{ organisationId, kind: 'other', title: m.recruiting_project_title(), summary: '', description: '' },
      ...{ languages: ['de'], isStanding: true, substitutesNeedApproval: false, placesBy: 'asking' },
      ...{ insuredThrough: m.projects_insured_default(), contactId: '' },
    },
    { isInternal: true },
  );
  return projectId;
}

/** Talks and trainings of one's offices. */
export async function listMeetings(
  ctx: ActorContext,
  { isPast, page }: { isPast: boolean; page: number },
): Promise<{ items: Meeting[]; total: number; pageSize: number }> {
  const found = await repository.listMeetings(ctx.db, {
    organisationIds: plannedOrganisationIds(ctx.actor),
    ...{ isPast, now: ctx.now, limit: MEETINGS_PER_PAGE, offset: (page - 1) * MEETINGS_PER_PAGE },
  });
  return { ...found, pageSize: MEETINGS_PER_PAGE };
}

/** One of them, with who comes. Throws NOT_FOUND, also once it is called off. */
export async function getMeeting(
  ctx: ActorContext,
  { eventId }: EventId,
): Promise<{ meeting: Meeting; guests: Guest[] }> {
  const meeting = await repository.findMeeting(ctx.db, eventId);
  requireAllowed(meeting !== null && canRecruit(ctx.actor, meeting.organisationId));
  return { meeting, guests: await repository.listGuests(ctx.db, meeting) };
}

/** What somebody may be booked for, as the office reads it to them on the telephone. Throws NOT_FOUND. */
export async function listOfferedTo(
  ctx: ActorContext,
  { applicationId }: { applicationId: string },
): Promise<OfferedMeeting[]> {
  const { application } = await getApplication(ctx, { applicationId });
  const { personId, organisationId } = application;
  return repository.listOffered(ctx.db, { personId, organisationIds: [organisationId], now: ctx.now });
}

/** Books a place for somebody who telephones. Throws NOT_FOUND, SHIFT_FULL, SHIFT_CLOSED, OVERLAPPING_SIGNUP. */
export async function bookFor(
  ctx: ActorContext,
  { eventId, applicationId }: EventId & { applicationId: string },
): Promise<{ shiftId: string; personId: string }> {
  const { application } = await getApplication(ctx, { applicationId });
  const { personId } = application;
  const offered = (await listOfferedTo(ctx, { applicationId })).find((one) => one.eventId === eventId);
  requireAllowed(offered !== undefined);
  const { shiftId, title, startAt, timeZone, organisationId } = offered;
  await assign(ctx, { shiftId, personId });
  await notify(ctx, [
    {
      ...{ personId, eventId, shiftId, organisationId, kind: 'recruiting_booked', key: `booked ${shiftId}` },
      facts: { title, startAt: startAt.toISOString(), timeZone },
    },
  ]);
  return { shiftId, personId };
}

/** Records that somebody was there: the talk has taken place, the training is done. Throws NOT_FOUND. */
export async function recordAttendance(ctx: ActorContext, { eventId, personId }: GuestId): Promise<void> {
  const { meeting, guests } = await getMeeting(ctx, { eventId });
  requireAllowed(meeting.startAt <= ctx.now && guests.some((guest) => guest.personId === personId));
  const kind = meeting.qualificationKind;
  const grantedOn = wallTime(meeting.startAt, meeting.timeZone).date;
  await withTransaction(ctx.db, (db) => grantQualification({ ...ctx, db }, { personId, kind, grantedOn }));
}

/** One's own: what the open applications invite to. */
export function listMyMeetings(ctx: ActorContext): Promise<OfferedMeeting[]> {
  return repository.listOffered(ctx.db, { personId: ctx.actor.id, now: ctx.now });
}

/** Books a place for oneself. Throws NOT_FOUND, SHIFT_FULL, OVERLAPPING_SIGNUP. */
export async function book(ctx: ActorContext, { eventId }: EventId): Promise<{ shiftId: string }> {
  const offered = (await listMyMeetings(ctx)).find((one) => one.eventId === eventId);
  requireAllowed(offered !== undefined);
  await takeInvitedPlace(ctx, offered);
  return { shiftId: offered.shiftId };
}
