import { describe, expect, it } from 'vitest';
import { fixedClock, parseNow, shiftedClock, systemClock } from './clock.ts';

function minutesAhead(clock: { now(): Date }): number {
  return Math.round((clock.now().getTime() - systemClock.now().getTime()) / 60_000);
}

describe('a clock', () => {
  it('that stands still shows the same instant again, whatever callers do with it', () => {
    const clock = fixedClock(new Date('2026-11-23T08:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now()).toEqual(new Date('2026-11-23T08:00Z'));
  });

  it('that is shifted runs ahead of the machine', () => {
    expect(minutesAhead(shiftedClock(90 * 60_000))).toBe(90);
  });
});

describe('the setting NOW', () => {
  it.each([
    ['2026-11-23T08:00Z', '2026-11-23T08:00:00.000Z'],
    ['2026-11-23T08:00:30+01:00', '2026-11-23T07:00:30.000Z'],
  ])('stops the clock at the instant %s', (text, instant) => {
    expect(parseNow(text).now().toISOString()).toBe(instant);
  });

  it.each([
    ['+2h', 120],
    ['-3d', -3 * 24 * 60],
    ['+90m', 90],
  ])('shifts the clock by %s', (text, minutes) => {
    expect(minutesAhead(parseNow(text))).toBe(minutes);
  });

  it.each(['', 'tomorrow', '2026-11-23', '2026-11-23T08:00', '2026-13-01T08:00Z', '2h', '+2w'])(
    'refuses "%s" with a sentence that shows what is possible',
    (text) => {
      expect(() => parseNow(text)).toThrow(/2026-11-23T08:00Z .* \+2h or -3d/);
    },
  );
});
