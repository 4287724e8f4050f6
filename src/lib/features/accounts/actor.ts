import type { MembershipRole, OrganisationKind } from '#lib/features/organisations/organisation.ts';

/** A seat in an organisation: what somebody may do there. */
export type Membership = {
  organisationId: string;
  organisationName: string;
  organisationKind: OrganisationKind;
  districtCode: string | null;
  role: MembershipRole;
};

/** Who acts: the signed-in person with all that policies ask about. Loaded once per request. */
export type Actor = {
  id: string;
  name: string;
  givenName: string;
  email: string | null;
  locale: string;
  isVolunteer: boolean;
  memberships: Membership[];
};

export type Role = 'volunteer' | MembershipRole;

/** The roles a person has anywhere, without repetition. */
export function rolesOf(actor: Actor): Role[] {
  const roles = new Set<Role>(actor.memberships.map((m) => m.role));
  return actor.isVolunteer ? ['volunteer', ...roles] : [...roles];
}

export function hasRole(actor: Actor | null, ...roles: Role[]): boolean {
  return actor !== null && rolesOf(actor).some((role) => roles.includes(role));
}

/** Organisations whose calendar and people this person plans: offices, and groups that somebody leads. */
export function plannedOrganisationIds(actor: Actor): string[] {
  return [
    ...new Set(
      actor.memberships
        .filter((m) => m.role === 'coordinator' || m.role === 'group_leader')
        .map((m) => m.organisationId),
    ),
  ];
}

/** Where a person starts after signing in: the page with their own work. */
export function startPage(actor: Actor): string {
  if (hasRole(actor, 'coordinator', 'group_leader')) return '/buero';
  if (hasRole(actor, 'facility_contact')) return '/einrichtung';
  if (hasRole(actor, 'administrator')) return '/verwaltung';
  return actor.isVolunteer ? '/mein' : '/konto';
}
