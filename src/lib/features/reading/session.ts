import type { PlainDate } from '#lib/time/date.ts';

/** What somebody can record about a reading hour. */
export const recordedOutcomes = ['held', 'cancelled_school', 'cancelled_mentor'] as const;
export type RecordedOutcome = (typeof recordedOutcomes)[number];

/** What became of a reading hour; `holiday` comes from the calendar alone. */
export type Outcome = RecordedOutcome | 'holiday';

/** Why the school calls an hour off. It is told to the mentor and not kept: a child's health is nobody's record. */
export const absenceReasons = ['child_away', 'class_away', 'room', 'other'] as const;
export type AbsenceReason = (typeof absenceReasons)[number];

/** Minutes after which a mentor who has not read the message is to be telephoned. */
export const CALL_AFTER_MINUTES = 30;
/** Days in one report of absence. */
export const ABSENT_DAYS_AT_MOST = 60;

/** A reading hour of a pair. */
export type ReadingDate = {
  pairId: string;
  onDate: PlainDate;
  eventId: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  room: string | null;
  isCancelled: boolean;
  outcome: Outcome | null;
  isRecorded: boolean;
};

/** What the mentor was told about an hour that the school called off, and whether she has read it. */
export type Told = { at: Date; readAt: Date | null };

/** An hour of today as the school's start page shows it. */
export type TodayDate = ReadingDate & {
  nickname: string;
  className: string;
  mentorName: string;
  mentorPhone: string | null;
  told: Told | null;
};

/** Whether somebody has to telephone: the mentor has not read in time that the hour falls out. */
export function mustBeCalled(date: { told: Told | null; endAt: Date }, now: Date): boolean {
  const { told } = date;
  return (
    told !== null &&
    told.readAt === null &&
    date.endAt > now &&
    now.getTime() - told.at.getTime() >= CALL_AFTER_MINUTES * 60_000
  );
}
