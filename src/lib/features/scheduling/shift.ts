import type { Skill } from '#lib/features/volunteers/volunteer.ts';

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
  /** Is a guest at a talk or a training, and helps nobody: these hours are no engagement. */
  'participant',
  'other',
] as const;
export type ShiftRole = (typeof shiftRoles)[number];

/** Skills that help in a role; none is required. */
export const roleSkills: Partial<Record<ShiftRole, readonly Skill[]>> = {
  visitor: ['conversation', 'board_games', 'dementia_experience'],
  companion: ['walking', 'conversation', 'dementia_experience'],
  reader: ['reading_aloud', 'storytelling', 'homework_help'],
  witness: ['storytelling', 'conversation'],
  moderator: ['moderation'],
  escort: ['walking', 'driving'],
  driver: ['driving'],
  recorder: ['writing', 'photography', 'computers'],
  set_up: ['handicraft'],
  catering: ['cooking'],
  group_helper: ['board_games', 'music', 'singing', 'crafts'],
};
