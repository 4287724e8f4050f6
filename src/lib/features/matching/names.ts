import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatWeekday } from '#lib/time/format.ts';
import type { Experience, Gender, HouseholdTrait, Window } from './facts.ts';
import type { Criterion } from './weights.ts';

const genderNames: Record<Gender, () => string> = {
  female: m.matching_gender_female,
  male: m.matching_gender_male,
  diverse: m.matching_gender_diverse,
};
export const genderName = (gender: Gender) => genderNames[gender]();

const experienceNames: Record<Experience, () => string> = {
  dementia: m.matching_experience_dementia,
  hearing: m.matching_experience_hearing,
  mobility: m.matching_experience_mobility,
};
export const experienceName = (experience: Experience) => experienceNames[experience]();

const traitNames: Record<HouseholdTrait, () => string> = {
  smoking: m.matching_trait_smoking,
  dogs: m.matching_trait_dogs,
  cats: m.matching_trait_cats,
  stairs: m.matching_trait_stairs,
};
export const traitName = (trait: HouseholdTrait) => traitNames[trait]();

const criterionNames: Record<Criterion, () => string> = {
  distance: m.matching_criterion_distance,
  interests: m.matching_criterion_interests,
  history: m.matching_criterion_history,
  rhythm: m.matching_criterion_rhythm,
  language: m.matching_criterion_language,
  experience: m.matching_criterion_experience,
  load: m.matching_criterion_load,
  waiting: m.matching_criterion_waiting,
};
export const criterionName = (criterion: Criterion) => criterionNames[criterion]();

/** "Dienstag 14:00–17:00 Uhr" */
export function windowName({ weekday, startTime, endTime }: Window): string {
  return m.matching_window({ day: formatWeekday(weekday, getLocale()), from: startTime, to: endTime });
}
