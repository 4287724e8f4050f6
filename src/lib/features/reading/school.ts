import type { PlainDate } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** A school and what it has agreed with the office that serves it. */
export type ReadingSchool = {
  schoolId: string;
  name: string;
  organisationId: string;
  organisationName: string;
  organisationPhone: string | null;
  projectId: string;
  contactName: string;
  contactPhone: string;
  /** Until when on the day the school reports a child absent. */
  absenceUntil: PlainTime;
  emergency: string;
  agreedOn: PlainDate;
};

/** A school as a line of a list, with what waits there. */
export type SchoolLine = {
  schoolId: string;
  name: string;
  organisationId: string;
  organisationName: string;
  /** Children without a mentor. */
  waiting: number;
  running: number;
  /** Pairs of which somebody has to say whether they go on after the trial. */
  trials: number;
  /** Pairs that are asked about the new school year. */
  rollovers: number;
};

/** Titles of what the reading service opens in the calendar: the same for all, whoever reads with whom. */
export const NEUTRAL_TITLE = 'Lesestunde';
