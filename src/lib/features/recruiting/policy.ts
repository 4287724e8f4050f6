import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';

/** Applications, activities and texts belong to the office that recruits, and are seen by nobody else. */
export function canRecruit(actor: Actor, organisationId: string): boolean {
  return plannedOrganisationIds(actor).includes(organisationId);
}
