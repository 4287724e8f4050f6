import type { PairState, PauseReason, VolunteerAnswer } from '#lib/features/matching/pair-life.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { formatWeekday } from '#lib/time/format.ts';
import type { Service } from './client.ts';
import type { EndReason, Rhythm, VisitOutcome } from './tandem.ts';

const serviceNames: Record<Service, () => string> = {
  visiting: m.tandems_service_visiting,
  accompanying: m.tandems_service_accompanying,
};
export const serviceName = (service: Service) => serviceNames[service]();

const stateNames: Record<PairState, () => string> = {
  asked: m.tandems_state_asked,
  accepted: m.tandems_state_accepted,
  agreed: m.tandems_state_agreed,
  meeting: m.tandems_state_meeting,
  trial: m.tandems_state_trial,
  active: m.tandems_state_active,
  paused: m.tandems_state_paused,
  ended: m.tandems_state_ended,
};
export const stateName = (state: PairState) => stateNames[state]();

const endReasonNames: Record<EndReason, () => string> = {
  volunteer_declined: m.tandems_end_volunteer_declined,
  client_declined: m.tandems_end_client_declined,
  withdrawn: m.tandems_end_withdrawn,
  no_match: m.tandems_end_no_match,
  trial_not_continued: m.tandems_end_trial_not_continued,
  volunteer_stops: m.tandems_end_volunteer_stops,
  client_stops: m.tandems_end_client_stops,
  moved: m.tandems_end_moved,
  care_home: m.tandems_end_care_home,
  death: m.tandems_end_death,
  conflict: m.tandems_end_conflict,
  safety: m.tandems_end_safety,
};
export const endReasonName = (reason: EndReason) => endReasonNames[reason]();

const pauseReasonNames: Record<PauseReason, () => string> = {
  hospital: m.tandems_pause_hospital,
  holiday: m.tandems_pause_holiday,
  illness: m.tandems_pause_illness,
  other: m.tandems_pause_other,
};
export const pauseReasonName = (reason: PauseReason) => pauseReasonNames[reason]();

const answerNames: Record<VolunteerAnswer, () => string> = {
  yes: m.tandems_answer_yes,
  no: m.tandems_answer_no,
  call: m.tandems_answer_call,
};
export const answerName = (answer: VolunteerAnswer) => answerNames[answer]();

const outcomeNames: Record<VisitOutcome, () => string> = {
  held: m.tandems_visit_held,
  cancelled_client: m.tandems_visit_cancelled_client,
  cancelled_volunteer: m.tandems_visit_cancelled_volunteer,
};
export const outcomeName = (outcome: VisitOutcome) => outcomeNames[outcome]();

/** "jeden Dienstag, 09:30–11:00 Uhr" */
export function rhythmName({ weekday, startTime, endTime, everyWeeks }: Rhythm): string {
  const words = { weekday: formatWeekday(weekday, getLocale()), from: startTime, to: endTime };
  return everyWeeks === 1
    ? m.tandems_rhythm_weekly(words)
    : m.tandems_rhythm_every({ ...words, weeks: everyWeeks });
}

/** "zwischen 80 und 90", as it may be told to who has not met the person. */
export function ageGroupName(ageGroup: number | null): string {
  return ageGroup === null
    ? m.tandems_age_unknown()
    : m.tandems_age_group({ from: ageGroup, to: ageGroup + 9 });
}
