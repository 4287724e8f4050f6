/** What kind of engagement a project offers; its name in every language is in `names.ts`. */
export const projectKinds = ['visiting', 'accompanying', 'reading', 'history_week', 'group', 'other'] as const;
export type ProjectKind = (typeof projectKinds)[number];

/** What another organisation does in a project that several carry together. */
export const partnerRoles = [
  'lead',
  'contributes_room',
  'contributes_volunteers',
  'refers_people',
  'reads_only',
] as const;
export type PartnerRole = (typeof partnerRoles)[number];
