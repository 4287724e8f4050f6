import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { DomainError } from '#lib/errors/domain-error.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { type Db, withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { refuseTakeOver } from './answers.service.server.ts';
import * as repository from './offers.repository.server.ts';
import { canDecide } from './policy.ts';
import { type Offer, UNDO_GRACE_SECONDS } from './substitutes.ts';
import { tellOne, tellTakenBack, tellTakenOver } from './telling.service.server.ts';

type OfferId = { offerId: string };

/** Open searches at the actor's dates, the next date first. Throws NOT_FOUND for somebody else's office. */
export async function listOfficeOffers(
  { db, actor, now }: ActorContext,
  { organisationId, eventId }: { organisationId?: string | undefined; eventId?: string | undefined },
): Promise<Offer[]> {
  const planned = plannedOrganisationIds(actor);
  requireAllowed(organisationId === undefined || planned.includes(organisationId));
  return repository.listOfOrganisations(db, {
    organisationIds: organisationId ? [organisationId] : planned,
    eventId: eventId ?? null,
    now,
  });
}

async function findOurs(ctx: ActorContext, db: Db, offerId: string): Promise<Offer> {
  const offer = await repository.findOffer(db, offerId);
  requireAllowed(offer !== null && canDecide(ctx.actor, offer));
  return offer;
}

/** A search at one of the actor's dates. Throws NOT_FOUND. */
export function getOffer(ctx: ActorContext, { offerId }: OfferId): Promise<Offer> {
  return findOurs(ctx, ctx.db, offerId);
}

/** The office says who takes over, as when somebody agreed on the telephone. Throws as `acceptOffer`. */
export function appoint(
  ctx: ActorContext,
  { offerId, personId }: OfferId & { personId: string },
): Promise<void> {
  return retryDeadlock(() =>
    withTransaction(ctx.db, async (tx) => {
      const offer = await findOurs(ctx, tx, offerId);
      const givenName = await repository.findGivenName(tx, personId);
      requireAllowed(givenName !== null);
      const result = await repository.takeOver(tx, {
        offerId,
        personId,
        actorId: ctx.actor.id,
        now: ctx.now,
      });
      if (result.outcome !== 'confirmed') await refuseTakeOver(tx, result);
      if (!result.isNew) return;
      const within = { ...ctx, db: tx };
      await tellTakenOver(within, offer, { personId, givenName });
      const { accepted } = offer;
      if (accepted && accepted.personId !== personId) {
        await tellOne(within, offer, 'substitute_not_needed', accepted.personId);
      }
    }),
  );
}

/** Agrees that the one who said yes takes over. Throws NOT_FOUND, and as `acceptOffer`. */
export async function approve(ctx: ActorContext, { offerId }: OfferId): Promise<void> {
  const offer = await findOurs(ctx, ctx.db, offerId);
  requireAllowed(offer.accepted !== null);
  await appoint(ctx, { offerId, personId: offer.accepted.personId });
}

/**
 * Takes back within seconds that one has said who takes over: everything is as before, and a yes that waited for the
 * office waits again. Throws NOT_FOUND, UNDO_TOO_LATE.
 */
export async function undoAppointment(ctx: ActorContext, { offerId }: OfferId): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const offer = await findOurs(ctx, tx, offerId);
    const { accepted } = offer;
    const outcome =
      accepted &&
      (await repository.undoTakeOver(tx, {
        ...{ offerId, personId: accepted.personId, actorId: ctx.actor.id },
        ...{ graceSeconds: UNDO_GRACE_SECONDS, now: ctx.now },
      }));
    if (outcome !== 'reopened') throw new DomainError('UNDO_TOO_LATE');
    await tellTakenBack({ ...ctx, db: tx }, offer, accepted!);
  });
}

/** Does not agree: the search goes on without the one who said yes. Repeating it changes nothing. Throws NOT_FOUND. */
export async function reject(ctx: ActorContext, { offerId }: OfferId): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const offer = await findOurs(ctx, tx, offerId);
    const personId = offer.accepted?.personId;
    if (!personId || !(await repository.dropAcceptance(tx, offerId, personId))) return;
    await repository.setDeclined(tx, { offerId, personId, declinedAt: ctx.now });
    await tellOne({ ...ctx, db: tx }, offer, 'substitute_not_needed', personId);
  });
}
