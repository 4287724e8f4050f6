import type { Weekday } from '#lib/time/date.ts';

/** A weekly stretch of wall time in which somebody usually has time: `HH:MM` to `HH:MM`. */
export type AvailabilityWindow = { weekday: Weekday; startTime: string; endTime: string };

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Monday to Friday, which "copy to all weekdays" fills. */
const workdays: readonly Weekday[] = [1, 2, 3, 4, 5];

/** What "add" proposes, so that nobody has to type: morning, afternoon, evening. */
const usualTimes = [
  ['09:00', '12:00'],
  ['14:00', '17:00'],
  ['18:00', '20:00'],
] as const;

const inOrder = (a: AvailabilityWindow, b: AvailabilityWindow) =>
  a.weekday - b.weekday || a.startTime.localeCompare(b.startTime) || a.endTime.localeCompare(b.endTime);

const touches = (a: AvailabilityWindow, b: AvailabilityWindow) =>
  a.weekday === b.weekday && a.startTime <= b.endTime && b.startTime <= a.endTime;

/** The same time in as few windows as possible, in the order of the week: overlapping and adjoining ones become one. */
export function mergeWindows(windows: readonly AvailabilityWindow[]): AvailabilityWindow[] {
  const merged: AvailabilityWindow[] = [];
  for (const window of windows.toSorted(inOrder)) {
    const last = merged.at(-1);
    if (last && touches(last, window)) {
      if (window.endTime > last.endTime) last.endTime = window.endTime;
    } else merged.push({ ...window });
  }
  return merged;
}

/** The week with one more window on that day: the first usual time of day that is still free. */
export function addWindow(windows: readonly AvailabilityWindow[], weekday: Weekday): AvailabilityWindow[] {
  const proposals = usualTimes.map(([startTime, endTime]) => ({ weekday, startTime, endTime }));
  const free = proposals.find((proposal) => !windows.some((window) => touches(window, proposal)));
  return [...windows, free ?? { weekday, startTime: '', endTime: '' }];
}

/** The week with that day's windows on Monday to Friday, and nothing else on these days. */
export function copyToWorkdays(windows: readonly AvailabilityWindow[], from: Weekday): AvailabilityWindow[] {
  const model = windows.filter((window) => window.weekday === from);
  return [
    ...workdays.flatMap((weekday) => model.map((window) => ({ ...window, weekday }))),
    ...windows.filter((window) => !workdays.includes(window.weekday)),
  ];
}

/** One press of a button in the form: `add 2` (Tuesday), `remove 3` (the fourth row), `copy 1` (Monday). */
export function editWindows(windows: readonly AvailabilityWindow[], press: string): AvailabilityWindow[] {
  const [verb, argument] = press.split(' ');
  const number = Number(argument);
  if (verb === 'remove') return windows.filter((_, index) => index !== number);
  const weekday = weekdays.find((day) => day === number);
  // The rows stand in the form by day: so must they here, for `remove` counts them.
  const byDay = (rows: AvailabilityWindow[]) => rows.toSorted((a, b) => a.weekday - b.weekday);
  if (verb === 'add' && weekday) return byDay(addWindow(windows, weekday));
  if (verb === 'copy' && weekday) return byDay(copyToWorkdays(windows, weekday));
  return [...windows];
}

/** Without the rows that were left quite empty. */
export function filledWindows(windows: readonly AvailabilityWindow[]): AvailabilityWindow[] {
  return windows.filter((row) => row.startTime !== '' || row.endTime !== '');
}

/** The rows as a form sends them, one value per row and name. */
export function windowsOf(form: FormData): AvailabilityWindow[] {
  const [days, starts, ends] = ['weekday', 'startTime', 'endTime'].map((name) =>
    form.getAll(name).map(String),
  );
  return days!.map((day, index) => ({
    weekday: Number(day) as Weekday,
    startTime: starts![index] ?? '',
    endTime: ends![index] ?? '',
  }));
}
