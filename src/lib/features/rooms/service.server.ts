import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate, startOfWeek } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import { canKeepRooms, canSeeRooms } from './policy.ts';
import * as repository from './repository.server.ts';
import { type Booking, hourSlots, type Room, type Slot, windowsOf } from './room.ts';
import type { CreateRoom, SetLessons, UpdateRoom } from './schema.ts';

type House = { organisationId: string };
type RoomId = { roomId: string };

/** The rooms of a house with their weekly windows, and its lessons. Throws NOT_FOUND. */
export async function listRooms(
  ctx: ActorContext,
  { organisationId }: House,
): Promise<{ rooms: Room[]; lessons: Slot[] }> {
  requireAllowed(canSeeRooms(ctx.actor, organisationId));
  const [rooms, lessons] = await Promise.all([
    repository.listRooms(ctx.db, organisationId),
    repository.listLessons(ctx.db, organisationId),
  ]);
  return { rooms, lessons };
}

/** A room that one keeps, with the rows of its weekly grid. Throws NOT_FOUND. */
export async function getRoom(
  ctx: ActorContext,
  { roomId }: RoomId,
): Promise<{ room: Room & { archivedAt: Date | null }; slots: Slot[] }> {
  const room = await keptRoom(ctx, roomId);
  return { room, slots: await slotsOf(ctx, room.organisationId) };
}

/** Adds a room. Throws NOT_FOUND for a house that one does not keep, ALREADY_EXISTS on `name`. */
export async function createRoom(
  ctx: ActorContext,
  { organisationId, ticks, ...fields }: CreateRoom,
): Promise<RoomId> {
  requireAllowed(canKeepRooms(ctx.actor, organisationId));
  const windows = windowsOf(ticks, await slotsOf(ctx, organisationId));
  return withTransaction(ctx.db, async (tx) => {
    const roomId = await repository
      .insertRoom(tx, { organisationId, ...fields, createdAt: ctx.now, createdBy: ctx.actor.id })
      .catch(nameRefused);
    await repository.replaceWindows(tx, roomId, windows);
    await record({ ...ctx, db: tx }, 'room_created', organisationId, { roomId });
    return { roomId };
  });
}

/** Changes a room and when it may be used; what is planned there stays. Throws NOT_FOUND, ALREADY_EXISTS on `name`. */
export async function updateRoom(ctx: ActorContext, { roomId, ticks, ...fields }: UpdateRoom): Promise<void> {
  const { organisationId } = await keptRoom(ctx, roomId);
  const windows = windowsOf(ticks, await slotsOf(ctx, organisationId));
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateRoom(tx, roomId, fields).catch(nameRefused);
    await repository.replaceWindows(tx, roomId, windows);
    await record({ ...ctx, db: tx }, 'room_changed', organisationId, { roomId });
  });
}

/**
 * Takes a room out of use. Repeating it changes nothing. Throws NOT_FOUND, STILL_IN_USE while a date or a series has
 * it (`details`: `title` and `startAt` of the next date, if there is one).
 */
export async function archiveRoom(ctx: ActorContext, { roomId }: RoomId): Promise<void> {
  const { organisationId, archivedAt } = await keptRoom(ctx, roomId);
  if (archivedAt) return;
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateRoom(tx, roomId, { archivedAt: ctx.now, archivedBy: ctx.actor.id });
    const next = await repository.nextBooking(tx, roomId, ctx.now);
    if (next) throw new DomainError('STILL_IN_USE', next);
    if (await repository.hasRunningSeries(tx, roomId, wallTime(ctx.now).date))
      throw new DomainError('STILL_IN_USE');
    await record({ ...ctx, db: tx }, 'room_archived', organisationId, { roomId });
  });
}

/** Takes that back. Throws NOT_FOUND, ALREADY_EXISTS when another room has its name by now. */
export async function restoreRoom(ctx: ActorContext, { roomId }: RoomId): Promise<void> {
  const { organisationId } = await keptRoom(ctx, roomId);
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateRoom(tx, roomId, { archivedAt: null, archivedBy: null }).catch(nameRefused);
    await record({ ...ctx, db: tx }, 'room_restored', organisationId, { roomId });
  });
}

/** What is planned in a room in the week of a day, Monday first. Throws NOT_FOUND. */
export async function roomWeek(
  ctx: ActorContext,
  { roomId, on }: RoomId & { on: PlainDate },
): Promise<{ monday: PlainDate; bookings: Booking[] }> {
  await keptRoom(ctx, roomId);
  const monday = startOfWeek(on);
  const [from, to] = [startOfDay(monday), startOfDay(addDays(monday, 7))];
  return { monday, bookings: await repository.listBookings(ctx.db, roomId, from, to) };
}

/** Replaces the lesson times of a house; dates that are planned stay where they are. Throws NOT_FOUND. */
export async function setLessons(ctx: ActorContext, { organisationId, lessons }: SetLessons): Promise<void> {
  requireAllowed(canKeepRooms(ctx.actor, organisationId));
  await withTransaction(ctx.db, async (tx) => {
    await repository.replaceLessons(tx, organisationId, lessons);
    await record({ ...ctx, db: tx }, 'lesson_times_changed', organisationId);
  });
}

/** The rows of the weekly grid: lessons, or hours in a house that has none. */
async function slotsOf({ db }: ActorContext, organisationId: string): Promise<Slot[]> {
  const lessons = await repository.listLessons(db, organisationId);
  return lessons.length > 0 ? lessons : hourSlots;
}

async function keptRoom(ctx: ActorContext, roomId: string) {
  const room = await repository.findRoom(ctx.db, roomId);
  requireAllowed(room !== null && canKeepRooms(ctx.actor, room.organisationId));
  return room;
}

function nameRefused(error: unknown): never {
  if (brokenConstraint(error) === 'room_name') throw new DomainError('ALREADY_EXISTS', { field: 'name' });
  throw error;
}

function record(
  ctx: ActorContext,
  type: string,
  organisationId: string,
  details: Record<string, unknown> = {},
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    organisationId,
    details,
  });
}
