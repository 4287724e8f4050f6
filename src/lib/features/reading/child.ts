import type { Interest } from '#lib/features/volunteers/volunteer.ts';

/**
 * What is known of a child that reads with a mentor: enough to find each other at the school, and nothing that says
 * who it is or what it has. The codes are stored; their names in every language are in `names.ts`.
 */
export const needs = ['reading_fluency', 'comprehension', 'vocabulary', 'joy', 'confidence'] as const;
export type Need = (typeof needs)[number];

export const childInterests = [
  'animals',
  'football',
  'music',
  'crafts',
  'adventure',
  'space',
  'fairy_tales',
  'technology',
  'comics',
  'nature',
] as const;
export type ChildInterest = (typeof childInterests)[number];

/** What somebody likes who would share it, in the words of the volunteers; books and children come first anyway. */
const sharedInterests: Record<ChildInterest, Interest> = {
  animals: 'nature',
  football: 'sports',
  music: 'music',
  crafts: 'crafts',
  adventure: 'books',
  space: 'nature',
  fairy_tales: 'books',
  technology: 'digital',
  comics: 'books',
  nature: 'nature',
};
export function interestsOfMentor(interests: readonly string[]): Interest[] {
  return [
    ...new Set<Interest>([
      'children',
      'books',
      ...interests.map((one) => sharedInterests[one as ChildInterest]),
    ]),
  ];
}

/** What the parents agreed to. Without the first there is no reading hour. */
export const consentScopes = ['reading', 'next_years', 'photo'] as const;
export type ConsentScope = (typeof consentScopes)[number];

export const NICKNAME_LENGTH = 20;

/** What is wrong with a nickname, if anything. Two words would be a first name and a surname. */
export function nicknameProblem(
  nickname: string,
): 'missing' | 'several_words' | 'surname' | 'too_long' | null {
  if (nickname === '') return 'missing';
  if (/\s/.test(nickname)) return 'several_words';
  // "Mia-Schulz", "M.Schulz" or "MiaSchulz" are two names in one word; "M.", "Mia" and "Anna-Lena" are not for sure.
  if (/[._,]\p{L}{2,}/u.test(nickname) || /\p{Ll}\p{Lu}\p{Ll}/u.test(nickname)) return 'surname';
  return nickname.length > NICKNAME_LENGTH ? 'too_long' : null;
}

/** Whether a child of that class leaves a primary school in summer: "4a". */
export function isLastYear(className: string): boolean {
  return /^4(?!\d)/.test(className.trim());
}

/** A child as its school and the office that serves it see it. */
export type ReadingChild = {
  id: string;
  schoolId: string;
  organisationId: string;
  nickname: string;
  className: string;
  needs: string[];
  interests: string[];
  consentOn: string;
  consentScope: string[];
  createdAt: Date;
  leftAt: Date | null;
  /** The running pair, if there is one. */
  pairId: string | null;
  /** Somebody is asked, or has said yes, and they do not read yet. */
  proposalId: string | null;
};

/** Months after its end that a child's data is kept, at the latest. */
export const MONTHS_KEPT = 3;
