import { DomainError } from '#lib/errors/domain-error.ts';
import { askToCall } from '#lib/features/messaging/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { record } from './clients.service.server.ts';
import type { RecordStandIn } from './schema.ts';
import type { MyStandIn } from './stand-in.ts';
import * as repository from './stand-ins.repository.server.ts';
import * as visits from './visits.repository.server.ts';

type StandInId = { standInId: string };

/** Single visits to which the signed-in volunteer is asked to come, or comes. */
export function listMyStandIns(ctx: ActorContext): Promise<MyStandIn[]> {
  return asActor(ctx, (db) => repository.listMine(db, ctx.actor.id, momentOf(ctx)));
}

/** One of them; whom she visits only around its day. Throws NOT_FOUND, also once it needs nobody else. */
export function getMyStandIn(ctx: ActorContext, { standInId: id }: StandInId): Promise<MyStandIn> {
  return asActor(ctx, async (db) => {
    const [mine] = await repository.listMine(db, ctx.actor.id, { id, ...momentOf(ctx) });
    requireAllowed(mine !== undefined);
    return mine;
  });
}

const momentOf = ({ now }: ActorContext) => ({ now, today: wallTime(now).date });

/**
 * How the visit was, by who came instead. A worry opens a call. Repeating it changes what was said. Throws NOT_FOUND,
 * INVALID_INPUT before it has begun.
 */
export function recordStandIn(
  ctx: ActorContext,
  { standInId, outcome, note, isConcern }: RecordStandIn,
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const found = await repository.findStandIn(db, standInId);
    requireAllowed(found !== null && found.volunteerId === ctx.actor.id && found.answer === 'yes');
    const { organisationId, tandemId, onDate, startAt, endAt } = found;
    if (startAt > ctx.now) throw new DomainError('INVALID_INPUT', { field: 'standInId' });
    const minutes = outcome === 'held' ? Math.round((endAt.getTime() - startAt.getTime()) / 60_000) : 0;
    await visits.putVisit(db, {
      ...{ tandemId, organisationId, onDate, outcome, minutes, note, isConcern },
      ...{ recordedAt: ctx.now, recordedBy: ctx.actor.id },
    });
    if (isConcern) {
      await askToCall(tx, [
        {
          ...{ organisationId, kind: 'tandem_concern', facts: { tandemId }, dueAt: ctx.now },
          ...{ key: `tandem ${tandemId} concern ${onDate}`, personId: ctx.actor.id },
        },
      ]);
    }
    await record(tx, 'visit_recorded', { organisationId, tandemId, details: { outcome } });
  });
}
