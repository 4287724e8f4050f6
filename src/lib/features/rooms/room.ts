import type { Weekday } from '#lib/time/date.ts';
import type { PlainTime } from '#lib/time/zone.ts';

/** A lesson of the house, or an hour where a house has none: the rows of the weekly grid. */
export type Slot = { number: number; startTime: PlainTime; endTime: PlainTime };

/** A stretch of the week in which a room may be used. */
export type RoomWindow = { weekday: Weekday; startTime: PlainTime; endTime: PlainTime };

export type Room = {
  id: string;
  organisationId: string;
  name: string;
  seats: number | null;
  isStepFree: boolean;
  note: string;
  /** Empty: it may always be used. */
  windows: RoomWindow[];
};

/** A date that has a room. */
export type Booking = {
  eventId: string;
  title: string;
  organisationName: string;
  startAt: Date;
  endAt: Date;
  timeZone: string;
};

/** Lessons that a school may have, 0 being an early one. */
export const LESSONS_AT_MOST = 12;

/** The hours that stand for lessons in a house without any: 8 to 20 o'clock. */
export const hourSlots: Slot[] = Array.from({ length: 12 }, (_, index) => ({
  number: index + 1,
  startTime: `${String(index + 8).padStart(2, '0')}:00`,
  endTime: `${String(index + 9).padStart(2, '0')}:00`,
}));

/** How most primary schools ring; offered until a school has entered its own times. */
export const usualLessons: Slot[] = [
  ['08:00', '08:45'],
  ['08:50', '09:35'],
  ['09:55', '10:40'],
  ['10:45', '11:30'],
  ['11:45', '12:30'],
  ['12:35', '13:20'],
].map(([startTime, endTime], index) => ({ number: index + 1, startTime: startTime!, endTime: endTime! }));

/** Whether a room may be used then. A room without windows always may. */
export function isWithinWindows(windows: readonly RoomWindow[], wanted: RoomWindow): boolean {
  return (
    windows.length === 0 ||
    windows.some(
      (window) =>
        window.weekday === wanted.weekday &&
        window.startTime <= wanted.startTime &&
        wanted.endTime <= window.endTime,
    )
  );
}

/** A cell of the grid: weekday and slot. */
const keyOf = (weekday: number, slot: Slot) => `${weekday}-${slot.number}`;

/** Which cells of the grid a room's windows fill. */
export function ticksOf(windows: readonly RoomWindow[], slots: readonly Slot[]): string[] {
  const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
  if (windows.length === 0) return [];
  return weekdays.flatMap((weekday) =>
    slots
      .filter((slot) => isWithinWindows(windows, { ...slot, weekday }))
      .map((slot) => keyOf(weekday, slot)),
  );
}

/** The windows that ticked cells say; neighbouring slots become one, with the break between them. */
export function windowsOf(ticks: readonly string[], slots: readonly Slot[]): RoomWindow[] {
  const inOrder = [...slots].sort((a, b) => a.startTime.localeCompare(b.startTime));
  const windows: RoomWindow[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7] as const) {
    let open: RoomWindow | undefined;
    for (const slot of inOrder) {
      if (!ticks.includes(keyOf(weekday, slot))) open = undefined;
      else if (open) open.endTime = slot.endTime;
      else windows.push((open = { weekday, startTime: slot.startTime, endTime: slot.endTime }));
    }
  }
  return windows;
}
