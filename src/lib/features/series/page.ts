import type { DayOff } from '#lib/features/days-off/day-off.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Recurrence } from '#lib/time/recurrence.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import type { PromisedPerson } from './commitment.ts';
import type { DayOffHandling } from './series.ts';

/** A series in a project's list. */
export type SeriesSummary = Recurrence & {
  id: string;
  title: string | null;
  timeZone: string;
  isPublished: boolean;
  startTime: PlainTime;
  endTime: PlainTime;
  lastOn: PlainDate | null;
  placeName: string;
  room: string | null;
  nextAt: Date | null;
  upcoming: number;
};

/** A date of a series as its page shows it. */
export type SeriesDate = {
  eventId: string;
  on: PlainDate;
  startAt: Date;
  endAt: Date;
  title: string | null;
  isCancelled: boolean;
  cancellationReason: string | null;
  isDetached: boolean;
  isPublished: boolean;
  taken: number;
  min: number;
  max: number;
  waiting: number;
};

/** A line of the year of a series: a date, a day left out with its reasons, or a question. */
export type SeriesLine =
  | { kind: 'date'; on: PlainDate; date: SeriesDate }
  | { kind: 'left_out'; on: PlainDate; reasons: DayOff[]; decision: string | null }
  | { kind: 'asked'; on: PlainDate; reasons: DayOff[] };

/** Rule, time and place that hold for a stretch of days. */
export type SeriesPhase = Recurrence & {
  id: string;
  firstOn: PlainDate;
  lastOn: PlainDate | null;
  startTime: PlainTime;
  endTime: PlainTime;
  venueId: string | null;
  placeName: string;
  street: string | null;
  postalCode: string | null;
  roomId: string | null;
  room: string | null;
  isStepFree: boolean;
  accessNote: string | null;
  note: string | null;
};

export type SeriesRole = {
  id: string;
  role: string;
  label: string | null;
  minPlaces: number;
  maxPlaces: number;
  requirements: string[];
  language: string | null;
  note: string | null;
};

/** A series as the office that plans it sees it. */
export type SeriesPage = {
  id: string;
  version: number;
  projectId: string;
  organisationId: string;
  projectTitle: string;
  projectKind: string;
  isProjectPublished: boolean;
  isProjectClosed: boolean;
  ownTitle: string | null;
  title: string;
  timeZone: string;
  handling: DayOffHandling;
  publishedAt: Date | null;
  madeUntil: PlainDate | null;
  /** The rule of today, or the next or last one. */
  phase: SeriesPhase;
  /** Rules that begin later. */
  laterPhases: SeriesPhase[];
  venueName: string | null;
  roles: SeriesRole[];
  promises: PromisedPerson[];
  /** How many dates lie ahead, days are left out, questions wait. */
  counts: { dates: number; leftOut: number; asked: number };
  /** Days that wait for a decision, all of them. */
  questions: { on: PlainDate; reasons: DayOff[] }[];
};

/** A day of one's series about which somebody has to decide soon. */
export type SeriesQuestion = { seriesId: string; title: string; on: PlainDate; reasons: DayOff[] };
