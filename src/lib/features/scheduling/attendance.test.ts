import { describe, expect, it } from 'vitest';
import { canBeCounted } from './attendance.ts';

const timeZone = 'Europe/Berlin';
const at = (startAt: string, cancelledAt: Date | null = null) => ({
  startAt: new Date(startAt),
  timeZone,
  cancelledAt,
});

describe('heads are counted', () => {
  const now = new Date('2026-11-26T08:00:00+01:00');

  it('on the day itself, from the morning on', () => {
    expect(canBeCounted(at('2026-11-26T15:00:00+01:00'), now)).toBe(true);
  });

  it('afterwards, but not before', () => {
    expect(canBeCounted(at('2026-11-12T15:00:00+01:00'), now)).toBe(true);
    expect(canBeCounted(at('2026-11-27T00:00:00+01:00'), now)).toBe(false);
  });

  it('by the day of the venue, not of the server', () => {
    // Still Wednesday in UTC, Thursday in Dortmund already.
    const night = new Date('2026-11-25T23:30:00Z');
    expect(canBeCounted(at('2026-11-26T15:00:00+01:00'), night)).toBe(true);
  });

  it('never for a date that was called off', () => {
    expect(canBeCounted(at('2026-11-12T15:00:00+01:00', now), now)).toBe(false);
  });
});
