import { askToCall } from '#lib/features/messaging/service.server.ts';
import type { Context } from '#lib/server/context.server.ts';
import { findOffer } from './offers.repository.server.ts';
import { askKey } from './substitutes.ts';

/** The background job behind every search: when nobody has taken over by now, the office is asked to telephone. */
export async function callForSubstitute(ctx: Context, { offerId }: { offerId: string }): Promise<void> {
  const offer = await findOffer(ctx.db, offerId);
  if (!offer || offer.isClosed || offer.accepted || offer.startAt <= ctx.now) return;
  const { organisationId, eventId, title, startAt, timeZone, person } = offer;
  await askToCall(ctx, [
    {
      kind: 'substitute_needed',
      facts: { title, startAt: startAt.toISOString(), timeZone, offerId, givenName: person.givenName },
      dueAt: ctx.now,
      key: askKey(offerId),
      organisationId,
      eventId,
    },
  ]);
}
