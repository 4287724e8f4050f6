import type { Places } from './calendar.ts';
import type { ShiftRole } from './shift.ts';

/** Days ahead in which a shift that is short of people is urgent, and those that are looked at in all. */
export const URGENT_DAYS = 7;
export const DESK_DAYS = 14;

/** The most of each kind that the desk shows; the counts say how many there are. */
export const DESK_LIST = 12;

/** A shift as the desk shows it. */
export type DeskShift = Places & {
  id: string;
  eventId: string;
  title: string;
  role: ShiftRole;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
};

/** Somebody has given a place back since yesterday. */
export type DeskCancellation = DeskShift & {
  personId: string;
  personName: string;
  cancelledAt: Date;
  /** The waiting list has filled the place already. */
  isRefilled: boolean;
};

/** A date of today; `state` as in the calendar. */
export type DeskEvent = {
  id: string;
  title: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  isCancelled: boolean;
  shifts: Places[];
};

export type DeskDraft = { id: string; title: string; startAt: Date; timeZone: string; placeName: string };

/** A volunteer to whom nobody has said hello yet. */
export type DeskRegistration = {
  personId: string;
  name: string;
  district: string | null;
  registeredAt: Date;
};

/** "I would like to help here", not answered yet. */
export type DeskInterest = {
  id: string;
  personId: string;
  personName: string;
  projectId: string;
  projectTitle: string;
  message: string;
  createdAt: Date;
};

export type Desk = {
  short: DeskShift[];
  cancellations: DeskCancellation[];
  registrations: DeskRegistration[];
  interests: DeskInterest[];
  today: DeskEvent[];
  drafts: DeskDraft[];
  counts: {
    /** Shifts short of people in the next 7 and 14 days. */
    shortUrgent: number;
    short: number;
    registrations: number;
    interests: number;
    drafts: number;
    /** Dates of the next 7 days, and people who have a place there. */
    eventsAhead: number;
    peopleAhead: number;
  };
};

/** Whether nothing waits for the office. */
export function isEverythingDone({ counts, cancellations }: Desk): boolean {
  return (
    counts.short + counts.registrations + counts.interests === 0 &&
    cancellations.every((one) => one.isRefilled)
  );
}
