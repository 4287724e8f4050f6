import { notify, settleCallsAbout } from '#lib/features/messaging/service.server.ts';
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
 * Ends a pair, or a question, after a day (yesterday, if not said: nothing more takes place), with its dates and the mentor's
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
  if (pair.seriesId) await endSeries(ctx, { seriesId: pair.seriesId, lastOn, reason: m.reading_pair_over() });
  await settleCallsAbout(ctx, { ...pair, prefix: `reading ${pairId}` });
  const school = await findSchool(ctx.db, pair.schoolId);
  await notify(ctx, [
    {
      personId: pair.mentorId,
      organisationId: pair.organisationId,
      ...(pair.trialOn
        ? { kind: 'reading_pair_ended', facts: { school: school!.name, lastOn } }
        : // Why it comes to nothing is nobody's business.
          { kind: 'tandem_not_now', facts: {}, key: `reading free ${pairId}` }),
    },
  ]);
  await record(ctx, 'reading_pair_ended', pair, { pairId, details: { reason } });
}
