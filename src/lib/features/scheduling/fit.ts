import type { ShiftRole } from './shift.ts';
import { roleSkills } from './shift.ts';
import type { Point, Window } from '#lib/features/matching/facts.ts';
import { kilometresBetween } from '#lib/features/matching/geometry.ts';
import { coveringWindow } from '#lib/features/matching/windows.ts';
import { minutesBetween } from '#lib/time/range.ts';
import type { PlainTime } from '#lib/time/zone.ts';
import { wallTime } from '#lib/time/zone.ts';

/** All that decides whether somebody fits a shift. Lists are codes as in `volunteer.ts`. */
export type FitFacts = {
  shift: Point & {
    startAt: Date;
    endAt: Date;
    timeZone: string;
    role: string;
    language: string | null;
    requirements: string[];
    districtCode: string | null;
    isStepFree: boolean;
  };
  volunteer: Point & {
    districtCode: string | null;
    radiusKm: number | null;
    languages: string[];
    skills: string[];
    /** Those that are valid on the day of the shift. */
    qualifications: string[];
    needsStepFree: boolean;
    /** Weekly windows in wall time. */
    availability: Window[];
    /** An absence that covers the day of the shift. */
    absence: { firstOn: string; lastOn: string } | null;
    maxShiftsPerWeek: number | null;
    maxHoursPerWeek: number | null;
    /** Confirmed in the week of the shift, Monday to Sunday, without it. */
    shiftsThatWeek: number;
    hoursThatWeek: number;
    /** A confirmed place at the same time, or too near to travel. */
    conflict: { title: string; startAt: Date } | null;
    /** Somebody has a place at the same date whom she is not to meet. */
    isApart: boolean;
    isPaused: boolean;
    hasLeft: boolean;
  };
};

export type Reason =
  | { code: 'overlap'; title: string; startAt: Date }
  | { code: 'apart' }
  | { code: 'missing_qualification'; kind: string }
  | { code: 'left' }
  | { code: 'paused' }
  | { code: 'absent'; firstOn: string; lastOn: string }
  | { code: 'not_available' }
  | { code: 'language_not_spoken'; language: string }
  | { code: 'too_far'; km: number; radiusKm: number }
  | { code: 'shifts_limit'; limit: number }
  | { code: 'hours_limit'; limit: number }
  | { code: 'not_step_free' }
  | { code: 'available'; weekday: number; startTime: PlainTime; endTime: PlainTime }
  | { code: 'same_district' }
  | { code: 'near'; km: number }
  | { code: 'language'; language: string }
  | { code: 'skill'; skill: string }
  | { code: 'qualified' };

export type Fit = {
  /** Nothing speaks against it. */
  fits: boolean;
  /** Makes it impossible. */
  blocking: Reason[];
  /** Speaks against it; who knows better may go on. */
  concerns: Reason[];
  strengths: Reason[];
};

/** Whether somebody fits a shift, and every reason for and against. */
export function fitFor({ shift, volunteer }: FitFacts): Fit {
  const blocking: Reason[] = [];
  const concerns: Reason[] = [];
  const strengths: Reason[] = [];

  if (volunteer.hasLeft) blocking.push({ code: 'left' });
  if (volunteer.conflict) blocking.push({ code: 'overlap', ...volunteer.conflict });
  if (volunteer.isApart) blocking.push({ code: 'apart' });
  const missing = shift.requirements.filter((kind) => !volunteer.qualifications.includes(kind));
  blocking.push(...missing.map((kind): Reason => ({ code: 'missing_qualification', kind })));
  if (shift.requirements.length > 0 && missing.length === 0) strengths.push({ code: 'qualified' });

  if (volunteer.isPaused) concerns.push({ code: 'paused' });
  if (volunteer.absence) concerns.push({ code: 'absent', ...volunteer.absence });
  const wanted = weeklyWindow(shift);
  const window = wanted && coveringWindow(wanted, onDay(volunteer.availability, wanted));
  if (window) strengths.push({ code: 'available', ...window });
  else if (volunteer.availability.length > 0) concerns.push({ code: 'not_available' });

  if (shift.language) {
    const isSpoken = volunteer.languages.includes(shift.language);
    (isSpoken ? strengths : concerns).push({
      code: isSpoken ? 'language' : 'language_not_spoken',
      language: shift.language,
    });
  }
  const skills = roleSkills[shift.role as ShiftRole] ?? [];
  strengths.push(
    ...skills
      .filter((skill) => volunteer.skills.includes(skill))
      .map((skill): Reason => ({ code: 'skill', skill })),
  );

  const km = kilometresBetween(shift, volunteer);
  if (km !== null && volunteer.radiusKm !== null && km > volunteer.radiusKm) {
    concerns.push({ code: 'too_far', km, radiusKm: volunteer.radiusKm });
  } else if (shift.districtCode !== null && shift.districtCode === volunteer.districtCode) {
    strengths.push({ code: 'same_district' });
  }
  if (km !== null && km <= NEAR_KM) strengths.push({ code: 'near', km });
  if (volunteer.needsStepFree && !shift.isStepFree) concerns.push({ code: 'not_step_free' });
  concerns.push(...limitsReached(shift, volunteer));

  return { fits: blocking.length === 0 && concerns.length === 0, blocking, concerns, strengths };
}

/** For sorting: who fits first, then whom least speaks against, then for whom most speaks. */
export function compareFit(a: Fit, b: Fit): number {
  return (
    a.blocking.length - b.blocking.length ||
    a.concerns.length - b.concerns.length ||
    b.strengths.length - a.strengths.length
  );
}

const NEAR_KM = 3;

function limitsReached(shift: FitFacts['shift'], volunteer: FitFacts['volunteer']): Reason[] {
  const { maxShiftsPerWeek, maxHoursPerWeek, shiftsThatWeek, hoursThatWeek } = volunteer;
  const reasons: Reason[] = [];
  if (maxShiftsPerWeek !== null && shiftsThatWeek >= maxShiftsPerWeek) {
    reasons.push({ code: 'shifts_limit', limit: maxShiftsPerWeek });
  }
  const hours = hoursThatWeek + minutesBetween(shift.startAt, shift.endAt) / 60;
  if (maxHoursPerWeek !== null && hours > maxHoursPerWeek) {
    reasons.push({ code: 'hours_limit', limit: maxHoursPerWeek });
  }
  return reasons;
}

const weeklyWindows = new WeakMap<FitFacts['shift'], Window | null>();

/**
 * The stretch of the week that the shift takes, on its own wall clock; null when it goes past midnight. Worked out once
 * for each shift, however many people are judged for it.
 */
function weeklyWindow(shift: FitFacts['shift']): Window | null {
  let window = weeklyWindows.get(shift);
  if (window === undefined) {
    const [start, end] = [wallTime(shift.startAt, shift.timeZone), wallTime(shift.endAt, shift.timeZone)];
    window =
      start.date === end.date ? { weekday: start.weekday, startTime: start.time, endTime: end.time } : null;
    weeklyWindows.set(shift, window);
  }
  return window;
}

const onDay = (windows: Window[], { weekday }: Window) =>
  windows.filter((window) => window.weekday === weekday);
