import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { Offer } from './substitutes.ts';

/** The search is ended by whom it is for, or by the office that plans the date. */
export function canWithdraw(actor: Actor, offer: Pick<Offer, 'organisationId' | 'person'>): boolean {
  return offer.person.personId === actor.id || canDecide(actor, offer);
}

/** Who plans the date says who comes. */
export function canDecide(actor: Actor, { organisationId }: Pick<Offer, 'organisationId'>): boolean {
  return plannedOrganisationIds(actor).includes(organisationId);
}
