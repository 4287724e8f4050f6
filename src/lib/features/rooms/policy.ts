import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { hostedOrganisationIds } from '#lib/features/scheduling/events.policy.ts';

/** Rooms and lesson times are the house's own: its contacts keep them, and whoever plans there. */
export function canKeepRooms(actor: Actor, organisationId: string): boolean {
  return keptHouseIds(actor).includes(organisationId);
}

/** Houses whose rooms somebody keeps. */
export function keptHouseIds(actor: Actor): string[] {
  return [...new Set([...hostedOrganisationIds(actor), ...plannedOrganisationIds(actor)])];
}

/** Which rooms a house has and when they may be used is known to all who plan dates. */
export function canSeeRooms(actor: Actor, organisationId: string): boolean {
  return canKeepRooms(actor, organisationId) || plannedOrganisationIds(actor).length > 0;
}
