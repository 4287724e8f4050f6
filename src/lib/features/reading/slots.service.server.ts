import { DomainError } from '#lib/errors/domain-error.ts';
import { isWithinWindows, type Room } from '#lib/features/rooms/room.ts';
import { listRooms } from '#lib/features/rooms/service.server.ts';
import { createSeriesSchema } from '#lib/features/series/schema.ts';
import { previewRule } from '#lib/features/series/service.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { addDays, type PlainDate, type Weekday } from '#lib/time/date.ts';
import { findMentorConflict, findRoomConflict } from './conflicts.repository.server.ts';
import type { PairSlot } from './pair.ts';
import type { SlotWish } from './schema.ts';
import { NEUTRAL_TITLE, type ReadingSchool } from './school.ts';

/** A regular engagement of the mentor shows within so many days: one date later is no reason to refuse. */
const CONFLICT_DAYS = 56;

type Served = Pick<ReadingSchool, 'schoolId' | 'projectId'>;
type Hours = Pick<PairSlot, 'weekday' | 'startTime' | 'endTime' | 'roomId' | 'room'> & { firstOn: PlainDate };

/** The weekly hours of a lesson as a series: without school holidays, public holidays and the school's closing days. */
export function seriesOf({ schoolId, projectId }: Served, { roomId, room, firstOn, ...slot }: Hours) {
  return createSeriesSchema.parse({
    projectId,
    title: NEUTRAL_TITLE,
    weekdays: [slot.weekday],
    firstOn,
    ...{ startTime: slot.startTime, endTime: slot.endTime },
    venueId: schoolId,
    roomId: roomId ?? '',
    room: room ?? '',
    onSchoolHolidays: 'skip',
    onPublicHolidays: 'skip',
    onClosingDays: 'skip',
    shifts: [{ role: 'reader', minPlaces: 1, maxPlaces: 1, requirements: ['record_inspection'] }],
    publish: true,
  });
}

/**
 * A lesson that can be had, and the day of its second hour: the school gives the room then, nobody else has it, and the mentor has no other date. Each
 * refusal names what stands in the way: INVALID_INPUT for a room of another house, ROOM_CLOSED outside the room's hours
 * (unless `isOutsideAgreed`), ROOM_TAKEN, MENTOR_BUSY.
 */
export async function requireSlot(
  ctx: ActorContext,
  school: Served,
  { mentorId, ...wish }: SlotWish & { mentorId: string },
): Promise<Hours & { secondOn: PlainDate }> {
  const [startTime, endTime] = wish.lesson.split('-') as [string, string];
  const room = await findRoom(ctx, school, wish.roomId);
  const weekday = wish.weekday as Weekday;
  if (room && !wish.isOutsideAgreed && !isWithinWindows(room.windows, { weekday, startTime, endTime })) {
    const windows = room.windows.filter((window) => window.weekday === weekday);
    throw new DomainError('ROOM_CLOSED', { field: 'roomId', room: room.name, weekday, windows });
  }
  const hours = {
    ...{ weekday, startTime, endTime, firstOn: wish.firstOn },
    ...{ roomId: room?.id ?? null, room: room?.name ?? null },
  };
  const { dates } = await previewRule(ctx, seriesOf(school, hours));
  const until = addDays(wish.firstOn, CONFLICT_DAYS);
  const conflict = await findMentorConflict(ctx.db, {
    personId: mentorId,
    venueId: school.schoolId,
    times: dates.filter(({ on, startAt }) => on < until && startAt > ctx.now),
  });
  if (conflict) throw new DomainError('MENTOR_BUSY', { field: 'mentorId', ...conflict });
  const taken = room && (await findRoomConflict(ctx.db, { roomId: room.id, times: dates }));
  if (taken) throw new DomainError('ROOM_TAKEN', taken);
  const [first, second] = dates;
  return { ...hours, secondOn: (second ?? first)?.on ?? wish.firstOn };
}

/** Whether somebody else has the room by now. */
export async function isRoomTaken(ctx: Context, school: Served, hours: Hours): Promise<boolean> {
  if (!hours.roomId) return false;
  const { dates } = await previewRule(ctx, seriesOf(school, hours));
  return (await findRoomConflict(ctx.db, { roomId: hours.roomId, times: dates })) !== null;
}

async function findRoom(ctx: ActorContext, { schoolId }: Served, roomId: string): Promise<Room | null> {
  if (!roomId) return null;
  const { rooms } = await listRooms(ctx, { organisationId: schoolId });
  const room = rooms.find(({ id }) => id === roomId);
  if (!room) throw new DomainError('INVALID_INPUT', { field: 'roomId' });
  return room;
}
