import type { Point, Window } from '#lib/features/matching/facts.ts';
import type { FitFacts } from '#lib/features/scheduling/fit.ts';
import type { PlainDate } from '#lib/time/date.ts';

/** Where a shift is; equal keys need no travel in between. */
type Place = { placeKey: string };

export type WeekShift = FitFacts['shift'] &
  Place & {
    id: string;
    eventId: string;
    projectId: string;
    min: number;
    max: number;
    taken: number;
    /** People who are asked and have not answered. */
    asked: number;
  };

export type WeekVolunteer = Point & {
  personId: string;
  districtCode: string | null;
  radiusKm: number | null;
  languages: string[];
  skills: string[];
  needsStepFree: boolean;
  maxShiftsPerWeek: number | null;
  maxHoursPerWeek: number | null;
  qualifications: { kind: string; from: PlainDate; until: PlainDate | null }[];
  availability: Window[];
  absences: { firstOn: PlainDate; lastOn: PlainDate }[];
  /** Dates of each project of the week that they have helped at in the last half year. */
  knows: Record<string, number>;
  /** Minutes in a usual week of the last two months. */
  usualMinutes: number;
};

/** A place that somebody has, or is asked about, in the week or at its edge, wherever it is. */
export type WeekPlace = Place & {
  personId: string;
  shiftId: string;
  eventId: string;
  startAt: Date;
  endAt: Date;
  title: string;
  /** Whether it counts into the week's hours. */
  isThisWeek: boolean;
  /** Of what stands: given by the office or chosen by herself. Null: not to be touched, such as a standing promise. */
  origin: 'given' | 'chosen' | null;
  /** She is asked before she loses it. */
  isOffer: boolean;
};

/** All that decides about a week's roster, read in one statement. */
export type WeekFacts = {
  /** The first instant of the week. */
  origin: Date;
  travelBufferMinutes: number;
  shifts: WeekShift[];
  volunteers: WeekVolunteer[];
  places: WeekPlace[];
  /** Who has said no to a shift, or was left out of it: not proposed again. */
  notAgain: { personId: string; shiftId: string }[];
  /** Who must not meet, and who wants to serve together. */
  apart: [string, string][];
  together: [string, string][];
};
