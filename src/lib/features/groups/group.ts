import type { DayOff } from '#lib/features/days-off/day-off.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Recurrence } from '#lib/time/recurrence.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** Whether guests just come, or call first. */
export const registrations = ['open', 'call'] as const;
export type Registration = (typeof registrations)[number];

/** What guests of a group want to know, as its leader writes it. */
export type GroupProfile = {
  /** How many guests there is room for; null: nobody counts. */
  capacity: number | null;
  cost: string;
  registration: Registration;
  directions: string;
  hasHearingLoop: boolean;
  showsContact: boolean;
  isListed: boolean;
  /** Being there says something about somebody's health: calendars show the neutral title. */
  isDiscreet: boolean;
  neutralTitle: string;
  meetsWithProjectId: string | null;
};

export const emptyProfile: GroupProfile = {
  capacity: null,
  cost: '',
  registration: 'open',
  directions: '',
  hasHearingLoop: false,
  showsContact: true,
  isListed: false,
  isDiscreet: false,
  neutralTitle: '',
  meetsWithProjectId: null,
};

/** When a group meets, as a rule. */
export type Rhythm = Recurrence & { startTime: PlainTime; endTime: PlainTime };

/** A group in its leader's list. */
export type GroupLine = {
  projectId: string;
  title: string;
  organisationName: string;
  isPublished: boolean;
  isListed: boolean;
  nextAt: Date | null;
  timeZone: string;
  /** Dates of the last weeks that nobody has counted. */
  uncounted: number;
};

/** A helping hand at a date: who does it, and how many are still wanted. */
export type HelperRole = {
  role: string;
  label: string | null;
  min: number;
  max: number;
  names: string[];
};

/** A date of a group as its leader sees it. */
export type GroupDate = {
  eventId: string;
  /** Its own title, such as the topic or the speaker of the day. */
  ownTitle: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  placeName: string;
  room: string | null;
  note: string | null;
  isPublished: boolean;
  cancelledAt: Date | null;
  cancellationReason: string | null;
  people: number | null;
  helpers: HelperRole[];
};

/** A day of a series that is off and waits for a word. */
export type HolidayQuestion = { seriesId: string; on: PlainDate; reasons: DayOff[] };

/** What a year came to, for the report. Volunteers' time in minutes. */
export type GroupYear = {
  year: number;
  meetings: number;
  cancelled: number;
  counted: number;
  people: number;
  volunteerMinutes: number;
};

/** A group as its leader sees it. */
export type GroupPage = {
  projectId: string;
  title: string;
  summary: string;
  organisationId: string;
  organisationName: string;
  isPublished: boolean;
  isClosed: boolean;
  profile: GroupProfile;
  /** The next dates, called-off ones among them. */
  next: GroupDate[];
  /** Dates up to today that have no number yet, the latest first. */
  uncounted: GroupDate[];
  /** The last dates that were counted, the latest first. */
  counted: GroupDate[];
  questions: HolidayQuestion[];
  year: GroupYear;
};

/** A group in the public list. */
export type ListedGroup = {
  projectId: string;
  title: string;
  summary: string;
  languages: string[];
  organisationName: string;
  district: string | null;
  placeName: string | null;
  isStepFree: boolean;
  hasHearingLoop: boolean;
  rhythms: Rhythm[];
  nextAt: Date | null;
  timeZone: string;
};

/** A date as guests see it. */
export type PublicDate = {
  eventId: string;
  title: string;
  ownTitle: string | null;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  /** When it was to begin before it was moved. */
  movedFrom: Date | null;
  isCancelled: boolean;
  cancellationReason: string | null;
  placeName: string;
  street: string | null;
  postalCode: string | null;
  city: string | null;
  room: string | null;
  isStepFree: boolean;
  accessNote: string | null;
};

/** A group's page for guests: the offer, never who comes. */
export type PublicGroup = {
  projectId: string;
  title: string;
  summary: string;
  description: string;
  languages: string[];
  organisation: { name: string; phone: string | null; email: string | null };
  contactName: string | null;
  profile: Pick<GroupProfile, 'capacity' | 'cost' | 'registration' | 'directions' | 'hasHearingLoop'>;
  /** What takes place at the same time, if it is public too. */
  meetsWith: { projectId: string; title: string } | null;
  /** Whether helpers are wanted: then the finder has a page. */
  rhythms: Rhythm[];
  dates: PublicDate[];
  total: number;
};
