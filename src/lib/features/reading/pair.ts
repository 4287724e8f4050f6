import type { PlainDate, Weekday } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import type { ReadingDate } from './session.ts';

/** Sessions after which somebody says whether a pair goes on. */
export const TRIAL_SESSIONS = 4;
/** Sessions that a pair should reach, across school years. */
export const GOAL_SESSIONS = 40;

export const pairStates = ['matched', 'trial', 'active', 'rollover_pending', 'ended'] as const;
export type PairState = (typeof pairStates)[number];

/** May and June: time to ask who goes on in the new school year. */
export function isRolloverSeason(day: PlainDate): boolean {
  return ['05', '06'].includes(day.slice(5, 7));
}

export const rolloverAnswers = ['continue', 'stop', 'talk'] as const;
export type RolloverAnswer = (typeof rolloverAnswers)[number];

/** Why a pair ended. */
export const endReasons = [
  'trial_not_continued',
  'mentor_stops',
  'child_stops',
  'left_school',
  'goal_reached',
  'other',
] as const;
export type EndReason = (typeof endReasons)[number];

type Life = {
  held: number;
  confirmedAt: Date | null;
  rolloverAskedAt: Date | null;
  endedAt: Date | null;
  lastOn: PlainDate | null;
};

/** Where a pair stands today. It goes on until somebody ends it, and then until its last day. */
export function pairState({ held, confirmedAt, rolloverAskedAt, lastOn }: Life, today: PlainDate): PairState {
  if (lastOn !== null && lastOn < today) return 'ended';
  if (lastOn === null && rolloverAskedAt) return 'rollover_pending';
  if (confirmedAt) return 'active';
  return held > 0 ? 'trial' : 'matched';
}

/** Whether the question after the trial sessions is open: does it go on? */
export function isTrialOver({ held, confirmedAt, endedAt }: Life): boolean {
  return confirmedAt === null && endedAt === null && held >= TRIAL_SESSIONS;
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
  seriesId: string;
  projectId: string;
  slot: PairSlot;
  firstOn: PlainDate;
  lastOn: PlainDate | null;
  measlesCheckedAt: Date | null;
  isMeaslesConfirmed: boolean;
  confirmedAt: Date | null;
  rolloverAskedAt: Date | null;
  mentorAnswer: RolloverAnswer | null;
  schoolAnswer: RolloverAnswer | null;
  endedAt: Date | null;
  endReason: EndReason | null;
  /** Held since the beginning, across school years. */
  held: number;
};

/** A pair with where it stands and what this school year has brought. */
export type CountedPair = Pair & { state: PairState; counts: Counts };

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
