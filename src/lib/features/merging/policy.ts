import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';

/** Two records are made one by the office that looks after both: never across controllers. */
export function canMerge(actor: Actor, people: readonly { officeId: string | null }[]): boolean {
  const [first, ...others] = people.map(({ officeId }) => officeId);
  return (
    first !== undefined &&
    first !== null &&
    others.every((officeId) => officeId === first) &&
    plannedOrganisationIds(actor).includes(first)
  );
}
