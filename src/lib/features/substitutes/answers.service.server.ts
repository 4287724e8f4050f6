import { DomainError } from '#lib/errors/domain-error.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import type { ShiftCard } from '#lib/features/scheduling/finder.ts';
import { listAlternatives } from '#lib/features/scheduling/finder.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { type Db, withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as repository from './offers.repository.server.ts';
import { asAsked, type AskedOffer, type Offer, UNDO_GRACE_SECONDS } from './substitutes.ts';
import { tellOne, tellProposed, tellTakenOver, tellTakenBack } from './telling.service.server.ts';

type OfferId = { offerId: string };

/** Offers about which one was asked and which are still open, the next date first. */
export async function listAskedOffers({ db, actor, now }: ActorContext): Promise<AskedOffer[]> {
  return (await repository.listAsked(db, actor.id, now)).map((offer) => asAsked(offer, actor.id));
}

async function findAsked(db: Db, personId: string, offerId: string): Promise<Offer> {
  const offer = await repository.findOffer(db, offerId);
  requireAllowed(offer !== null && (await repository.listAskedPersonIds(db, offerId)).includes(personId));
  return offer;
}

/** Why a place cannot be handed over. Throws OFFER_CLOSED, SHIFT_CLOSED, CHECK_MISSING, OVERLAPPING_SIGNUP and others. */
export async function refuseTakeOver(db: Db, result: repository.TakeOverOutcome): Promise<never> {
  switch (result.outcome) {
    case 'taken':
    case 'withdrawn':
      throw new DomainError('OFFER_CLOSED', { reason: result.outcome });
    case 'past':
      throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
    case 'check_missing':
      throw new DomainError('CHECK_MISSING', { missing: result.missing ?? [] });
    case 'overlapping': {
      const conflict = result.conflict && (await repository.findConflict(db, result.conflict));
      throw new DomainError('OVERLAPPING_SIGNUP', { shiftId: result.conflict, ...conflict });
    }
    case 'already_there':
      throw new DomainError('ALREADY_EXISTS');
    default:
      throw new DomainError('NOT_FOUND');
  }
}

/**
 * Takes a place over about which one was asked; the first gets it. `proposed`: the office has still to agree. Repeating
 * it changes nothing. Throws NOT_FOUND and as `refuseTakeOver`.
 */
export function acceptOffer(
  ctx: ActorContext,
  { offerId }: OfferId,
): Promise<{ status: 'confirmed' | 'proposed' }> {
  const self = { personId: ctx.actor.id, givenName: ctx.actor.givenName };
  return retryDeadlock(() =>
    withTransaction(ctx.db, async (tx) => {
      const offer = await findAsked(tx, self.personId, offerId);
      const result = await repository.takeOver(tx, {
        ...{ offerId, personId: self.personId, actorId: self.personId },
        now: ctx.now,
      });
      const { outcome } = result;
      if (outcome !== 'confirmed' && outcome !== 'proposed') return refuseTakeOver(tx, result);
      const tell = outcome === 'confirmed' ? tellTakenOver : tellProposed;
      if (result.isNew) await tell({ ...ctx, db: tx }, offer, self);
      return { status: outcome };
    }),
  );
}

/** Takes one's yes back, within seconds or while it waits for the office. Throws NOT_FOUND, UNDO_TOO_LATE. */
export async function undoAcceptance(ctx: ActorContext, { offerId }: OfferId): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const offer = await findAsked(tx, ctx.actor.id, offerId);
    const { id: personId, givenName } = ctx.actor;
    const outcome = await repository.undoTakeOver(tx, {
      ...{ offerId, personId, actorId: personId, graceSeconds: UNDO_GRACE_SECONDS },
      now: ctx.now,
    });
    if (outcome === 'too_late') throw new DomainError('UNDO_TOO_LATE');
    const within = { ...ctx, db: tx };
    if (outcome === 'reopened') await tellTakenBack(within, offer, { personId, givenName });
    else await tellOne(within, offer, 'substitute_reopened', offer.person.personId);
  });
}

/** Other dates with a free place, for who came too late. Throws NOT_FOUND. */
export async function listInstead(ctx: ActorContext, { offerId }: OfferId): Promise<ShiftCard[]> {
  const { shiftId } = await findAsked(ctx.db, ctx.actor.id, offerId);
  return listAlternatives(ctx, { shiftId });
}

/** Says that it does not suit, or takes that back. Throws NOT_FOUND. */
export async function declineAsk(
  ctx: ActorContext,
  { offerId, isDeclined }: OfferId & { isDeclined: boolean },
): Promise<void> {
  const declinedAt = isDeclined ? ctx.now : null;
  requireAllowed(await repository.setDeclined(ctx.db, { offerId, personId: ctx.actor.id, declinedAt }));
}
