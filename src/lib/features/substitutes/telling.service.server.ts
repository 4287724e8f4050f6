import { type NewNotice, notify, settleCall, settleNotices } from '#lib/features/messaging/service.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import * as repository from './offers.repository.server.ts';
import { askKey, type Offer } from './substitutes.ts';

// Who is told what, in the transaction that changes it.

const about = ({ title, startAt, timeZone }: Offer) => ({
  title,
  startAt: startAt.toISOString(),
  timeZone,
});
const linked = ({ organisationId, projectId, eventId, shiftId }: Offer) => ({
  organisationId,
  projectId,
  eventId,
  shiftId,
});

/** Asks these people. */
export async function askThem(ctx: Context, offer: Offer, personIds: string[]): Promise<void> {
  const facts = { ...about(offer), givenName: offer.person.givenName, note: offer.note };
  await notify(
    ctx,
    personIds.map((personId): NewNotice => ({
      kind: 'substitute_wanted',
      facts,
      personId,
      key: askKey(offer.offerId),
      ...linked(offer),
    })),
  );
}

/** The search is over: nobody needs to read about it, nobody needs to telephone. */
export async function settle(ctx: ActorContext, offer: Offer): Promise<void> {
  const key = askKey(offer.offerId);
  await settleNotices(ctx, await repository.listAskedPersonIds(ctx.db, offer.offerId), key);
  await settleCall(ctx, { organisationId: offer.organisationId, key });
}

/** Somebody has the place now: who gave it, the house, and whoever does not know it yet hear of it. */
export async function tellTakenOver(
  ctx: ActorContext,
  offer: Offer,
  substitute: { personId: string; givenName: string },
): Promise<void> {
  const date = { facts: about(offer), ...linked(offer) };
  const notices: NewNotice[] = [];
  if (offer.person.personId !== ctx.actor.id) {
    notices.push({
      ...date,
      kind: 'substitute_found',
      personId: offer.person.personId,
      facts: { ...date.facts, givenName: substitute.givenName },
    });
  }
  if (substitute.personId !== ctx.actor.id) {
    notices.push({
      ...date,
      kind: 'substitute_confirmed',
      personId: substitute.personId,
      facts: { ...date.facts, givenName: offer.person.givenName },
    });
  }
  const house = offer.venueId ? await repository.listFacilityContacts(ctx.db, offer.venueId) : [];
  for (const personId of house) {
    notices.push({
      ...date,
      kind: 'substitute_comes',
      personId,
      facts: { ...date.facts, givenName: offer.person.givenName, substitute: substitute.givenName },
    });
  }
  await notify(ctx, notices);
  await settle(ctx, offer);
}

/**
 * That was taken back: who had the place has it again, the house does not expect the other one, and who was to come
 * hears it when somebody else has decided so.
 */
export async function tellTakenBack(
  ctx: ActorContext,
  offer: Offer,
  substitute: { personId: string; givenName: string },
): Promise<void> {
  const date = { facts: about(offer), ...linked(offer) };
  const house = offer.venueId ? await repository.listFacilityContacts(ctx.db, offer.venueId) : [];
  const named = { ...date.facts, givenName: offer.person.givenName, substitute: substitute.givenName };
  await notify(ctx, [
    ...house.map((personId): NewNotice => ({
      ...date,
      kind: 'substitute_comes_not',
      personId,
      facts: named,
    })),
    { ...date, kind: 'substitute_reopened', personId: offer.person.personId },
  ]);
  if (substitute.personId !== ctx.actor.id) {
    await notify(ctx, [{ ...date, kind: 'substitute_on_hold', personId: substitute.personId }]);
  }
}

/** Somebody would come; the office has the word. */
export async function tellProposed(
  ctx: ActorContext,
  offer: Offer,
  substitute: { givenName: string },
): Promise<void> {
  const date = { facts: about(offer), ...linked(offer) };
  await notify(ctx, [
    {
      ...date,
      kind: 'substitute_proposed',
      personId: offer.person.personId,
      facts: { ...date.facts, givenName: substitute.givenName },
    },
    ...(offer.contactId
      ? [
          {
            ...date,
            kind: 'substitute_to_approve' as const,
            personId: offer.contactId,
            facts: {
              ...date.facts,
              givenName: offer.person.givenName,
              substitute: substitute.givenName,
            },
          },
        ]
      : []),
  ]);
}

/** One of the two is told that nothing comes of it. */
export async function tellOne(
  ctx: Context,
  offer: Offer,
  kind: 'substitute_reopened' | 'substitute_not_needed',
  personId: string,
): Promise<void> {
  await notify(ctx, [{ kind, personId, facts: about(offer), ...linked(offer) }]);
}
