import { DomainError, domainErrorOf } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { cancelEvent } from '#lib/features/scheduling/cancellation.service.server.ts';
import { updateEvent } from '#lib/features/scheduling/event-changes.service.server.ts';
import type { ShiftInput } from '#lib/features/scheduling/events.schema.ts';
import { createEvent, deleteEvent } from '#lib/features/scheduling/events.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { minutesBetween } from '#lib/time/range.ts';
import { instantOf, wallTime } from '#lib/time/zone.ts';
import {
  CHILDREN_REQUIREMENT,
  type PlannedWeek,
  type Room,
  type Session,
  sessionFields,
  type SessionRole,
} from './history-week.ts';
import type { SessionFields, UpdateSession } from './schema.ts';
import {
  inNameOfOffice,
  loadPlan,
  requireDayOf,
  requireOpenSession,
  requireOpenWeek,
} from './service.server.ts';
import * as repository from './sessions.repository.server.ts';

type EventId = { eventId: string };

/**
 * Plans a session as a draft. Throws NOT_FOUND, SHIFT_CLOSED, OUTSIDE_WEEK, ROOM_TAKEN, INVALID_INPUT on a time
 * that the clock skips.
 */
export async function createSession(
  ctx: ActorContext,
  { projectId, ...fields }: SessionFields & { projectId: string },
): Promise<EventId> {
  const { week, side } = await requireOpenWeek(ctx, { projectId });
  requireDayOf(week, fields.date);
  const { rooms } = await loadPlan(ctx, week, side);
  return withTransaction(ctx.db, (db) => insertSession({ ...ctx, db }, week, rooms, fields));
}

/** Writes a session and its room, in the caller's transaction; what the form does not ask for as in `like`. */
export async function insertSession(
  tx: ActorContext,
  week: PlannedWeek,
  rooms: Room[],
  fields: SessionFields,
  like: Session | null = null,
): Promise<EventId> {
  const room = findRoom(rooms, fields.roomId);
  const { eventId } = await createEvent(inNameOfOffice(tx, week), {
    projectId: week.projectId,
    publish: false,
    ...eventFields(week, room, fields, like),
    shifts: shiftsOf(fields, like?.roles ?? []).map((shift) => ({ ...shift, id: '' })),
  });
  if (room) await takeRoom(tx, eventId, room, timesOf(week, fields));
  return { eventId };
}

/**
 * Saves what was changed about a session. Throws as `createSession`, CHANGED_MEANWHILE, PLACES_TAKEN, STILL_IN_USE
 * for a role that people have, PARTICIPANT_BUSY, MOVE_CONFLICTS.
 */
export async function updateSession(ctx: ActorContext, input: UpdateSession): Promise<{ version: number }> {
  const { eventId, version, ...fields } = input;
  const { week, side } = await requireOpenSession(ctx, { eventId });
  requireDayOf(week, fields.date);
  const { rooms, sessions } = await loadPlan(ctx, week, side);
  const session = sessions.find(({ id }) => id === eventId);
  requireAllowed(session !== undefined);
  const room = findRoom(rooms, fields.roomId);
  const times = timesOf(week, fields);
  return movingGuests(ctx, { eventId, ...times }, async (tx) => {
    // Out of the old room first: it may be taken at the new time.
    await repository.setRoom(tx.db, eventId, null);
    const saved = await updateEvent(inNameOfOffice(tx, week), {
      ...{ eventId, version },
      ...eventFields(week, room, fields, session),
      shifts: shiftsOf(fields, session.roles),
    });
    if (room) await takeRoom(tx, eventId, room, times);
    return { version: saved.version };
  });
}

/** Moves a session to another day or time, with its length, room and people. Throws as `updateSession`. */
export async function moveSession(
  ctx: ActorContext,
  { eventId, date, startTime }: EventId & { date: PlainDate; startTime: string },
): Promise<{ previous: { date: PlainDate; startTime: string } }> {
  const { week, side } = await requireOpenSession(ctx, { eventId });
  const { sessions } = await loadPlan(ctx, week, side);
  const session = sessions.find(({ id }) => id === eventId);
  requireAllowed(session !== undefined);
  const start = startTime || session.startTime;
  const endAt = new Date(
    instantOf(date, start, week.timeZone).getTime() + minutesBetween(session.startAt, session.endAt) * 60_000,
  );
  const end = wallTime(endAt, week.timeZone);
  if (end.date !== date) throw new DomainError('INVALID_INPUT', { field: 'startTime' });
  await updateSession(ctx, {
    ...sessionFields(session),
    ...{ eventId, date },
    version: session.version,
    startTime: start,
    endTime: end.time,
  });
  return { previous: { date: session.date, startTime: session.startTime } };
}

/** Plans the same session again on other days, without the people and as drafts. Throws as `createSession`. */
export async function copySession(
  ctx: ActorContext,
  { eventId, dates }: EventId & { dates: PlainDate[] },
): Promise<{ copies: number }> {
  const { week, side } = await requireOpenSession(ctx, { eventId });
  const { sessions, rooms } = await loadPlan(ctx, week, side);
  const session = sessions.find(({ id }) => id === eventId);
  requireAllowed(session !== undefined);
  const days = [...new Set(dates)];
  for (const date of days) requireDayOf(week, date);
  await withTransaction(ctx.db, async (db) => {
    for (const date of days) {
      await insertSession({ ...ctx, db }, week, rooms, { ...sessionFields(session), date }, session);
    }
  });
  return { copies: days.length };
}

