import type { QualificationKind } from '#lib/features/volunteers/volunteer.ts';

export const meetingKinds = ['talk', 'training'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** What a training may be recorded as. */
export const trainingKinds = [
  'training_reading',
  'training_dementia',
  'first_aid',
  'food_hygiene',
] as const satisfies QualificationKind[];

/** A talk or a training with its places. */
export type Meeting = {
  eventId: string;
  shiftId: string;
  organisationId: string;
  organisationName: string;
  kind: MeetingKind;
  qualificationKind: QualificationKind;
  activityId: string | null;
  activityName: string | null;
  title: string;
  hostName: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  street: string | null;
  room: string | null;
  isStepFree: boolean;
  places: number;
  taken: number;
};

/** Somebody who has booked a place. */
export type Guest = {
  personId: string;
  name: string;
  phone: string | null;
  /** Being there has been recorded. */
  wasThere: boolean;
  applicationId: string | null;
};

/** A meeting that a volunteer may book. */
export type OfferedMeeting = Meeting & { isBooked: boolean };

export const MEETINGS_PER_PAGE = 20;
