import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';

/** A roster is for whoever plans for every office that it is about. */
export function canPropose(actor: Actor, organisationIds: readonly string[]): boolean {
  const planned = plannedOrganisationIds(actor);
  return organisationIds.length > 0 && organisationIds.every((id) => planned.includes(id));
}
