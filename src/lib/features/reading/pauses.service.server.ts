import { DomainError } from '#lib/errors/domain-error.ts';
import { type PauseReason, stepsFrom } from '#lib/features/matching/pair-life.ts';
import { bringBackDates, callOffDates } from '#lib/features/series/dates.service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import * as dates from './dates.repository.server.ts';
import * as repository from './pairs.repository.server.ts';
import { requirePair } from './pairs.service.server.ts';
import { record } from './schools.service.server.ts';

type PairId = { pairId: string };

/** Illness, holiday: the hours until then fall away. By the office or the school. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function pausePair(
  ctx: ActorContext,
  { pairId, reason, until }: PairId & { reason: PauseReason; until: PlainDate | '' },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    const paused = await repository.updateIn(db, pairId, stepsFrom.pause, {
      ...{ pausedAt: ctx.now, pausedBy: ctx.actor.id, pauseReason: reason, pausedUntil: until || null },
    });
    if (!paused) throw new DomainError('CHANGED_MEANWHILE');
    const eventIds = await dates.listAhead(db, pairId, { now: ctx.now, until: until || null });
    await callOffDates(tx, { seriesId: pair.seriesId!, eventIds, reason: m.reading_pause() });
    await record(tx, 'reading_pair_paused', pair, { pairId });
  });
}

/** The pause is over: the hours ahead take place again. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function resumePair(ctx: ActorContext, { pairId }: PairId): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const pair = await requirePair(tx, pairId);
    const resumed = await repository.updateIn(db, pairId, stepsFrom.resume, {
      ...{ pausedAt: null, pausedBy: null, pauseReason: null, pausedUntil: null },
    });
    if (!resumed) throw new DomainError('CHANGED_MEANWHILE');
    const eventIds = await dates.listCalledOff(db, pairId, { now: ctx.now, since: pair.pausedAt! });
    await bringBackDates(tx, { seriesId: pair.seriesId!, eventIds });
    await record(tx, 'reading_pair_resumed', pair, { pairId });
  });
}
