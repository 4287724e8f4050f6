import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';

/** Dates, their shifts and the people there are planned by the organisation that runs the project. */
export function canPlanEvent(actor: Actor, event: { organisationId: string }): boolean {
  return plannedOrganisationIds(actor).includes(event.organisationId);
}

/** Houses whose dates somebody sees as their contact. */
export function hostedOrganisationIds(actor: Actor): string[] {
  return actor.memberships
    .filter((seat) => seat.role === 'facility_contact')
    .map((seat) => seat.organisationId);
}
