import type { Window } from './facts.ts';

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return (
    (time.charCodeAt(0) * 10 + time.charCodeAt(1)) * 60 +
    time.charCodeAt(3) * 10 +
    time.charCodeAt(4) -
    32_208
  );
}

/** Windows in the order of the week; those that touch or overlap become one. */
export function joined(windows: readonly Window[]): Window[] {
  const result: Window[] = [];
  const ordered = windows.toSorted(
    (a, b) => a.weekday - b.weekday || (a.startTime < b.startTime ? -1 : a.startTime > b.startTime ? 1 : 0),
  );
  for (const window of ordered) {
    const last = result.at(-1);
    if (last && last.weekday === window.weekday && window.startTime <= last.endTime) {
      if (window.endTime > last.endTime) last.endTime = window.endTime;
    } else result.push({ ...window });
  }
  return result;
}

/** The stretch of free time that holds all of `wanted`, or null. */
export function coveringWindow(wanted: Window, free: readonly Window[]): Window | null {
  return (
    joined(free).find(
      (window) =>
        window.weekday === wanted.weekday &&
        window.startTime <= wanted.startTime &&
        wanted.endTime <= window.endTime,
    ) ?? null
  );
}

/** Where both have time for at least so many minutes, in the order of the week. Both lists must be `joined`. */
export function commonWindows(a: readonly Window[], b: readonly Window[], minutes: number): Window[] {
  const common: Window[] = [];
  for (const one of a) {
    for (const other of b) {
      if (one.weekday !== other.weekday) continue;
      const startTime = one.startTime > other.startTime ? one.startTime : other.startTime;
      const endTime = one.endTime < other.endTime ? one.endTime : other.endTime;
      if (minutesOf(endTime) - minutesOf(startTime) < minutes) continue;
      common.push({ weekday: one.weekday, startTime, endTime });
    }
  }
  return common;
}
