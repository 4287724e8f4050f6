import type { PlainDate } from '#lib/time/date.ts';
import type { AvailabilityWindow } from './availability.ts';
import type { Counterpart } from './pair.ts';
import type { Qualification } from './qualification.ts';

/** What a volunteer says about herself, as she sees and changes it. */
export type Profile = {
  skills: string[];
  languages: string[];
  interests: string[];
  about: string;
  postalCode: string | null;
  districtCode: string | null;
  districtName: string | null;
  /** The district in which her postal code mostly lies, where it is another one: only a suggestion. */
  suggestedDistrict: { code: string; name: string } | null;
  radiusKm: number | null;
  needsStepFree: boolean;
  maxHoursPerWeek: number | null;
  maxShiftsPerWeek: number | null;
  officeName: string | null;
  officePhone: string | null;
  pausedAt: Date | null;
};

/**
 * Days away, both included, with the places that fall into them and about which nothing has been decided: they are
 * named, never given up by themselves.
 */
export type Absence = {
  id: string;
  firstOn: PlainDate;
  lastOn: PlainDate;
  places: { shiftId: string; title: string; startAt: Date; timeZone: string }[];
};

/** "I would like to help here", not yet answered. */
export type OpenInterest = {
  id: string;
  personId: string;
  personName: string;
  projectId: string;
  projectTitle: string;
  projectKind: string;
  organisationName: string;
  message: string;
  createdAt: Date;
};

export type MyProfile = Profile & {
  availability: AvailabilityWindow[];
  absences: Absence[];
  qualifications: Qualification[];
  interestsIn: OpenInterest[];
};

/** Where somebody stands with the office: new until it has said hello. */
export type VolunteerState = 'new' | 'active' | 'paused' | 'left';

export const volunteerFilters = ['new', 'active', 'paused', 'quiet'] as const;
/** `quiet`: no date for three months, and none ahead. */
export type VolunteerFilter = (typeof volunteerFilters)[number];

export const volunteerSorts = ['name', 'registered', 'last', 'next'] as const;
export type VolunteerSort = (typeof volunteerSorts)[number];

/** Volunteers on one page of the office's list. */
export const VOLUNTEERS_PER_PAGE = 25;

/** A line in the office's list. */
export type VolunteerLine = {
  personId: string;
  name: string;
  districtName: string | null;
  languages: string[];
  state: VolunteerState;
  registeredAt: Date;
  lastAt: Date | null;
  nextAt: Date | null;
};

/** Volunteers in one batch of an export. */
export const VOLUNTEERS_PER_EXPORT = 500;

/** A line in the office's spreadsheet. */
export type ExportedVolunteer = VolunteerLine & {
  givenName: string;
  familyName: string;
  email: string | null;
  phone: string | null;
  postalCode: string | null;
  skills: string[];
  availability: AvailabilityWindow[];
};

/** A place as the office reads it in a volunteer's file. */
export type VolunteerPlace = {
  shiftId: string;
  title: string;
  role: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  isConfirmed: boolean;
  isPast: boolean;
};

/** A volunteer's file at the office. */
export type VolunteerFile = Profile & {
  personId: string;
  name: string;
  email: string | null;
  phone: string | null;
  state: VolunteerState;
  registeredAt: Date;
  welcomedAt: Date | null;
  /** Whether the reader's office looks after this person, and so may welcome and confirm. */
  isOurs: boolean;
  availability: AvailabilityWindow[];
  absences: Absence[];
  qualifications: Qualification[];
  places: VolunteerPlace[];
  interestsIn: OpenInterest[];
  /** With whom this person wants to serve, and with whom not; for the reader's own volunteers only. */
  pairs: Counterpart[];
};
