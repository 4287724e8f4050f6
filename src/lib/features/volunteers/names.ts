// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type { Interest, Language, QualificationKind, Skill } from './volunteer.ts';

const skillNames: Record<Skill, () => string> = {
  reading_aloud: m.volunteers_skill_reading_aloud,
  conversation: m.volunteers_skill_conversation,
  board_games: m.volunteers_skill_board_games,
  gardening: m.volunteers_skill_gardening,
  music: m.volunteers_skill_music,
  singing: m.volunteers_skill_singing,
  crafts: m.volunteers_skill_crafts,
  handicraft: m.volunteers_skill_handicraft,
  cooking: m.volunteers_skill_cooking,
  walking: m.volunteers_skill_walking,
  computers: m.volunteers_skill_computers,
  homework_help: m.volunteers_skill_homework_help,
  storytelling: m.volunteers_skill_storytelling,
  moderation: m.volunteers_skill_moderation,
  writing: m.volunteers_skill_writing,
  photography: m.volunteers_skill_photography,
  driving: m.volunteers_skill_driving,
  dementia_experience: m.volunteers_skill_dementia_experience,
  hearing_experience: m.volunteers_skill_hearing_experience,
  mobility_experience: m.volunteers_skill_mobility_experience,
};

/** The name of a skill in the reader's language; the code itself for one that is not ours. */
export function skillName(code: string): string {
  return skillNames[code as Skill]?.() ?? code;
}

const interestNames: Record<Interest, () => string> = {
  older_people: m.volunteers_interest_older_people,
  children: m.volunteers_interest_children,
  families: m.volunteers_interest_families,
  history: m.volunteers_interest_history,
  books: m.volunteers_interest_books,
  nature: m.volunteers_interest_nature,
  music: m.volunteers_interest_music,
  games: m.volunteers_interest_games,
  cooking: m.volunteers_interest_cooking,
  sports: m.volunteers_interest_sports,
  crafts: m.volunteers_interest_crafts,
  culture: m.volunteers_interest_culture,
  faith: m.volunteers_interest_faith,
  neighbourhood: m.volunteers_interest_neighbourhood,
  digital: m.volunteers_interest_digital,
};

/** The name of an interest. */
export function interestName(code: string): string {
  return interestNames[code as Interest]?.() ?? code;
}

const languageNames: Record<Language, () => string> = {
  de: m.volunteers_language_de,
  tr: m.volunteers_language_tr,
  ru: m.volunteers_language_ru,
  pl: m.volunteers_language_pl,
  uk: m.volunteers_language_uk,
  ar: m.volunteers_language_ar,
  en: m.volunteers_language_en,
  es: m.volunteers_language_es,
  fr: m.volunteers_language_fr,
  it: m.volunteers_language_it,
  el: m.volunteers_language_el,
  pt: m.volunteers_language_pt,
  ro: m.volunteers_language_ro,
  bg: m.volunteers_language_bg,
  sr: m.volunteers_language_sr,
  hr: m.volunteers_language_hr,
  sq: m.volunteers_language_sq,
  fa: m.volunteers_language_fa,
  ku: m.volunteers_language_ku,
  gsg: m.volunteers_language_gsg,
};

/** The name of a language. */
export function languageName(code: string): string {
  return languageNames[code as Language]?.() ?? code;
}

const qualificationNames: Record<QualificationKind, () => string> = {
  intake_talk: m.volunteers_qualification_intake_talk,
  volunteer_agreement: m.volunteers_qualification_volunteer_agreement,
  secrecy_declaration: m.volunteers_qualification_secrecy_declaration,
  self_commitment: m.volunteers_qualification_self_commitment,
  basic_record: m.volunteers_qualification_basic_record,
  record_inspection: m.volunteers_qualification_record_inspection,
  measles_confirmation: m.volunteers_qualification_measles_confirmation,
  training_reading: m.volunteers_qualification_training_reading,
  training_dementia: m.volunteers_qualification_training_dementia,
  first_aid: m.volunteers_qualification_first_aid,
  food_hygiene: m.volunteers_qualification_food_hygiene,
  driving_licence: m.volunteers_qualification_driving_licence,
};

/** The name of a qualification. */
export function qualificationName(code: string): string {
  return qualificationNames[code as QualificationKind]?.() ?? code;
}
