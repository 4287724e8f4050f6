// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type { MembershipRole, OrganisationKind } from './organisation.ts';

const organisationKindNames: Record<OrganisationKind, () => string> = {
  city_department: m.organisations_kind_city_department,
  central_unit: m.organisations_kind_central_unit,
  provider: m.organisations_kind_provider,
  senior_office: m.organisations_kind_senior_office,
  family_office: m.organisations_kind_family_office,
  parish: m.organisations_kind_parish,
  meeting_place: m.organisations_kind_meeting_place,
  school: m.organisations_kind_school,
  kindergarten: m.organisations_kind_kindergarten,
  care_home: m.organisations_kind_care_home,
  partner: m.organisations_kind_partner,
};

/** The name of a kind of organisation in the reader's language. */
export function organisationKindName(code: string): string {
  return organisationKindNames[code as OrganisationKind]?.() ?? code;
}

const membershipRoleNames: Record<MembershipRole, () => string> = {
  coordinator: m.organisations_role_coordinator,
  group_leader: m.organisations_role_group_leader,
  facility_contact: m.organisations_role_facility_contact,
  department_head: m.organisations_role_department_head,
  data_protection_officer: m.organisations_role_data_protection_officer,
  administrator: m.organisations_role_administrator,
};

/** The name of a role. */
export function membershipRoleName(code: string): string {
  return membershipRoleNames[code as MembershipRole]?.() ?? code;
}
