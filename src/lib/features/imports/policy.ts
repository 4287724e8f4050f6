import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ImportKind } from './import.ts';

/** Dates and groups are taken over by whoever plans for the organisation, its volunteers by its coordinators. */
export function canImport(
  actor: Actor,
  { organisationId, kind }: { organisationId: string; kind: ImportKind },
) {
  if (kind !== 'volunteers') return plannedOrganisationIds(actor).includes(organisationId);
  return actor.memberships.some(
    (seat) => seat.organisationId === organisationId && seat.role === 'coordinator',
  );
}
