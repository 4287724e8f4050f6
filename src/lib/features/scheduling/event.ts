import type { PlainDate } from '#lib/time/date.ts';
import type { Range } from '#lib/time/range.ts';

export type EventState = 'draft' | 'published' | 'cancelled' | 'past';

/** What a date is now; a date that was called off stays so. */
export function eventState(
  event: { publishedAt: Date | null; cancelledAt: Date | null; endAt: Date },
  now: Date,
): EventState {
  if (event.cancelledAt) return 'cancelled';
  if (event.endAt <= now) return 'past';
  return event.publishedAt ? 'published' : 'draft';
}

/**
 * Where a shift lies after its date has moved: it keeps its distance from the start, and one that ended with the
 * date still does. So resizing at the end changes only shifts that ended with it.
 *
 * @returns null when nothing would be left of the shift
 */
export function movedShift(shift: Range, before: Range, after: Range): Range | null {
  const by = after.startAt.getTime() - before.startAt.getTime();
  const startAt = new Date(shift.startAt.getTime() + by);
  const endedTogether = shift.endAt.getTime() === before.endAt.getTime();
  const endAt = endedTogether ? after.endAt : new Date(shift.endAt.getTime() + by);
  return startAt < endAt ? { startAt, endAt } : null;
}

/** The names of the fields that differ, for those who are told about a change. */
export function changedFields<T extends Record<string, unknown>>(before: T, after: Partial<T>): string[] {
  const plain = (value: unknown) => (value instanceof Date ? value.getTime() : (value ?? ''));
  return Object.keys(after).filter((key) => plain(before[key]) !== plain(after[key]));
}

/** How somebody came to a place. */
export type SignupWay = 'self' | 'office' | 'moved_up';

/** Somebody at a shift, as the office sees them. */
export type ShiftPerson = {
  personId: string;
  name: string;
  phone: string | null;
  since: Date;
  way: SignupWay;
};

export type EventShift = {
  id: string;
  role: string;
  label: string | null;
  startAt: Date;
  endAt: Date;
  minPlaces: number;
  maxPlaces: number;
  takenPlaces: number;
  waitingCount: number;
  requirements: string[];
  language: string | null;
  note: string | null;
  cancelledAt: Date | null;
  cancellationReason: string | null;
  people: ShiftPerson[];
  /** In order of arrival. */
  waiting: ShiftPerson[];
};

/** A date with everything that its office plans there. */
export type PlannedEvent = {
  id: string;
  projectId: string;
  projectTitle: string;
  projectKind: string;
  isProjectPublished: boolean;
  isProjectClosed: boolean;
  organisationId: string;
  organisationName: string;
  organisationPhone: string | null;
  /** Its own title, or the project's. */
  title: string;
  ownTitle: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  venueId: string | null;
  placeName: string;
  street: string | null;
  postalCode: string | null;
  room: string | null;
  isStepFree: boolean;
  accessNote: string | null;
  /** What the house itself says about its access. */
  venueAccessNote: string | null;
  note: string | null;
  version: number;
  publishedAt: Date | null;
  cancelledAt: Date | null;
  cancellationReason: string | null;
  /** How many came; null while nobody has counted. */
  people: number | null;
  /** The series that it belongs to, and the day of its rule. */
  seriesId: string | null;
  seriesOn: PlainDate | null;
  shifts: EventShift[];
};

/** Somebody who could not come to the new time, and why. */
export type MoveConflict = { name: string; conflictTitle: string; conflictStartAt: Date };

/** A line in a project's list of dates. */
export type EventSummary = {
  id: string;
  title: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  publishedAt: Date | null;
  cancelledAt: Date | null;
  taken: number;
  min: number;
  max: number;
  waiting: number;
};

/** A date at a school or care home, as its contact sees it: first names only. */
export type FacilityDate = {
  eventId: string;
  title: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  venueName: string;
  room: string | null;
  note: string | null;
  organisationName: string;
  organisationPhone: string | null;
  cancelledAt: Date | null;
  cancellationReason: string | null;
  shifts: { role: string; label: string | null; startAt: Date; endAt: Date; givenNames: string[] }[];
};
