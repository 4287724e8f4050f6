import type { Actor } from '#lib/features/accounts/actor.ts';
import { hostedOrganisationIds } from '#lib/features/scheduling/events.policy.ts';
import { caresFor } from '#lib/features/tandems/policy.ts';

/** Every row of the reading service names its school and the office that serves it. */
export type Served = { schoolId: string; organisationId: string };

/** The office that serves the school places mentors and decides: its coordinators. The database says the same. */
export function servesSchool(actor: Actor, served: Pick<Served, 'organisationId'>): boolean {
  return caresFor(actor, served);
}

/** The school's own contacts know its children and report on the day. */
function isOfSchool(actor: Actor, { schoolId }: Pick<Served, 'schoolId'>): boolean {
  return hostedOrganisationIds(actor).includes(schoolId);
}

/** A school hears of a mentor once she would come: until then nobody has promised it anything. */
export function canKnowPair(actor: Actor, pair: Served & { answer: string | null }): boolean {
  return servesSchool(actor, pair) || (isOfSchool(actor, pair) && pair.answer === 'yes');
}

/** Children and pairs are known to their school and to the office that serves it, and to nobody else. */
export function canKnowChild(actor: Actor, served: Served): boolean {
  return isOfSchool(actor, served) || servesSchool(actor, served);
}
