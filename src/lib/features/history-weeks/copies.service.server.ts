import { DomainError } from '#lib/errors/domain-error.ts';
import type { DayOff } from '#lib/features/days-off/day-off.ts';
import { dayOffCalendars } from '#lib/features/days-off/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays, daysBetween, type PlainDate } from '#lib/time/date.ts';
import { instantOf } from '#lib/time/zone.ts';
import { type PlannedWeek, type Room, sessionFields, weekDays } from './history-week.ts';
import * as repository from './repository.server.ts';
import type { CopyWeek, SessionFields } from './schema.ts';
import { findMyWeek, loadPlan, record, requireDayOf, requireWeek } from './service.server.ts';
import { insertSession } from './sessions.service.server.ts';
import { findRoomBooking } from './sessions.repository.server.ts';

/** What a copy of a week from `firstOn` on would be, and which of its days are off. Throws NOT_FOUND. */
export async function previewCopy(
  ctx: ActorContext,
  { projectId, firstOn }: { projectId: string; firstOn: PlainDate },
): Promise<{
  lastOn: PlainDate;
  sessions: number;
  daysOff: { date: PlainDate; reasons: DayOff[] }[];
}> {
  const { week, side } = await requireWeek(ctx, { projectId });
  const { sessions } = await loadPlan(ctx, week, side);
  const lastOn = addDays(firstOn, daysBetween(week.days.firstOn, week.days.lastOn));
  const houseId = week.houses[0]?.id ?? null;
  const calendar = (await dayOffCalendars(ctx, { venueIds: [houseId], from: firstOn, to: lastOn }))(houseId);
  return {
    lastOn,
    sessions: sessions.filter((session) => !session.cancelledAt).length,
    daysOff: weekDays({ firstOn, lastOn })
      .map((date) => ({ date, reasons: calendar(date) }))
      .filter(({ reasons }) => reasons.length > 0),
  };
}

/**
 * Plans a week again: sessions at the same wall time, roles and rooms, without people, as drafts; into a new project
 * or into one that has none yet. A room that is taken then stays in words only. Throws NOT_FOUND, SHIFT_CLOSED,
 * OUTSIDE_WEEK when the week it goes into has other days.
 */
export async function copyWeek(
  ctx: ActorContext,
  { fromProjectId, intoProjectId, firstOn }: CopyWeek,
): Promise<{ projectId: string; sessions: number; roomsTaken: number }> {
  const { week: from, side } = await requireWeek(ctx, { projectId: fromProjectId });
  const { sessions, rooms } = await loadPlan(ctx, from, side);
  const offset = daysBetween(from.days.firstOn, firstOn);
  const open = sessions.filter((session) => !session.cancelledAt);
  return withTransaction(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const into = await weekToFill(tx, from, intoProjectId, firstOn);
    let roomsTaken = 0;
    for (const session of open) {
      const moved = { ...sessionFields(session), date: addDays(session.date, offset) };
      requireDayOf(into, moved.date);
      const fields = await withFreeRoom(tx, into, rooms, moved);
      if (fields.roomId !== moved.roomId) roomsTaken++;
      await insertSession(tx, into, rooms, fields, session);
    }
    await record(tx, 'history_week_copied', into);
    return { projectId: into.projectId, sessions: open.length, roomsTaken };
  });
}

/** The week that the copy goes into, set up for the new days. */
async function weekToFill(
  tx: ActorContext,
  from: PlannedWeek,
  intoProjectId: string,
  firstOn: PlainDate,
): Promise<PlannedWeek> {
  const created = { createdAt: tx.now, createdBy: tx.actor.id };
  const projectId = intoProjectId || (await repository.insertProjectLike(tx.db, from.projectId, created));
  const { week } = await findMyWeek(tx, { projectId });
  if (week.isClosed) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  if (!week.days) {
    await repository.putWeek(tx.db, {
      ...{ projectId, firstOn, copiedFrom: from.projectId },
      lastOn: addDays(firstOn, daysBetween(from.days.firstOn, from.days.lastOn)),
      witnessSessionsPerDay: from.days.witnessSessionsPerDay,
      ...created,
    });
    for (const house of from.houses) await repository.addHost(tx.db, projectId, house.id);
  }
  return (await requireWeek(tx, { projectId })).week;
}

async function withFreeRoom(
  tx: ActorContext,
  week: PlannedWeek,
  rooms: Room[],
  fields: SessionFields,
): Promise<SessionFields> {
  if (!fields.roomId) return fields;
  const room = rooms.find(({ id }) => id === fields.roomId);
  const booking = await findRoomBooking(tx.db, {
    roomId: fields.roomId,
    startAt: instantOf(fields.date, fields.startTime, week.timeZone),
    endAt: instantOf(fields.date, fields.endTime, week.timeZone),
    exceptEventId: null,
  });
  return room && !booking ? fields : { ...fields, roomId: '', room: room?.name ?? '' };
}
