import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { Side, Week } from './history-week.ts';

/**
 * As whom somebody may plan a week: the office that runs its project, or the contact of a house where it takes
 * place. Null for everybody else.
 */
export function weekSide(actor: Actor, week: Pick<Week, 'organisationId' | 'houses'>): Side | null {
  if (plannedOrganisationIds(actor).includes(week.organisationId)) return 'office';
  const isContact = actor.memberships.some(
    (seat) =>
      seat.role === 'facility_contact' && week.houses.some((house) => house.id === seat.organisationId),
  );
  return isContact ? 'host' : null;
}
