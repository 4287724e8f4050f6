// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type { PartnerRole, ProjectKind } from './project.ts';

const projectKindNames: Record<ProjectKind, () => string> = {
  visiting: m.projects_kind_visiting,
  accompanying: m.projects_kind_accompanying,
  reading: m.projects_kind_reading,
  history_week: m.projects_kind_history_week,
  group: m.projects_kind_group,
  other: m.projects_kind_other,
};

/** The name of a kind of project in the reader's language. */
export function projectKindName(code: string): string {
  return projectKindNames[code as ProjectKind]?.() ?? code;
}

const partnerRoleNames: Record<PartnerRole, () => string> = {
  lead: m.projects_partner_role_lead,
  contributes_room: m.projects_partner_role_contributes_room,
  contributes_volunteers: m.projects_partner_role_contributes_volunteers,
  refers_people: m.projects_partner_role_refers_people,
  reads_only: m.projects_partner_role_reads_only,
};

/** What a partner does in a project. */
export function partnerRoleName(code: string): string {
  return partnerRoleNames[code as PartnerRole]?.() ?? code;
}
