// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type {
  DuplicateChoice,
  DuplicateReason,
  ImportField,
  ImportKind,
  ImportState,
  Problem,
} from './import.ts';

const kindNames: Record<ImportKind, () => string> = {
  volunteers: m.imports_kind_volunteers,
  shifts: m.imports_kind_shifts,
  groups: m.imports_kind_groups,
};

/** What a spreadsheet is about. */
export function importKindName(kind: ImportKind): string {
  return kindNames[kind]();
}

const stateNames: Record<ImportState, () => string> = {
  uploaded: m.imports_state_uploaded,
  checking: m.imports_state_checking,
  checked: m.imports_state_checked,
  applying: m.imports_state_applying,
  applied: m.imports_state_applied,
  undoing: m.imports_state_undoing,
  undone: m.imports_state_undone,
};

export function importStateName(state: ImportState): string {
  return stateNames[state]();
}

const choiceNames: Record<DuplicateChoice, () => string> = {
  skip: m.imports_choice_skip,
  update: m.imports_choice_update,
  create: m.imports_choice_create,
};

/** What happens to a row that is there already. */
export function choiceName(choice: DuplicateChoice): string {
  return choiceNames[choice]();
}

const reasonNames: Record<DuplicateReason, () => string> = {
  email: m.imports_reason_email,
  phone: m.imports_reason_phone,
  name: m.imports_reason_name,
  date: m.imports_reason_date,
  title: m.imports_reason_title,
};

/** Why a row counts as there already. */
export function reasonName(reason: DuplicateReason): string {
  return reasonNames[reason]();
}

const fieldNames: Record<ImportField, () => string> = {
  name: m.imports_field_name,
  givenName: m.imports_field_givenName,
  familyName: m.imports_field_familyName,
  email: m.imports_field_email,
  phone: m.imports_field_phone,
  mobile: m.imports_field_mobile,
  postalCode: m.imports_field_postalCode,
  district: m.imports_field_district,
  languages: m.imports_field_languages,
  skills: m.imports_field_skills,
  availability: m.imports_field_availability,
  project: m.imports_field_project,
  title: m.imports_field_title,
  date: m.imports_field_date,
  time: m.imports_field_time,
  startTime: m.imports_field_startTime,
  endTime: m.imports_field_endTime,
  role: m.imports_field_role,
  minPlaces: m.imports_field_minPlaces,
  maxPlaces: m.imports_field_maxPlaces,
  place: m.imports_field_place,
  street: m.imports_field_street,
  note: m.imports_field_note,
  rhythm: m.imports_field_rhythm,
  firstOn: m.imports_field_firstOn,
  lastOn: m.imports_field_lastOn,
  contact: m.imports_field_contact,
  summary: m.imports_field_summary,
};

/** The name of a field, which is also its heading in templates. */
export function fieldName(field: ImportField): string {
  return fieldNames[field]();
}

type Words = { field: string; value: string };

const problems: Record<Problem['code'], (words: Words) => string> = {
  missing: m.imports_problem_missing,
  too_long: m.imports_problem_too_long,
  not_reachable: () => m.imports_problem_not_reachable(),
  email_invalid: m.imports_problem_email_invalid,
  phone_invalid: m.imports_problem_phone_invalid,
  postal_code_invalid: m.imports_problem_postal_code_invalid,
  district_unknown: m.imports_problem_district_unknown,
  language_unknown: m.imports_problem_language_unknown,
  skill_unknown: m.imports_problem_skill_unknown,
  availability_unreadable: m.imports_problem_availability_unreadable,
  has_account: () => m.imports_problem_has_account(),
  repeated: m.imports_problem_repeated,
  date_impossible: m.imports_problem_date_impossible,
  date_unreadable: m.imports_problem_date_unreadable,
  date_past: m.imports_problem_date_past,
  time_unreadable: m.imports_problem_time_unreadable,
  time_skipped: m.imports_problem_time_skipped,
  end_missing: () => m.imports_problem_end_missing(),
  end_before_start: m.imports_problem_end_before_start,
  places_invalid: m.imports_problem_places_invalid,
  project_unknown: m.imports_problem_project_unknown,
  project_closed: m.imports_problem_project_closed,
  role_unknown: m.imports_problem_role_unknown,
  rhythm_unreadable: m.imports_problem_rhythm_unreadable,
  rhythm_ambiguous: m.imports_problem_rhythm_ambiguous,
  rhythm_too_long: m.imports_problem_rhythm_too_long,
  rhythm_without_dates: m.imports_problem_rhythm_without_dates,
  contact_unknown: m.imports_problem_contact_unknown,
};

/** What is wrong with a row, in one sentence that begins with its number. */
export function problemSentence(number: number, { code, field, value }: Problem): string {
  const text = problems[code]({ field: field ? fieldName(field) : '', value: value ?? '' });
  return m.imports_row_sentence({ number, text });
}
