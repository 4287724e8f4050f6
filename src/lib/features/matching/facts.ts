import type { Stage } from '#lib/features/recruiting/stage.ts';
import type { PlainDate, Weekday } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** What people may wish for in the other; nobody has to say. */
export const genders = ['female', 'male', 'diverse'] as const;
export type Gender = (typeof genders)[number];

/** What somebody must be able to cope with, because the person to be visited lives with it. */
export const experiences = ['dementia', 'hearing', 'mobility'] as const;
export type Experience = (typeof experiences)[number];

/** What a home brings with it and a volunteer may exclude. */
export const householdTraits = ['smoking', 'dogs', 'cats', 'stairs'] as const;
export type HouseholdTrait = (typeof householdTraits)[number];

export type Point = { latitude: number | null; longitude: number | null };

/** A weekly stretch of wall time, `HH:MM` to `HH:MM`. */
export type Window = { weekday: Weekday; startTime: PlainTime; endTime: PlainTime };

/** Somebody who gives time, with all that decides whom she suits. Lists are codes as in `volunteers/volunteer.ts`. */
export type Giver = Point & {
  id: string;
  districtCode: string | null;
  gender: Gender | null;
  /** Whom she wants to visit; null: anybody. */
  wishesGender: Gender | null;
  isMinor: boolean;
  languages: string[];
  skills: string[];
  interests: string[];
  experience: Experience[];
  /** When she usually has time; empty: not said. */
  windows: Window[];
  /** How far she goes, in kilometres; null: not said. */
  radiusKm: number | null;
  excludes: HouseholdTrait[];
  /** How many people she visits at most, or with how many children she reads; and how many it is, or she is asked about. */
  maxTandems: number;
  tandems: number;
  hasOpenProposal: boolean;
  /** Checks that the activity demands and that are missing or have expired. */
  missingChecks: string[];
  /** Checks that are there and end before what she is asked for does, with their last day. */
  endingChecks: { kind: string; on: PlainDate }[];
  /** Where her application for it stands, while it is not through; null: it is, or there is none. */
  applicationStage: Stage | null;
  isPaused: boolean;
  hasLeft: boolean;
  /** Not to be asked before this day, after a death for instance. */
  restsUntil: PlainDate | null;
  /** Hours that she gives in a usual week. */
  hoursPerWeek: number;
  maxHoursPerWeek: number | null;
};

/** Somebody who waits for visits, or a child for a mentor: what is needed. */
export type Need = Point & {
  id: string;
  districtCode: string | null;
  gender: Gender | null;
  /** Who may come; null: anybody. Never broken. */
  wishesGender: Gender | null;
  languages: string[];
  interests: string[];
  requires: Experience[];
  traits: HouseholdTrait[];
  /** When it suits; empty: any time. */
  windows: Window[];
  /** How long a visit lasts, and every how many weeks it comes. */
  minutes: number;
  everyWeeks: number;
  waitingDays: number;
  /** Who waits: a person alone with an adult in a home, so nobody under age; or a child at its school. */
  who: 'person' | 'child';
};

/** What lies between the two already. */
export type Between = {
  /** "Not with": one of them, or the office, has said so. */
  isApart: boolean;
  /** She was asked about this person and said no, or the first meeting came to nothing. */
  wasTried: boolean;
  /** Dates on which she was with this person before. */
  pastVisits: number;
};

export const strangers: Between = { isApart: false, wasTried: false, pastVisits: 0 };
