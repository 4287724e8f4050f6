/** What people do at a date; the role's name in every language is in `names.ts`. */
export const shiftRoles = [
  'visitor',
  'companion',
  'reader',
  'witness',
  'moderator',
  'escort',
  'driver',
  'recorder',
  'set_up',
  'catering',
  'first_aid',
  'interpreter',
  'group_helper',
  'other',
] as const;
export type ShiftRole = (typeof shiftRoles)[number];
