import { plannedOrganisationIds, type Actor } from '#lib/features/accounts/actor.ts';

/** Houses whose closing days the actor keeps by a seat there: as contact, leader of its groups, or coordinator. */
export function ownHouseIds(actor: Actor): string[] {
  return actor.memberships
    .filter(({ role }) => role === 'facility_contact' || role === 'group_leader' || role === 'coordinator')
    .map(({ organisationId }) => organisationId);
}

/** A house's own people keep its closing days, and the offices that have dates there: schools telephone too. */
export function canKeepClosingDays(actor: Actor, house: { id: string; plannedBy: string[] }): boolean {
  const planned = plannedOrganisationIds(actor);
  return ownHouseIds(actor).includes(house.id) || house.plannedBy.some((id) => planned.includes(id));
}
