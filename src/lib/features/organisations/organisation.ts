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

/** Kinds that plan volunteers' dates themselves. */
export const planningKinds: readonly OrganisationKind[] = [
  'senior_office',
  'family_office',
  'parish',
  'meeting_place',
  'central_unit',
];

/** Houses that host projects and ask for them. */
export const facilityKinds: readonly OrganisationKind[] = ['school', 'kindergarten', 'care_home'];

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
