import type { PairState, PauseReason, VolunteerAnswer } from '#lib/features/matching/pair-life.ts';
import type { PlainDate, Weekday } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import type { Service } from './client.ts';

/** Weeks after which a trial is over, however many visits there were (domain.md 2.1, step 9). */
export const TRIAL_WEEKS = 6;
/** Days between follow-up calls to the person, and between talks with the volunteer. */
export const CLIENT_CALL_DAYS = 91;
export const REFLECTION_DAYS = 42;
/** Days without a confirmed visit after which the office looks into it. */
export const SILENT_DAYS = 21;
/** Weeks in which nobody asks a volunteer for a new tandem after a death. */
export const REST_WEEKS = 8;

export const endReasons = [
  'volunteer_declined',
  'client_declined',
  'withdrawn',
  'no_match',
  'trial_not_continued',
  'volunteer_stops',
  'client_stops',
  'moved',
  'care_home',
  'death',
  'conflict',
  'safety',
] as const;
export type EndReason = (typeof endReasons)[number];

/** Why a tandem of this state may end, as the coordinator chooses; a death has a way of its own. */
export function endReasonsFor(state: PairState): readonly EndReason[] {
  switch (state) {
    case 'ended':
      return [];
    case 'asked':
    case 'accepted':
    case 'agreed':
      return ['withdrawn'];
    case 'meeting':
      return ['no_match', 'withdrawn'];
    case 'trial':
      return [
        'trial_not_continued',
        'volunteer_stops',
        'client_stops',
        'moved',
        'care_home',
        'conflict',
        'safety',
      ];
    default:
      return ['volunteer_stops', 'client_stops', 'moved', 'care_home', 'conflict', 'safety'];
  }
}

/** When the two meet: a weekday and a time, every so many weeks. */
export type Rhythm = { weekday: Weekday; startTime: PlainTime; endTime: PlainTime; everyWeeks: number };

/** A pair as its office sees it. */
export type Tandem = {
  id: string;
  organisationId: string;
  clientId: string;
  clientName: string;
  service: Service;
  volunteerId: string;
  volunteerName: string;
  volunteerPhone: string | null;
  state: PairState;
  note: string;
  askedAt: Date;
  volunteerAnswer: VolunteerAnswer | null;
  volunteerAnsweredAt: Date | null;
  clientAnswer: 'yes' | 'no' | null;
  clientAnsweredAt: Date | null;
  meetingAt: Date | null;
  meetingWithName: string | null;
  trialOn: PlainDate | null;
  seriesId: string | null;
  rhythm: Rhythm | null;
  activeAt: Date | null;
  pausedAt: Date | null;
  pauseReason: PauseReason | null;
  pausedUntil: PlainDate | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  held: number;
  lastHeldOn: PlainDate | null;
};

/** A line of the office's list. */
export type TandemLine = Pick<
  Tandem,
  'id' | 'clientName' | 'volunteerName' | 'state' | 'askedAt' | 'rhythm' | 'held' | 'lastHeldOn' | 'endReason'
>;

export const visitOutcomes = ['held', 'cancelled_client', 'cancelled_volunteer'] as const;
export type VisitOutcome = (typeof visitOutcomes)[number];

/** One date of a tandem with what became of it. */
export type Visit = {
  onDate: PlainDate;
  eventId: string;
  startAt: Date;
  endAt: Date;
  isCancelled: boolean;
  outcome: VisitOutcome | null;
  minutes: number | null;
  note: string;
  isConcern: boolean;
};

/** What a volunteer may know before she has said yes and both have agreed to meet. */
export type Question = {
  service: Service;
  districtName: string | null;
  ageGroup: number | null;
  interests: string[];
  languages: string[];
  minutes: number;
  everyWeeks: number;
};

/** A pair as its volunteer sees it; of the person only what is released by now. */
export type MyTandem = Pick<
  Tandem,
  | 'id'
  | 'state'
  | 'askedAt'
  | 'volunteerAnswer'
  | 'meetingAt'
  | 'meetingWithName'
  | 'trialOn'
  | 'rhythm'
  | 'pausedUntil'
  | 'held'
> & {
  officeName: string;
  officePhone: string | null;
  question: Question;
  /** Null until the first meeting is agreed on. */
  person: {
    name: string;
    phone: string | null;
    street: string;
    postalCode: string | null;
    about: string;
  } | null;
};
