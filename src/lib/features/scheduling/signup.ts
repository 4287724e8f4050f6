/** What a person reads about a place: theirs, or one on the waiting list. */
export type SignupStatus = 'confirmed' | 'waiting';

/** Seconds in which a cancellation can be taken back, exactly as it was. */
export const UNDO_SECONDS = 10;

/** A shift as somebody sees it who has a place there. */
export type MySignup = {
  shiftId: string;
  eventId: string;
  projectId: string;
  title: string;
  projectKind: string;
  role: string;
  label: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  street: string | null;
  postalCode: string | null;
  room: string | null;
  isStepFree: boolean;
  accessNote: string | null;
  note: string | null;
  organisationName: string;
  organisationPhone: string | null;
  status: SignupStatus;
  /** Place on the waiting list, from 1; null when confirmed. */
  position: number | null;
  /** The office has called the date off: shown struck through until it has passed. */
  isCancelled: boolean;
  cancellationReason: string | null;
  /** She looks for a substitute for this place; and somebody has said yes, for which the office has still to agree. */
  offerId: string | null;
  isSubstituteProposed: boolean;
  /** At somebody's home: who comes instead is found by the office. */
  isVisit: boolean;
  /** The same shift a week later, if it is open and this person has no place there yet. */
  nextWeekShiftId: string | null;
};
