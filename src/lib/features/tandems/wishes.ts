import type { Experience, Gender, HouseholdTrait } from '#lib/features/matching/facts.ts';

/** What somebody says about herself as a visitor. */
export type Wishes = {
  gender: Gender | null;
  /** Whom she wants to visit; null: anybody. */
  wishesGender: Gender | null;
  maxTandems: number;
  /** With how many children she reads at most. */
  maxChildren: number;
  /** What a home may not bring with it. */
  excludes: HouseholdTrait[];
  experience: Experience[];
};

/** Experience is kept among the skills, under these codes. */
export const experienceSkills: Record<Experience, string> = {
  dementia: 'dementia_experience',
  hearing: 'hearing_experience',
  mobility: 'mobility_experience',
};
