import { DomainError } from '#lib/errors/domain-error.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import { freePlace } from '#lib/features/scheduling/signups.service.server.ts';
import { findHelpers } from '#lib/features/scheduling/staffing.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as repository from './offers.repository.server.ts';
import { canWithdraw } from './policy.ts';
import { ASK_AT_MOST, asOwn, callOfficeAt, type OwnOffer } from './substitutes.ts';
import { askThem, settle, tellOne } from './telling.service.server.ts';

type Search = { offerId: string; asked: number };

/**
 * Looks for a substitute for one's own place, which stays one's own until somebody has taken over. Repeating it changes
 * nothing. Throws NOT_FOUND without a place there, SHIFT_CLOSED once it has begun, SOMEBODY_WAITS.
 */
export function offerPlace(
  ctx: ActorContext,
  { shiftId, note }: { shiftId: string; note: string },
): Promise<Search> {
  return retryDeadlock(() =>
    withTransaction(ctx.db, async (tx) => {
      const search = await lookFor({ ...ctx, db: tx }, { shiftId, note, personId: ctx.actor.id });
      requireAllowed(search !== null);
      return search;
    }),
  );
}

/**
 * The same for anybody's place, in the caller's transaction, which has judged the permission. For a visit at somebody's
 * home the office finds who comes instead: the place is free, and nobody is asked here (`null`).
 */
export async function lookFor(
  ctx: ActorContext,
  place: { shiftId: string; personId: string; note: string },
): Promise<Search | null> {
  if (await repository.isVisit(ctx.db, place.shiftId)) {
    await freePlace(ctx, place);
    return null;
  }
  const { outcome, offer: offerId } = await repository.offerPlace(ctx.db, {
    ...place,
    actorId: ctx.actor.id,
    now: ctx.now,
  });
  if (outcome === 'past') throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
  if (outcome === 'somebody_waits') throw new DomainError('SOMEBODY_WAITS');
  requireAllowed(offerId !== null);
  const offer = (await repository.findOffer(ctx.db, offerId))!;
  if (outcome === 'open') return { offerId, asked: offer.asked };

  const helpers = await findHelpers(ctx, { shiftId: place.shiftId, limit: ASK_AT_MOST });
  const personIds = helpers.map(({ personId }) => personId);
  await repository.insertAsks(ctx.db, offerId, personIds, ctx.now);
  await askThem(ctx, offer, personIds);
  // With nobody to ask there is nothing to wait for.
  const callAt = personIds.length > 0 ? callOfficeAt(offer.startAt, ctx.now) : ctx.now;
  await repository.watchOffer(ctx.db, offerId, callAt);
  return { offerId, asked: personIds.length };
}

/** Ends a search; whoever had said yes is told. Repeating it changes nothing. Throws NOT_FOUND. */
export async function withdrawOffer(ctx: ActorContext, { offerId }: { offerId: string }): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const within = { ...ctx, db: tx };
    const found = await repository.findOffer(tx, offerId);
    requireAllowed(found !== null && canWithdraw(ctx.actor, found));
    if (!(await repository.closeOffer(tx, offerId, { closedBy: ctx.actor.id, closedAt: ctx.now }))) return;
    // Read again, now that nobody can say yes any more.
    const offer = (await repository.findOffer(tx, offerId))!;
    await settle(within, offer);
    if (offer.accepted) await tellOne(within, offer, 'substitute_not_needed', offer.accepted.personId);
  });
}

/** For which of one's own places a substitute is looked for. */
export async function listOwnOffers({ db, actor, now }: ActorContext): Promise<OwnOffer[]> {
  return (await repository.listOwn(db, actor.id, now)).map(asOwn);
}
