import { DomainError } from '#lib/errors/domain-error.ts';
import { hostedOrganisationIds } from '#lib/features/scheduling/events.policy.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { startOfDay, wallTime } from '#lib/time/zone.ts';
import * as repository from './dates.repository.server.ts';
import { type Pair, pairState } from './pair.ts';
import * as pairs from './pairs.repository.server.ts';
import { requirePair } from './pairs.service.server.ts';
import { record } from './schools.service.server.ts';
import type { ReadingDate, RecordedOutcome, TodayDate } from './session.ts';

type Hour = { pairId: string; onDate: PlainDate };

/** Today's reading hours at one's schools, by time; those where somebody is missing first. */
export async function listToday(ctx: ActorContext): Promise<TodayDate[]> {
  const today = wallTime(ctx.now).date;
  const window = { from: startOfDay(today), to: startOfDay(addDays(today, 1)) };
  const schoolIds = hostedOrganisationIds(ctx.actor);
  const hours = await asActor(ctx, (db) => repository.listToday(db, schoolIds, window));
  const isMissed = (hour: TodayDate) => hour.outcome === 'cancelled_mentor' && hour.endAt > ctx.now;
  return [...hours.filter(isMissed), ...hours.filter((hour) => !isMissed(hour))];
}

/** Days around today that a pair's page shows. */
const DAYS_BACK = 84;
const DAYS_AHEAD = 42;

/** The hours of a pair around today, earliest first. Throws NOT_FOUND. */
export function listHours(ctx: ActorContext, { pairId }: { pairId: string }): Promise<ReadingDate[]> {
  const today = wallTime(ctx.now).date;
  const window = { from: startOfDay(addDays(today, -DAYS_BACK)), to: startOfDay(addDays(today, DAYS_AHEAD)) };
  return asActor(ctx, async (db) => {
    await requirePair({ ...ctx, db }, pairId);
    return repository.listDates(db, [pairId], window);
  });
}

/**
 * Records or corrects what became of an hour; null takes it back. By the school and the office. Throws NOT_FOUND,
 * SHIFT_CLOSED (`not_begun`) for a "held" that lies ahead.
 */
export function recordOutcome(
  ctx: ActorContext,
  { pairId, onDate, outcome }: Hour & { outcome: RecordedOutcome | null },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    await save(tx, await requirePair(tx, pairId), onDate, outcome);
  });
}

/** The mentor's one tap: the hour took place. Throws as `recordOutcome`, and NOT_FOUND for another's pair. */
export function confirmHeld(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    await save(tx, await requireOwnPair(tx, pairId), onDate, 'held');
  });
}

/** Takes the tap back. What somebody else has recorded stays. Throws NOT_FOUND. */
export function undoHeld(ctx: ActorContext, { pairId, onDate }: Hour): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requireOwnPair(tx, pairId);
    const hour = await repository.findDate(db, pairId, onDate);
    requireAllowed(hour !== null);
    if (hour.outcome === 'held') await save(tx, pair, onDate, null);
  });
}

/** A running pair of the signed-in mentor; inside `asActor`. Throws NOT_FOUND, also the day after it is over. */
export async function requireOwnPair(ctx: ActorContext, pairId: string): Promise<Pair> {
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
  const hour = await repository.findDate(ctx.db, pair.id, onDate);
  requireAllowed(hour !== null);
  if (outcome === 'held' && hour.startAt > ctx.now) {
    throw new DomainError('SHIFT_CLOSED', { reason: 'not_begun' });
  }
  await saveOutcome(ctx, pair, onDate, outcome);
  const about = { pairId: pair.id, eventId: hour.eventId, details: { outcome } };
  await record(ctx, 'reading_hour_recorded', pair, about);
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
