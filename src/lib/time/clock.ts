/** Where "now" comes from. Services get it as `ctx.now`; nothing else in the house asks the machine. */
export type Clock = { now(): Date };

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `at`. */
export function fixedClock(at: Date): Clock {
  const time = at.getTime();
  return { now: () => new Date(time) };
}

/** A running clock that is `milliseconds` ahead of the machine's (behind, when negative). */
export function shiftedClock(milliseconds: number): Clock {
  return { now: () => new Date(systemClock.now().getTime() + milliseconds) };
}

const unitMilliseconds = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const shiftPattern = /^([+-])(\d+)([mhd])$/;
// Without Z or an offset the machine's own zone would decide which instant is meant.
const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads the setting `NOW`: an instant with its offset (`2026-11-23T08:00Z`) stops the clock there, a
 * shift in minutes, hours or days (`+90m`, `+2h`, `-3d`) lets it run ahead or behind.
 *
 * @throws RangeError when the text is neither
 */
export function parseNow(text: string): Clock {
  const [, sign, amount, unit] = shiftPattern.exec(text) ?? [];
  if (unit) {
    return shiftedClock(Number(`${sign}${amount}`) * unitMilliseconds[unit as keyof typeof unitMilliseconds]);
  }
  const time = instantPattern.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) {
    throw new RangeError(
      `"${text}" is neither an instant like 2026-11-23T08:00Z nor a shift like +2h or -3d`,
    );
  }
  return fixedClock(new Date(time));
}
