export const organisationKinds = [
  'city_department',
  'central_unit',
  'provider',
  'senior_office',
  'family_office',
  'parish',
  'meeting_place',
  'school',
  'kindergarten',
  'care_home',
  'partner',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

export const membershipRoles = [
  'coordinator',
  'group_leader',
  'facility_contact',
  'department_head',
  'data_protection_officer',
  'administrator',
] as const;
export type MembershipRole = (typeof membershipRoles)[number];

/** Which roles make sense in an organisation of this kind, the usual one first. */
export function rolesFor(kind: OrganisationKind): readonly MembershipRole[] {
  switch (kind) {
    case 'senior_office':
    case 'family_office':
      return ['coordinator', 'group_leader'];
    case 'parish':
    case 'meeting_place':
      return ['group_leader', 'coordinator', 'facility_contact'];
    case 'school':
    case 'kindergarten':
    case 'care_home':
      return ['facility_contact'];
    case 'city_department':
      return ['department_head', 'data_protection_officer', 'administrator'];
    case 'central_unit':
      return ['administrator', 'coordinator', 'department_head', 'data_protection_officer'];
    default:
      return ['facility_contact', 'data_protection_officer'];
  }
}

/** Kinds that stand for a part of town: they need a district. */
export function needsDistrict(kind: OrganisationKind): boolean {
  return !['city_department', 'central_unit', 'provider', 'partner'].includes(kind);
}

/** An organisation as a line of the administrator's list. */
export type OrganisationLine = {
  id: string;
  kind: OrganisationKind;
  name: string;
  districtName: string | null;
  providerName: string | null;
  memberCount: number;
  archivedAt: Date | null;
};

/** What everybody may know of an organisation. */
export type PublicOrganisation = {
  id: string;
  kind: OrganisationKind;
  name: string;
  districtCode: string | null;
  districtName: string | null;
  providerName: string | null;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  phone: string | null;
  email: string | null;
  website: string | null;
  openingHours: string | null;
  isStepFree: boolean;
  accessNote: string | null;
};

export type Organisation = PublicOrganisation & { providerId: string | null; archivedAt: Date | null };

/** A person's seat in an organisation. */
export type Member = {
  membershipId: string;
  personId: string;
  name: string;
  email: string | null;
  role: MembershipRole;
  startedAt: Date;
};
