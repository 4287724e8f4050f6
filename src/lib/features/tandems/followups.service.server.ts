import { askToCall } from '#lib/features/messaging/service.server.ts';
import { forgetPauses } from '#lib/features/series/pauses.service.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import { asSystem } from '#lib/server/db/as-actor.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import * as repository from './followups.repository.server.ts';

/**
 * Every night: the calls that a tandem needs of itself (domain.md 2.1, steps 9 and 10). The end of the trial to both
 * sides, the person every three months, the volunteer every six weeks, whoever has confirmed no visit for three weeks,
 * and pauses that are nearly over or have no end. Each is opened once, however often this runs. Pauses whose last day
 * is past are over.
 */
export function openFollowUps(ctx: Context): Promise<{ calls: number }> {
  return asSystem(ctx.db, async (db) => {
    const tx = { ...ctx, db };
    const today = wallTime(ctx.now).date;
    await forgetPauses(tx, { seriesIds: await repository.endPauses(db, today) });
    const due = await repository.listDue(db, today);
    const pauses = await repository.listPauses(db, today);
    const call = (
      kind: 'tandem_follow_up' | 'tandem_reflection' | 'tandem_silent',
      { id, organisationId, volunteerId, number }: repository.Due,
    ) => ({
      ...{ kind, organisationId, dueAt: ctx.now },
      facts: { tandemId: id },
      key: `tandem ${id} ${kind} ${number}`,
      ...(kind !== 'tandem_follow_up' && { personId: volunteerId }),
    });
    const calls = [
      ...due.trialOver.flatMap(({ id, organisationId, volunteerId }) =>
        (['client', 'volunteer'] as const).map((who) => ({
          ...{ kind: 'tandem_review' as const, organisationId, dueAt: ctx.now },
          facts: { tandemId: id, who, stage: 'end' as const },
          key: `tandem ${id} review end ${who}`,
          ...(who === 'volunteer' && { personId: volunteerId }),
        })),
      ),
      ...due.clientCalls.map((one) => call('tandem_follow_up', one)),
      ...due.reflections.map((one) => call('tandem_reflection', one)),
      ...due.silent.map((one) => call('tandem_silent', one)),
      ...pauses.map(({ id, organisationId, volunteerId: personId, mark }) => ({
        ...{ kind: 'tandem_pause' as const, organisationId, personId, dueAt: ctx.now },
        facts: { tandemId: id },
        key: `tandem ${id} pause ${mark}`,
      })),
    ];
    await askToCall(tx, calls);
    return { calls: calls.length };
  });
}
