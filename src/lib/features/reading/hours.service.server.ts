import { DomainError } from '#lib/errors/domain-error.ts';
import { hostedOrganisationIds } from '#lib/features/scheduling/events.policy.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import * as repository from './dates.repository.server.ts';
import { type Pair, pairState } from './pair.ts';
import * as pairs from './pairs.repository.server.ts';
import { getPair } from './pairs.service.server.ts';
import { record } from './schools.service.server.ts';
import type { ReadingDate, RecordedOutcome, TodayDate } from './session.ts';

type Hour = { pairId: string; onDate: PlainDate };

/** Today's reading hours at one's schools, by time; those where somebody is missing first. */
export async function listToday(ctx: ActorContext): Promise<TodayDate[]> {
  const today = wallTime(ctx.now).date;
  const window = { from: startOfDay(today), to: startOfDay(addDays(today, 1)) };
  const hours = await repository.listToday(ctx.db, hostedOrganisationIds(ctx.actor), window);
  const isMissed = (hour: TodayDate) => hour.outcome === 'cancelled_mentor' && hour.endAt > ctx.now;
  return [...hours.filter(isMissed), ...hours.filter((hour) => !isMissed(hour))];
}

/** Days around today that a pair's page shows. */
const DAYS_BACK = 84;
const DAYS_AHEAD = 42;

/** The hours of a pair around today, earliest first. Throws NOT_FOUND. */
export async function listHours(ctx: ActorContext, { pairId }: { pairId: string }): Promise<ReadingDate[]> {
  await getPair(ctx, { pairId });
  const today = wallTime(ctx.now).date;
  const window = { from: startOfDay(addDays(today, -DAYS_BACK)), to: startOfDay(addDays(today, DAYS_AHEAD)) };
  return repository.listDates(ctx.db, [pairId], window);
}

/**
 * Records or corrects what became of an hour; null takes it back. By the school and the office. Throws NOT_FOUND,
 * SHIFT_CLOSED (`not_begun`) for a "held" that lies ahead.
 */
export async function recordOutcome(
  ctx: ActorContext,
  { pairId, onDate, outcome }: Hour & { outcome: RecordedOutcome | null },
): Promise<void> {
  await save(ctx, await getPair(ctx, { pairId }), onDate, outcome);
}

/** The mentor's one tap: the hour took place. Throws as `recordOutcome`, and NOT_FOUND for another's pair. */
export async function confirmHeld(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  await save(ctx, await getOwnPair(ctx, { pairId }), onDate, 'held');
}

/** Takes the tap back. What somebody else has recorded stays. Throws NOT_FOUND. */
export async function undoHeld(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  const pair = await getOwnPair(ctx, { pairId });
  const hour = await repository.findDate(ctx.db, pairId, onDate);
  requireAllowed(hour !== null);
  if (hour.outcome === 'held') await save(ctx, pair, onDate, null);
}

/** A running pair of the signed-in mentor. Throws NOT_FOUND, also the day after it is over. */
export async function getOwnPair(ctx: ActorContext, { pairId }: { pairId: string }): Promise<Pair> {
  const today = wallTime(ctx.now).date;
  const pair = await pairs.findPair(ctx.db, pairId, { today });
  requireAllowed(pair !== null && pair.mentorId === ctx.actor.id && pairState(pair, today) !== 'ended');
  return pair;
}

async function save(
  ctx: ActorContext,
  pair: Pair,
  onDate: PlainDate,
  outcome: RecordedOutcome | null,
): Promise<void> {
  await withTransaction(ctx.db, async (db) => {
    const hour = await repository.findDate(db, pair.id, onDate);
    requireAllowed(hour !== null);
    if (outcome === 'held' && hour.startAt > ctx.now) {
      throw new DomainError('SHIFT_CLOSED', { reason: 'not_begun' });
    }
    await saveOutcome({ ...ctx, db }, pair, onDate, outcome);
    const details = { outcome };
    await record({ ...ctx, db }, 'reading_hour_recorded', pair, {
      pairId: pair.id,
      eventId: hour.eventId,
      details,
    });
  });
}

/** Writes the outcome of one hour, or deletes it; the event is the caller's. */
export async function saveOutcome(
  ctx: ActorContext,
  pair: Pair,
  onDate: PlainDate,
  outcome: RecordedOutcome | null,
): Promise<void> {
  if (outcome === null) return repository.deleteSession(ctx.db, pair.id, onDate);
  const { id: pairId, schoolId, organisationId } = pair;
  const by = { recordedAt: ctx.now, recordedBy: ctx.actor.id };
  await repository.saveSession(ctx.db, { ...{ pairId, onDate, schoolId, organisationId, outcome }, ...by });
}
