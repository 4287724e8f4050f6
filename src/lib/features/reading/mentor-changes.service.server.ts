import { notify } from '#lib/features/messaging/service.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import { asSystem } from '#lib/server/db/as-actor.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { listMentorChanges } from './dates.repository.server.ts';
import type { Pair } from './pair.ts';
import { findPair } from './pairs.repository.server.ts';
import { listContactIds } from './schools.repository.server.ts';

type Hour = { eventId: string; startAt: Date };

/**
 * Tells a school which hours ahead its mentor cannot come to, or comes to after all, as far as it does not know yet.
 * The background job behind `reading_place_changed` in the migrations: a mentor can give her place back in many ways,
 * and whichever it was, the child must not wait in vain.
 */
export async function tellMentorChanges(ctx: Context, { pairId }: { pairId: string }): Promise<void> {
  await asSystem(ctx.db, async (db) => {
    const pair = await findPair(db, pairId, { today: wallTime(ctx.now).date });
    if (!pair || pair.endedAt) return;
    const personIds = await listContactIds(db, pair.schoolId);
    const changes = await listMentorChanges(db, pairId, { personIds, now: ctx.now });
    for (const kind of ['reading_mentor_away', 'reading_mentor_back'] as const) {
      const hours = changes.filter(({ isAway }) => isAway === (kind === 'reading_mentor_away'));
      await tellSchool({ ...ctx, db }, pair, { kind, hours, personIds });
    }
  });
}

/** Tells the contacts of a school about hours of one pair, in one message; in the caller's transaction. */
export async function tellSchool(
  ctx: Context,
  pair: Pair,
  {
    kind,
    hours,
    personIds,
  }: { kind: 'reading_mentor_away' | 'reading_mentor_back'; hours: Hour[]; personIds: string[] },
): Promise<void> {
  const [first] = hours;
  if (!first) return;
  const facts = {
    mentor: pair.mentorName,
    dates: hours.map(({ startAt }) => startAt.toISOString()),
    eventIds: hours.map(({ eventId }) => eventId),
  };
  const about = { facts, organisationId: pair.schoolId, eventId: first.eventId };
  await notify(
    ctx,
    personIds.map((personId) => ({ ...about, kind, personId })),
  );
}
