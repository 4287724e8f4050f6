import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import { daysBetween, type PlainDate } from '#lib/time/date.ts';

/** Holidays longer than this are probably mistyped: the summer has 44 days. */
export const LONG_DAYS = 60;

/** A stretch of days, first and last included. */
export type Stretch = { firstOn: PlainDate; lastOn: PlainDate };

export type SchoolHoliday = Stretch & {
  id: string;
  name: string;
  /** Came with the product's own list, and nobody of the town has touched it. */
  isFromList: boolean;
};

/** How many days it has. */
export function lengthOf({ firstOn, lastOn }: Stretch): number {
  return daysBetween(firstOn, lastOn) + 1;
}

export function overlaps(a: Stretch, b: Stretch): boolean {
  return a.firstOn <= b.lastOn && b.firstOn <= a.lastOn;
}

/** Whether somebody should compare it with the ministry's decree: only one source has named these days so far. */
export function wantsChecking({ isFromList, firstOn, lastOn }: SchoolHoliday): boolean {
  const known = schoolHolidaysNrw.find((one) => one.firstOn === firstOn && one.lastOn === lastOn);
  return isFromList && known?.isChecked === false;
}

/** Holidays of the product's own list that touch nothing that is stored. */
export function missingOnes(stored: readonly Stretch[]) {
  return schoolHolidaysNrw.filter((known) => !stored.some((one) => overlaps(one, known)));
}
