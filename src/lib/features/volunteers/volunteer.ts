/**
 * What a person can say about herself as a volunteer. The codes are stored and stay as they are; their names in
 * every language are in `names.ts`.
 */
export const skills = [
  'reading_aloud',
  'conversation',
  'board_games',
  'gardening',
  'music',
  'singing',
  'crafts',
  'handicraft',
  'cooking',
  'walking',
  'computers',
  'homework_help',
  'storytelling',
  'moderation',
  'writing',
  'photography',
  'driving',
  'dementia_experience',
  'hearing_experience',
  'mobility_experience',
] as const;
export type Skill = (typeof skills)[number];

export const interests = [
  'older_people',
  'children',
  'families',
  'history',
  'books',
  'nature',
  'music',
  'games',
  'cooking',
  'sports',
  'crafts',
  'culture',
  'faith',
  'neighbourhood',
  'digital',
] as const;
export type Interest = (typeof interests)[number];

/** ISO 639 codes of the languages spoken in the town's homes, German first; `gsg` is German Sign Language. */
export const languages = [
  'de',
  'tr',
  'ru',
  'pl',
  'uk',
  'ar',
  'en',
  'es',
  'fr',
  'it',
  'el',
  'pt',
  'ro',
  'bg',
  'sr',
  'hr',
  'sq',
  'fa',
  'ku',
  'gsg',
] as const;
export type Language = (typeof languages)[number];

/** What an office confirms and a shift may require. */
export const qualificationKinds = [
  'intake_talk',
  'volunteer_agreement',
  'secrecy_declaration',
  'self_commitment',
  'basic_record',
  'record_inspection',
  'measles_confirmation',
  'training_reading',
  'training_dementia',
  'first_aid',
  'food_hygiene',
  'driving_licence',
] as const;
export type QualificationKind = (typeof qualificationKinds)[number];

/** What a volunteer signs, in words that an office has written. */
export const declarationKinds = ['volunteer_agreement', 'secrecy_declaration', 'self_commitment'] as const;
export type DeclarationKind = (typeof declarationKinds)[number];

export function isDeclaration(kind: string): kind is DeclarationKind {
  return (declarationKinds as readonly string[]).includes(kind);
}
