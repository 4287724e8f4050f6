import { plannedOrganisationIds, type Actor } from '#lib/features/accounts/actor.ts';

/** Coordinators and group leaders plan what their own organisation runs, nothing else. */
export function canPlanProject(actor: Actor, project: { organisationId: string }): boolean {
  return plannedOrganisationIds(actor).includes(project.organisationId);
}
