/**
 * The life of two who are brought together: a volunteer and a person whom she visits, a mentor and a child. One machine
 * for both (domain.md 2.1, 2.2); what only one of the two knows stands with its feature.
 */
export const pairStates = [
  'asked',
  'accepted',
  'agreed',
  'meeting',
  'trial',
  'active',
  'paused',
  'ended',
] as const;
export type PairState = (typeof pairStates)[number];

/**
 * From which states each step may be taken; the repositories change no row that stands elsewhere. A person who is to be
 * visited is asked herself (`agree`); a child's parents have agreed before it waits.
 */
export const stepsFrom = {
  answer: ['asked', 'accepted'],
  agree: ['accepted', 'agreed'],
  meetPerson: ['agreed', 'meeting'],
  meetChild: ['accepted', 'meeting'],
  begin: ['meeting'],
  confirm: ['trial'],
  pause: ['trial', 'active'],
  resume: ['paused'],
} as const satisfies Record<string, readonly PairState[]>;

/** Whether there are dates; before, it is a proposal that binds nobody. */
export function isRunning(state: PairState): boolean {
  return ['trial', 'active', 'paused'].includes(state);
}

/** Whether a pair of this state may pause. */
export function mayPause(state: string): boolean {
  return (stepsFrom.pause as readonly string[]).includes(state);
}

/** Dates that a trial lasts. */
export const TRIAL_DATES = 4;
/** Days within which a volunteer answers; then she is telephoned. */
export const ANSWER_DAYS = 7;

export const volunteerAnswers = ['yes', 'no', 'call'] as const;
export type VolunteerAnswer = (typeof volunteerAnswers)[number];

export const pauseReasons = ['hospital', 'holiday', 'illness', 'other'] as const;
export type PauseReason = (typeof pauseReasons)[number];
