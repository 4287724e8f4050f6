import { type Actor, plannedOrganisationIds } from '#lib/features/accounts/actor.ts';

/** What a decision about a volunteer asks for. */
export type VolunteerFacts = {
  /** The senior office that looks after the volunteer. */
  officeId: string | null;
  /** Organisations at whose dates the volunteer has or had a place, or where they asked to help. */
  engagedWith: readonly string[];
};

const plans = (actor: Actor, organisationId: string) =>
  plannedOrganisationIds(actor).includes(organisationId);

/** A coordinator knows the volunteers of the own office and whoever helps, helped or wants to help in the own projects. */
export function canSeeVolunteer(actor: Actor, { officeId, engagedWith }: VolunteerFacts): boolean {
  return (officeId !== null && plans(actor, officeId)) || engagedWith.some((id) => plans(actor, id));
}

/** Welcoming and confirming qualifications is the own office's; who has no office may be looked after by any that knows them. */
export function canLookAfterVolunteer(actor: Actor, facts: VolunteerFacts): boolean {
  return facts.officeId === null ? canSeeVolunteer(actor, facts) : plans(actor, facts.officeId);
}

/** A wish to help is answered by those who run the project. */
export function canAnswerInterest(actor: Actor, organisationId: string): boolean {
  return plans(actor, organisationId);
}
