// Written out one by one, so that a page ships only the words it shows.
import { m } from '#lib/paraglide/messages.js';
import type { Locale } from '#lib/paraglide/runtime.js';
import type { ChildInterest, ConsentScope, Need } from './child.ts';
import type { EndReason, ReadingState, RolloverAnswer } from './pair.ts';
import type { AbsenceReason, Outcome } from './session.ts';

const needNames: Record<Need, () => string> = {
  reading_fluency: m.reading_need_reading_fluency,
  comprehension: m.reading_need_comprehension,
  vocabulary: m.reading_need_vocabulary,
  joy: m.reading_need_joy,
  confidence: m.reading_need_confidence,
};
export const needName = (code: string): string => needNames[code as Need]?.() ?? code;

const interestNames: Record<ChildInterest, () => string> = {
  animals: m.reading_interest_animals,
  football: m.reading_interest_football,
  music: m.reading_interest_music,
  crafts: m.reading_interest_crafts,
  adventure: m.reading_interest_adventure,
  space: m.reading_interest_space,
  fairy_tales: m.reading_interest_fairy_tales,
  technology: m.reading_interest_technology,
  comics: m.reading_interest_comics,
  nature: m.reading_interest_nature,
};
export const childInterestName = (code: string): string => interestNames[code as ChildInterest]?.() ?? code;

const scopeNames: Record<ConsentScope, () => string> = {
  reading: m.reading_scope_reading,
  next_years: m.reading_scope_next_years,
  photo: m.reading_scope_photo,
};
export const consentScopeName = (code: string): string => scopeNames[code as ConsentScope]?.() ?? code;

const stateNames: Record<ReadingState, () => string> = {
  asked: m.reading_state_asked,
  accepted: m.reading_state_accepted,
  agreed: m.reading_state_accepted,
  meeting: m.reading_state_meeting,
  trial: m.reading_state_trial,
  active: m.reading_state_active,
  paused: m.reading_state_paused,
  rollover_pending: m.reading_state_rollover,
  ended: m.reading_state_ended,
};
export const pairStateName = (state: ReadingState): string => stateNames[state]();

const outcomeNames: Record<Outcome, () => string> = {
  held: m.reading_outcome_held,
  cancelled_school: m.reading_outcome_cancelled_school,
  cancelled_mentor: m.reading_outcome_cancelled_mentor,
  holiday: m.reading_outcome_holiday,
};
export const outcomeName = (outcome: Outcome): string => outcomeNames[outcome]();

const answerNames: Record<RolloverAnswer, () => string> = {
  continue: m.reading_answer_continue,
  stop: m.reading_answer_stop,
  talk: m.reading_answer_talk,
};
export const answerName = (answer: RolloverAnswer): string => answerNames[answer]();

const endReasonNames: Record<EndReason, () => string> = {
  mentor_declined: m.reading_end_mentor_declined,
  withdrawn: m.reading_end_withdrawn,
  no_match: m.reading_end_no_match,
  trial_not_continued: m.reading_end_trial_not_continued,
  mentor_stops: m.reading_end_mentor_stops,
  child_stops: m.reading_end_child_stops,
  left_school: m.reading_end_left_school,
  goal_reached: m.reading_end_goal_reached,
  other: m.reading_end_other,
};
export const endReasonName = (reason: EndReason): string => endReasonNames[reason]();

const absenceNames: Record<AbsenceReason, (inputs: object, options?: { locale?: Locale }) => string> = {
  child_away: m.reading_absence_child_away,
  class_away: m.reading_absence_class_away,
  room: m.reading_absence_room,
  other: m.reading_absence_other,
};
/** Why an hour falls out, as the mentor is told it: in her language where one is given. */
export const absenceName = (reason: AbsenceReason, locale?: Locale): string =>
  absenceNames[reason]({}, locale ? { locale } : {});
