import { plannedOrganisationIds, type Actor } from '#lib/features/accounts/actor.ts';
import type { OrganisationKind } from '#lib/features/organisations/organisation.ts';

/** The office that answers a request, and nobody else; for another provider it does not exist. */
export function canAnswer(actor: Actor, request: { organisationId: string }): boolean {
  return plannedOrganisationIds(actor).includes(request.organisationId);
}

/** Houses in whose name somebody may ask: contacts of facilities, leaders of groups in parishes and meeting places. */
export function askingOrganisations(actor: Actor): { id: string; name: string; kind: OrganisationKind }[] {
  const seats = actor.memberships.filter(
    ({ role, organisationKind }) =>
      role === 'facility_contact' ||
      (role === 'group_leader' && ['parish', 'meeting_place'].includes(organisationKind)),
  );
  const houses = seats.map((seat) => ({
    id: seat.organisationId,
    name: seat.organisationName,
    kind: seat.organisationKind,
  }));
  return [...new Map(houses.map((house) => [house.id, house])).values()];
}

export function canAskFor(actor: Actor, request: { facilityId: string | null }): boolean {
  return askingOrganisations(actor).some(({ id }) => id === request.facilityId);
}
