import type { PlainDate } from '#lib/time/date.ts';
import type { Recurrence } from '#lib/time/recurrence.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** Why somebody who promised to come has no place at one date. */
export const obstacles = ['check_missing', 'absent', 'full', 'overlapping'] as const;
export type Obstacle = (typeof obstacles)[number];

/** What came of a promise: how many places it has, and at which dates none, with the reason. */
export type PromiseResult = {
  commitmentId: string;
  places: number;
  obstacles: { startAt: Date; obstacle: string }[];
};

/** Somebody who comes to every date of a role, as the office sees them. */
export type PromisedPerson = {
  commitmentId: string;
  seriesRoleId: string;
  personId: string;
  name: string;
  firstOn: PlainDate;
  lastOn: PlainDate | null;
};

/** A promise as the volunteer sees it. */
export type MyPromise = Recurrence & {
  commitmentId: string;
  seriesId: string;
  projectId: string;
  title: string;
  role: string;
  label: string | null;
  firstOn: PlainDate;
  lastOn: PlainDate | null;
  timeZone: string;
  nextAt: Date | null;
  startTime: PlainTime;
  endTime: PlainTime;
};

/** What somebody can promise at a date of a series. */
export type PromiseOption = Recurrence & {
  seriesRoleId: string;
  startTime: PlainTime;
  endTime: PlainTime;
  /** The own promise that runs already. */
  commitmentId: string | null;
  /** As many have promised as there are places. */
  isTaken: boolean;
};
