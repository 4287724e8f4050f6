import { DomainError } from '#lib/errors/domain-error.ts';
import { notify, notifyOrCall } from '#lib/features/messaging/service.server.ts';
import { settleNotices } from '#lib/features/messaging/settle.service.server.ts';
import { cancelSignup, unassign, undoCancellation } from '#lib/features/scheduling/signups.service.server.ts';
import { bringBackDates, callOffDates } from '#lib/features/series/dates.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import * as dates from './dates.repository.server.ts';
import { requireOwnPair, saveOutcome } from './hours.service.server.ts';
import { tellSchool } from './mentor-changes.service.server.ts';
import { absenceName } from './names.ts';
import type { Pair } from './pair.ts';
import { requirePair } from './pairs.service.server.ts';
import type { CallOff } from './schema.ts';
import { listContactIds } from './schools.repository.server.ts';
import { record } from './schools.service.server.ts';
import { ABSENT_DAYS_AT_MOST, CALL_AFTER_MINUTES } from './session.ts';
import { NEUTRAL_TITLE } from './school.ts';

type Hour = { pairId: string; onDate: PlainDate };
type Days = Hour & { until: PlainDate | '' };

/**
 * The child is away: the hours from that day to `until` fall out, their rooms are free at once, and the mentor is
 * told; if she does not read it within half an hour, the office is asked to telephone. By the school or the office.
 * Repeating it changes nothing. Throws NOT_FOUND, SHIFT_CLOSED when there is no such hour ahead.
 */
export async function callOff(ctx: ActorContext, input: CallOff): Promise<{ hours: number }> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, input.pairId);
    const ahead = await listAhead(tx, input);
    if (ahead.length === 0) throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
    const hours = ahead.filter(({ isCancelled }) => !isCancelled);
    if (hours.length === 0) return { hours: 0 };
    const reason = absenceName(input.reason);
    await callOffDates(tx, { seriesId: pair.seriesId!, eventIds: hours.map((one) => one.eventId), reason });
    for (const { onDate } of hours) await saveOutcome(tx, pair, onDate, 'cancelled_school');
    const title = NEUTRAL_TITLE;
    await notifyOrCall(
      tx,
      {
        personId: pair.mentorId,
        kind: 'reading_called_off',
        facts: {
          school: pair.schoolName,
          reason: input.reason,
          dates: hours.map(({ startAt }) => startAt.toISOString()),
        },
        organisationId: pair.organisationId,
        eventId: hours[0]!.eventId,
      },
      { minutes: CALL_AFTER_MINUTES, title },
    );
    await record(tx, 'reading_called_off', pair, { pairId: pair.id, eventId: hours[0]!.eventId });
    return { hours: hours.length };
  });
}

/**
 * The child is there after all: the hours take place again, with the mentor if she is still free. Throws NOT_FOUND,
 * UNDO_TOO_LATE when none could be had back, because it has begun or the room is taken by now.
 */
export async function undoCallOff(ctx: ActorContext, input: Days): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, input.pairId);
    const cancelled = (await listAhead(tx, input)).filter(({ isCancelled }) => isCancelled);
    const eventIds = cancelled.map(({ eventId }) => eventId);
    const restored = await bringBackDates(tx, { seriesId: pair.seriesId!, eventIds });
    if (restored.length === 0) throw new DomainError('UNDO_TOO_LATE');
    const hours = cancelled.filter(({ eventId }) => restored.includes(eventId));
    for (const { onDate } of hours) await saveOutcome(tx, pair, onDate, null);
    const personIds = [pair.mentorId];
    await settleNotices(tx, {
      personIds,
      eventIds: restored,
      kind: 'reading_called_off',
      outcome: 'settled',
    });
    await notify(tx, [
      {
        personId: pair.mentorId,
        kind: 'reading_takes_place',
        facts: { school: pair.schoolName, dates: hours.map(({ startAt }) => startAt.toISOString()) },
        organisationId: pair.organisationId,
        eventId: hours[0]!.eventId,
      },
    ]);
    await record(tx, 'reading_called_off_undone', pair, { pairId: pair.id, eventId: hours[0]!.eventId });
  });
}

/** Somebody has telephoned the mentor: nobody else has to. By the school or the office. Throws NOT_FOUND. */
export async function markReached(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    const hour = await dates.findDate(db, pairId, onDate);
    requireAllowed(hour !== null);
    await settleNotices(tx, {
      personIds: [pair.mentorId],
      eventIds: [hour.eventId],
      kind: 'reading_called_off',
      outcome: 'reached',
    });
  });
}

/**
 * The mentor cannot come: her place is free, and the school is told at once. By herself, or by the office for her.
 * Throws NOT_FOUND, SHIFT_CLOSED once it has begun.
 */
export async function reportAway(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { pair, isOwn } = await requireOwnOrServed(tx, pairId);
    const hour = await dates.findDate(db, pairId, onDate);
    requireAllowed(hour !== null);
    if (hour.isCancelled || hour.startAt <= ctx.now)
      throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
    const { shiftId, eventId } = hour;
    if (isOwn) await cancelSignup(tx, { shiftId });
    else await unassign(tx, { shiftId, personId: pair.mentorId });
    await saveOutcome(tx, pair, onDate, 'cancelled_mentor');
    const personIds = await listContactIds(db, pair.schoolId);
    await tellSchool(tx, pair, { kind: 'reading_mentor_away', hours: [hour], personIds });
    await record(tx, 'reading_mentor_away', pair, { pairId, eventId });
  });
}

/** Takes that back within a few seconds. Throws as the undo of any place: UNDO_TOO_LATE, OVERLAPPING_SIGNUP. */
export async function undoAway(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  await asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { pair, isOwn } = await requireOwnOrServed(tx, pairId);
    const hour = await dates.findDate(db, pairId, onDate);
    requireAllowed(hour !== null);
    const { shiftId, eventId } = hour;
    await undoCancellation(tx, isOwn ? { shiftId } : { shiftId, personId: pair.mentorId });
    await saveOutcome(tx, pair, onDate, null);
    const personIds = await listContactIds(db, pair.schoolId);
    const kind = 'reading_mentor_away';
    await settleNotices(tx, { personIds, eventIds: [eventId], kind, outcome: 'settled' });
    await record(tx, 'reading_mentor_back', pair, { pairId, eventId });
  });
}

async function requireOwnOrServed(
  ctx: ActorContext,
  pairId: string,
): Promise<{ pair: Pair; isOwn: boolean }> {
  const own = await requireOwnPair(ctx, pairId).catch(() => null);
  return own ? { pair: own, isOwn: true } : { pair: await requirePair(ctx, pairId), isOwn: false };
}

function listAhead(tx: ActorContext, { pairId, onDate, until }: Days) {
  const latest = addDays(onDate, ABSENT_DAYS_AT_MOST);
  const to = until === '' || until < onDate ? onDate : until > latest ? latest : until;
  return dates.listDaysAhead(tx.db, pairId, { from: onDate, to, now: tx.now });
}