/** Calls a session off; only its own people are told. Throws NOT_FOUND, SHIFT_CLOSED once it is over. */
export async function cancelSession(ctx: ActorContext, input: EventId & { reason: string }) {
  const { week } = await requireOpenSession(ctx, input);
  return cancelEvent(inNameOfOffice(ctx, week), input);
}

/** Deletes a draft at which nobody ever had a place. Throws NOT_FOUND, STILL_IN_USE. */
export async function deleteSession(ctx: ActorContext, { eventId }: EventId): Promise<{ projectId: string }> {
  const { week } = await requireOpenSession(ctx, { eventId });
  return deleteEvent(inNameOfOffice(ctx, week), { eventId });
}

function findRoom(rooms: Room[], roomId: string): Room | null {
  if (!roomId) return null;
  const room = rooms.find(({ id }) => id === roomId);
  requireAllowed(room !== undefined);
  return room;
}

function timesOf(week: PlannedWeek, { date, startTime, endTime }: SessionFields) {
  return {
    startAt: instantOf(date, startTime, week.timeZone),
    endAt: instantOf(date, endTime, week.timeZone),
  };
}

/** A session as scheduling takes it; a place that is no house of the week stays as it is. */
function eventFields(week: PlannedWeek, room: Room | null, fields: SessionFields, before: Session | null) {
  if (fields.venueId) requireAllowed(week.houses.some(({ id }) => id === fields.venueId));
  const isElsewhere = before?.venueId === null && !fields.venueId && !room;
  const venueId = isElsewhere ? '' : (room?.houseId ?? (fields.venueId || week.houses[0]?.id) ?? '');
  return {
    title: fields.title,
    date: fields.date,
    startTime: fields.startTime,
    endTime: fields.endTime,
    endDate: '',
    venueId,
    placeName: isElsewhere ? before.placeName : venueId ? '' : week.organisationName,
    street: (isElsewhere && before.street) || '',
    postalCode: (isElsewhere && before.postalCode) || '',
    room: room?.name ?? fields.room,
    isStepFree: before?.isStepFree ?? false,
    accessNote: before?.accessNote ?? '',
    note: fields.note,
  };
}

/** The roles with places as shifts: those that are there keep who they are and what else is known of them. */
function shiftsOf(fields: SessionFields, before: SessionRole[]): ShiftInput[] {
  const wanted = new Map(fields.roles.map((role) => [role.role, role]));
  const kept = before.flatMap((shift): ShiftInput[] => {
    const isFirst = before.find(({ role }) => role === shift.role) === shift;
    const want = wanted.get(shift.role);
    if (isFirst && (!want || want.max === 0)) return [];
    const { min, max } = isFirst && want ? want : shift;
    return [shiftInput(shift.role, min, max, requirementsOf(fields, shift.requirements), shift)];
  });
  const added = fields.roles.filter(
    ({ role, max }) => max > 0 && !before.some((shift) => shift.role === role),
  );
  return [
    ...kept,
    ...added.map(({ role, min, max }) => shiftInput(role, min, max, requirementsOf(fields, []))),
  ];
}

function requirementsOf({ withChildren }: SessionFields, before: string[]): string[] {
  const others = before.filter((kind) => kind !== CHILDREN_REQUIREMENT);
  return withChildren ? [...others, CHILDREN_REQUIREMENT] : others;
}

function shiftInput(
  role: ShiftInput['role'],
  minPlaces: number,
  maxPlaces: number,
  requirements: string[],
  shift?: SessionRole,
): ShiftInput {
  return {
    id: shift?.shiftId ?? '',
    ...{ role, minPlaces, maxPlaces },
    label: shift?.label ?? '',
    requirements: requirements as ShiftInput['requirements'],
    language: (shift?.language ?? '') as ShiftInput['language'],
    note: shift?.note ?? '',
  };
}

/** Takes a room, or says what is there. */
async function takeRoom(
  tx: ActorContext,
  eventId: string,
  room: Room,
  times: { startAt: Date; endAt: Date },
): Promise<void> {
  const booking = await repository.findRoomBooking(tx.db, {
    roomId: room.id,
    ...times,
    exceptEventId: eventId,
  });
  if (booking) throw new DomainError('ROOM_TAKEN', { field: 'roomId', ...booking });
  try {
    await repository.setRoom(tx.db, eventId, room.id);
  } catch (error) {
    if (brokenConstraint(error) === 'event_room_is_free')
      throw new DomainError('ROOM_TAKEN', { field: 'roomId' });
    throw error;
  }
}

/** A transaction in which a session moves; a resident who is elsewhere then is named. */
async function movingGuests<T>(
  ctx: ActorContext,
  move: { eventId: string; startAt: Date; endAt: Date },
  work: (tx: ActorContext) => Promise<T>,
): Promise<T> {
  try {
    return await withTransaction(ctx.db, (db) => work({ ...ctx, db }));
  } catch (error) {
    if (domainErrorOf(error)?.code !== 'PARTICIPANT_BUSY') throw error;
    throw new DomainError('PARTICIPANT_BUSY', { ...(await repository.findBusyGuest(ctx.db, move)) });
  }
}
