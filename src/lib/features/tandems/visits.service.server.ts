import { isRunning } from '#lib/features/matching/pair-life.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { askToCall, settleCall } from '#lib/features/messaging/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { wallTime } from '#lib/time/zone.ts';
import { record } from './clients.service.server.ts';
import { caresFor } from './policy.ts';
import type { RecordVisit } from './schema.ts';
import type { MyTandem, Visit } from './tandem.ts';
import * as repository from './tandems.repository.server.ts';
import { requireTandem } from './tandems.service.server.ts';
import * as visits from './visits.repository.server.ts';

type TandemId = { tandemId: string };

const PAST_SHOWN = 12;
const AHEAD_SHOWN = 8;

/** The proposals and running tandems of the signed-in volunteer. */
export function listMine(ctx: ActorContext): Promise<MyTandem[]> {
  const today = wallTime(ctx.now).date;
  return asActor(ctx, (db) => repository.listMine(db, ctx.actor.id, { today }));
}

/** One of them with its dates. Throws NOT_FOUND, also when it is over. */
export function getMine(
  ctx: ActorContext,
  { tandemId }: TandemId,
): Promise<{ tandem: MyTandem; visits: Visit[] }> {
  return asActor(ctx, async (db) => {
    const today = wallTime(ctx.now).date;
    const [tandem] = await repository.listMine(db, ctx.actor.id, { id: tandemId, today });
    requireAllowed(tandem !== undefined);
    return { tandem, visits: await datesOf({ ...ctx, db }, tandemId) };
  });
}

/** Visits of the signed-in volunteer that are over and about which nothing has been said. */
export function listUnsaid(ctx: ActorContext) {
  return asActor(ctx, (db) => visits.listUnsaid(db, ctx.actor.id, ctx.now));
}

/** The dates of a pair of one's office. Throws NOT_FOUND. */
export function listVisits(ctx: ActorContext, { tandemId }: TandemId): Promise<Visit[]> {
  return asActor(ctx, async (db) => {
    await requireTandem({ ...ctx, db }, tandemId);
    return datesOf({ ...ctx, db }, tandemId);
  });
}

function datesOf(ctx: ActorContext, tandemId: string): Promise<Visit[]> {
  return visits.listVisits(ctx.db, tandemId, { now: ctx.now, past: PAST_SHOWN, ahead: AHEAD_SHOWN });
}

/**
 * What became of a visit: by the volunteer, or the office for her. A worry opens a call on top of the office's list.
 * Repeating it changes what was said. Throws NOT_FOUND, INVALID_INPUT for a day that is still to come or no visit's.
 */
export function recordVisit(ctx: ActorContext, input: RecordVisit): Promise<void> {
  const { tandemId, onDate, outcome } = input;
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireParty(tx, tandemId);
    const date = await visits.findDate(db, tandemId, onDate);
    if (!date || date.startAt > ctx.now) throw new DomainError('INVALID_INPUT', { field: 'onDate' });
    const planned = Math.round((date.endAt.getTime() - date.startAt.getTime()) / 60_000);
    await visits.putVisit(db, {
      ...input,
      organisationId: tandem.organisationId,
      minutes: outcome === 'held' ? (input.minutes ?? planned) : 0,
      recordedAt: ctx.now,
      recordedBy: ctx.actor.id,
    });
    if (input.isConcern) {
      await askToCall(tx, [
        {
          organisationId: tandem.organisationId,
          kind: 'tandem_concern',
          facts: { tandemId },
          dueAt: ctx.now,
          key: concernKey(tandemId, onDate),
          personId: tandem.volunteerId,
        },
      ]);
    }
    await record(tx, 'visit_recorded', { ...tandem, tandemId, details: { outcome } });
  });
}

/** Takes that back. Throws NOT_FOUND. */
export function forgetVisit(
  ctx: ActorContext,
  { tandemId, onDate }: TandemId & { onDate: PlainDate },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireParty(tx, tandemId);
    if (!(await visits.deleteVisit(db, tandemId, onDate))) return;
    await settleCall(tx, { ...tandem, key: concernKey(tandemId, onDate) });
    await record(tx, 'visit_forgotten', { ...tandem, tandemId });
  });
}

const concernKey = (tandemId: string, onDate: PlainDate) => `tandem ${tandemId} concern ${onDate}`;

async function requireParty(ctx: ActorContext, tandemId: string) {
  const found = await repository.findParties(ctx.db, tandemId);
  requireAllowed(
    found !== null &&
      ((found.volunteerId === ctx.actor.id && isRunning(found.state)) || caresFor(ctx.actor, found)),
  );
  return found;
}
