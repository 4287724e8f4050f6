import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { Range } from '#lib/time/range.ts';
import { retryDeadlock } from './deadlock.ts';
import { changedFields, type MoveConflict, movedShift } from './event.ts';
import { canPlanEvent } from './events.policy.ts';
import * as repository from './events.repository.server.ts';
import type { ShiftInput, UpdateEvent } from './events.schema.ts';
import { eventColumns, lockPlanned, record, shiftColumns } from './events.service.server.ts';
import { listMoveConflicts } from './moves.repository.server.ts';

type Move = { eventId: string } & Range;

/** Who has a place and could not come to the new time. Throws NOT_FOUND. */
export async function moveConflicts(ctx: ActorContext, move: Move): Promise<{ people: MoveConflict[] }> {
  const found = await repository.findEventWithShifts(ctx.db, move.eventId);
  requireAllowed(found !== null && canPlanEvent(ctx.actor, found.event));
  const moved = found.shifts.flatMap((shift) => {
    const range = movedShift(shift, found.event, move);
    return range && !shift.cancelledAt ? [{ shiftId: shift.id, ...range }] : [];
  });
  return { people: await listMoveConflicts(ctx.db, move.eventId, moved) };
}

/**
 * Moves or resizes a date together with its shifts. Throws NOT_FOUND, CHANGED_MEANWHILE, SHIFT_CLOSED when it is
 * over or was called off, MOVE_CONFLICTS, INVALID_INPUT when a shift would have no time left.
 */
export function moveEvent(
  ctx: ActorContext,
  { eventId, version, startAt, endAt }: Move & { version: number },
): Promise<{ version: number; previous: Range }> {
  if (startAt >= endAt) throw new DomainError('INVALID_INPUT', { field: 'endTime' });
  return changing(ctx, { eventId, startAt, endAt }, async (tx) => {
    const { event, shifts } = await lockForChange(tx, eventId, version);
    const previous = { startAt: event.startAt, endAt: event.endAt };
    const next = await repository.updateEvent(
      tx.db,
      eventId,
      { startAt, endAt, ...detached(event, ctx.now) },
      ctx.now,
    );
    for (const shift of shifts)
      await repository.updateShift(tx.db, shift.id, moved(shift, event, { startAt, endAt }));
    await repository.judgeConflicts(tx.db);
    await record(tx, 'event_changed', event, { fields: changedFields(previous, { startAt, endAt }) });
    return { version: next, previous };
  });
}

/**
 * Saves what was changed about a date and its shifts; more places move the waiting list up. Throws as `moveEvent`,
 * PLACES_TAKEN (`details.index` names the shift), STILL_IN_USE for a shift that people had and that was left out.
 */
export async function updateEvent(
  ctx: ActorContext,
  { eventId, version, ...fields }: UpdateEvent,
): Promise<{ version: number; movedUp: number }> {
  const found = await repository.findEvent(ctx.db, eventId);
  requireAllowed(found !== null && canPlanEvent(ctx.actor, found));
  const columns = await eventColumns(ctx, found.organisationId, fields);
  return changing(ctx, { eventId, ...columns }, async (tx) => {
    const { event, shifts } = await lockForChange(tx, eventId, version);
    const roomId = columns.venueId === event.venueId ? event.roomId : null;
    const next = await repository.updateEvent(
      tx.db,
      eventId,
      { ...columns, roomId, ...detached(event, ctx.now) },
      ctx.now,
    );
    const isShiftChanged = await saveShifts(tx, event, columns, shifts, fields.shifts);
    await repository.judgeConflicts(tx.db);
    let movedUp = 0;
    for (const shift of shifts.filter((one) => one.waitingCount > 0)) {
      movedUp += await repository.moveUp(tx.db, shift.id, ctx.actor.id, ctx.now);
    }
    const changed = changedFields<Record<string, unknown>>(event, columns);
    if (isShiftChanged) changed.push('shifts');
    if (changed.length > 0) await record(tx, 'event_changed', event, { fields: changed });
    return { version: next, movedUp };
  });
}

/** Writes the shifts of the form. Those called off are not in it and stay as they are. */
async function saveShifts(
  tx: ActorContext,
  event: repository.EventRow,
  after: Range,
  before: repository.ShiftRow[],
  wanted: ShiftInput[],
): Promise<boolean> {
  const open = before.filter((shift) => !shift.cancelledAt);
  let isChanged = false;
  for (const shift of open.filter((one) => !wanted.some((want) => want.id === one.id))) {
    if (await repository.hasSignups(tx.db, { shiftId: shift.id })) throw new DomainError('STILL_IN_USE');
    await repository.deleteShift(tx.db, shift.id);
    isChanged = true;
  }
  for (const shift of before.filter((one) => one.cancelledAt)) {
    await repository.updateShift(tx.db, shift.id, moved(shift, event, after));
  }
  for (const [index, want] of wanted.entries()) {
    const columns = shiftColumns(want);
    const shift = open.find((one) => one.id === want.id);
    if (!shift) {
      requireAllowed(want.id === '');
      await repository.insertShifts(tx.db, [
        { eventId: event.id, startAt: after.startAt, endAt: after.endAt, ...columns },
      ]);
      isChanged = true;
      continue;
    }
    if (columns.maxPlaces < shift.takenPlaces) {
      throw new DomainError('PLACES_TAKEN', { taken: shift.takenPlaces, index });
    }
    const { requirements, ...plain } = columns;
    isChanged ||=
      changedFields<Record<string, unknown>>(shift, plain).length > 0 ||
      requirements.join() !== shift.requirements.join();
    await repository.updateShift(tx.db, shift.id, { ...columns, ...moved(shift, event, after) });
  }
  return isChanged;
}

/** A date of a series that is changed on its own no longer follows the series. */
function detached(event: repository.EventRow, now: Date): { detachedAt?: Date } {
  return event.seriesId ? { detachedAt: now } : {};
}

function moved(shift: Range, before: Range, after: Range): Range {
  const range = movedShift(shift, before, after);
  if (!range) throw new DomainError('INVALID_INPUT', { field: 'endTime' });
  return range;
}

async function lockForChange(tx: ActorContext, eventId: string, version: number) {
  const found = await lockPlanned(tx, eventId);
  if (found.event.version !== version) throw new DomainError('CHANGED_MEANWHILE');
  if (found.event.cancelledAt) throw new DomainError('SHIFT_CLOSED', { reason: 'cancelled' });
  if (found.event.endAt <= tx.now) throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
  return found;
}

/** A transaction in which several shifts of one person may move; who would be in two places is counted. */
async function changing<T>(
  ctx: ActorContext,
  move: Move,
  work: (tx: ActorContext) => Promise<T>,
): Promise<T> {
  try {
    return await retryDeadlock(() =>
      withTransaction(ctx.db, async (db) => {
        await repository.deferConflicts(db);
        return work({ ...ctx, db });
      }),
    );
  } catch (error) {
    const broken = brokenConstraint(error);
    if (broken === 'event_room_is_free') throw new DomainError('ROOM_TAKEN');
    if (broken === 'session_participant_no_overlap') throw new DomainError('PARTICIPANT_BUSY');
    if (broken !== 'signup_no_overlap' && broken !== 'signup_time_to_travel') throw error;
    const { people } = await moveConflicts(ctx, move);
    throw new DomainError('MOVE_CONFLICTS', { people: Math.max(1, people.length) });
  }
}
