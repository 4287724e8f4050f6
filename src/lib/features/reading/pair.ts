import { type PairState, TRIAL_DATES, type VolunteerAnswer } from '#lib/features/matching/pair-life.ts';
import type { PlainDate, Weekday } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import type { ReadingDate } from './session.ts';

/** Sessions that a pair should reach, across school years. */
export const GOAL_SESSIONS = 40;

/** Where a pair stands: as any pair, and while it is asked whether it goes on in the new school year. */
export type ReadingState = PairState | 'rollover_pending';

/** May and June: time to ask who goes on in the new school year. */
export function isRolloverSeason(day: PlainDate): boolean {
  return ['05', '06'].includes(day.slice(5, 7));
}

export const rolloverAnswers = ['continue', 'stop', 'talk'] as const;
export type RolloverAnswer = (typeof rolloverAnswers)[number];

/** Why a pair ended. */
export const endReasons = [
  'mentor_declined',
  'withdrawn',
  'no_match',
  'trial_not_continued',
  'mentor_stops',
  'child_stops',
  'left_school',
  'goal_reached',
  'other',
] as const;
export type EndReason = (typeof endReasons)[number];

/** Why a pair may end that reads, and one that does not yet; as school or office choose. */
const endReasonsOfRunning = endReasons.slice(3);
export function endReasonsFor(state: ReadingState): readonly EndReason[] {
  switch (state) {
    case 'ended':
      return [];
    case 'asked':
    case 'accepted':
      return ['withdrawn'];
    case 'meeting':
      return ['no_match', 'withdrawn'];
    case 'trial':
      return endReasonsOfRunning;
    default:
      return endReasonsOfRunning.filter((reason) => reason !== 'trial_not_continued');
  }
}

type Life = {
  held: number;
  answer: VolunteerAnswer | null;
  meetingAt: Date | null;
  trialOn: PlainDate | null;
  activeAt: Date | null;
  pausedAt: Date | null;
  rolloverAskedAt: Date | null;
  endedAt: Date | null;
  lastOn: PlainDate | null;
};

/** Where a pair stands today. It goes on until somebody ends it, and then until its last day. */
export function pairState(pair: Omit<Life, 'held' | 'endedAt'>, today: PlainDate): ReadingState {
  if (pair.lastOn !== null && pair.lastOn < today) return 'ended';
  if (pair.pausedAt) return 'paused';
  if (pair.lastOn === null && pair.rolloverAskedAt) return 'rollover_pending';
  if (pair.activeAt) return 'active';
  if (pair.trialOn) return 'trial';
  if (pair.meetingAt) return 'meeting';
  return pair.answer === 'yes' ? 'accepted' : 'asked';
}

/** Whether the question after the trial sessions is open: does it go on? */
export function isTrialOver({
  held,
  activeAt,
  endedAt,
}: Pick<Life, 'held' | 'activeAt' | 'endedAt'>): boolean {
  return activeAt === null && endedAt === null && held >= TRIAL_DATES;
}

/** How many reading hours of a pair were what. `possible` are the hours that the calendar of the school allows. */
export type Counts = {
  possible: number;
  held: number;
  cancelled_school: number;
  cancelled_mentor: number;
  /** Left out for school holidays, public holidays and closing days. */
  holiday: number;
  /** Past hours of which nobody has said anything yet. */
  open: number;
};

/** When and where a pair reads. */
export type PairSlot = {
  weekday: Weekday;
  startTime: PlainTime;
  endTime: PlainTime;
  roomId: string | null;
  room: string | null;
};

/** A pair as school and office see it. */
export type Pair = {
  id: string;
  schoolId: string;
  schoolName: string;
  organisationId: string;
  organisationName: string;
  childId: string;
  nickname: string;
  className: string;
  mentorId: string;
  mentorName: string;
  mentorPhone: string | null;
  /** Null until the trial begins. */
  seriesId: string | null;
  /** When the two read, or what she is asked for. */
  slot: PairSlot;
  askedAt: Date;
  answer: VolunteerAnswer | null;
  answeredAt: Date | null;
  meetingAt: Date | null;
  trialOn: PlainDate | null;
  lastOn: PlainDate | null;
  measlesCheckedAt: Date | null;
  isMeaslesConfirmed: boolean;
  activeAt: Date | null;
  pausedAt: Date | null;
  pausedUntil: PlainDate | null;
  rolloverAskedAt: Date | null;
  mentorAnswer: RolloverAnswer | null;
  schoolAnswer: RolloverAnswer | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** Held since the beginning, across school years. */
  held: number;
};

/** A pair with where it stands and what this school year has brought. */
export type CountedPair = Pair & { state: ReadingState; counts: Counts };

/** Whether the school still has to say something about the measles proof. */
export function needsMeaslesCheck(pair: Pick<Pair, 'measlesCheckedAt' | 'isMeaslesConfirmed' | 'endedAt'>) {
  return pair.endedAt === null && pair.measlesCheckedAt === null && !pair.isMeaslesConfirmed;
}

/** A pair as its mentor sees it: of the child nickname and class, nothing else. */
export type MyPair = Pick<
  CountedPair,
  | 'id'
  | 'nickname'
  | 'className'
  | 'schoolName'
  | 'slot'
  | 'state'
  | 'counts'
  | 'held'
  | 'lastOn'
  | 'rolloverAskedAt'
  | 'mentorAnswer'
  | 'pausedUntil'
> & {
  contactName: string;
  contactPhone: string;
  /** Until when she tells the school that she cannot come. */
  absenceUntil: PlainTime;
  emergency: string;
  /** Past hours, the latest first. */
  past: ReadingDate[];
  upcoming: ReadingDate[];
};

/** A mentor's open question, or the first meeting ahead; of the child only what she may know by now. */
export type MyProposal = Pick<Pair, 'id' | 'organisationName' | 'answer' | 'meetingAt' | 'slot'> & {
  state: PairState;
  organisationPhone: string | null;
  districtName: string | null;
  /** "3" of class 3b. */
  level: string | null;
  interests: string[];
  /** Null until the first meeting is agreed on. */
  child: {
    nickname: string;
    className: string;
    schoolName: string;
    contactName: string;
    contactPhone: string;
  } | null;
};
