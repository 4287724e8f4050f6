import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { ShiftRole } from './shift.ts';

/** What an office's calendar shows of a date: past or to come makes no difference there. */
export const calendarStates = ['draft', 'published', 'cancelled'] as const;
export type CalendarState = (typeof calendarStates)[number];

/** The longest stretch that one question may cover. */
export const CALENDAR_DAYS_AT_MOST = 100;

/** How full a date or shift is, worst first; `waiting` is full with people on the waiting list. */
export const fillLevels = ['empty', 'short', 'enough', 'full', 'waiting'] as const;
export type FillLevel = (typeof fillLevels)[number];

/** Numbers of people: needed, possible, confirmed, on the waiting list. */
export type Places = { min: number; max: number; taken: number; waiting: number };

export type CalendarShift = Places & {
  id: string;
  role: ShiftRole;
  label: string | null;
  startAt: Date;
  endAt: Date;
};

export type CalendarEvent = {
  id: string;
  projectId: string;
  projectTitle: string;
  /** Its own title, or the project's. */
  title: string;
  projectKind: ProjectKind;
  organisationId: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
  /** Empty when nobody has said where. */
  placeName: string;
  state: CalendarState;
  version: number;
  /** Those that were not called off, earliest first. */
  shifts: CalendarShift[];
};

export function placesOf(shifts: readonly Places[]): Places {
  const sum = { min: 0, max: 0, taken: 0, waiting: 0 };
  for (const shift of shifts) {
    sum.min += shift.min;
    sum.max += shift.max;
    sum.taken += shift.taken;
    sum.waiting += shift.waiting;
  }
  return sum;
}

function levelOf({ min, max, taken, waiting }: Places): FillLevel {
  if (taken >= max) return waiting > 0 ? 'waiting' : 'full';
  if (taken === 0) return 'empty';
  return taken >= min ? 'enough' : 'short';
}

/**
 * How full a date is as a whole. One shift short of people makes the whole date short: a full reading round does
 * not help when nobody brings the guests. Null for a date without shifts.
 */
export function fillLevel(shifts: readonly Places[]): FillLevel | null {
  if (shifts.length === 0) return null;
  const whole = placesOf(shifts);
  if (whole.taken === 0) return 'empty';
  if (shifts.some(isShort)) return 'short';
  const levels = shifts.map(levelOf);
  if (levels.some((level) => level === 'empty' || level === 'enough')) return 'enough';
  return levels.includes('waiting') ? 'waiting' : 'full';
}

/** Whether people are still needed, so that the shift can take place. */
export function isShort({ min, taken }: Places): boolean {
  return taken < min;
}
