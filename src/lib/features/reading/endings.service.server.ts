import { notify } from '#lib/features/messaging/service.server.ts';
import { endSeries } from '#lib/features/series/dates.service.server.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import type { EndReason } from './pair.ts';
import * as repository from './pairs.repository.server.ts';
import { findSchool } from './schools.repository.server.ts';
import { record } from './schools.service.server.ts';

/**
 * Ends a pair after a day (yesterday, if not said: nothing more takes place), with its dates and the mentor's
 * promise; the mentor is told. To be called inside a transaction by whoever may. Repeating it changes nothing.
 */
export async function endRunningPair(
  ctx: ActorContext,
  pairId: string,
  { reason, lastOn: asked }: { reason: EndReason; lastOn?: PlainDate | undefined },
): Promise<void> {
  const pair = await repository.lockPair(ctx.db, pairId);
  if (!pair || pair.endedAt) return;
  const lastOn = asked ?? addDays(wallTime(ctx.now).date, -1);
  const end = { endedAt: ctx.now, endedBy: ctx.actor.id, endReason: reason, lastOn };
  await repository.markEnded(ctx.db, pairId, end);
  await endSeries(ctx, { seriesId: pair.seriesId, lastOn, reason: m.reading_pair_over() });
  const school = await findSchool(ctx.db, pair.schoolId);
  await notify(ctx, [
    {
      personId: pair.mentorId,
      kind: 'reading_pair_ended',
      facts: { school: school!.name, lastOn },
      organisationId: pair.organisationId,
    },
  ]);
  await record(ctx, 'reading_pair_ended', pair, { pairId, details: { reason } });
}
