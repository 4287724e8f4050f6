import { describe, expect, it } from 'vitest';
import { isWithinWindows, ticksOf, usualLessons, windowsOf } from './room.ts';

describe('the weekly grid of a room', () => {
  it('joins neighbouring lessons over the break, and reads back as it was ticked', () => {
    const ticks = ['1-1', '1-2', '1-4', '4-3'];
    const windows = windowsOf(ticks, usualLessons);
    expect(windows).toEqual([
      { weekday: 1, startTime: '08:00', endTime: '09:35' },
      { weekday: 1, startTime: '10:45', endTime: '11:30' },
      { weekday: 4, startTime: '09:55', endTime: '10:40' },
    ]);
    expect(ticksOf(windows, usualLessons)).toEqual(ticks);
  });

  it('says nothing about a room that may always be used', () => {
    expect(windowsOf([], usualLessons)).toEqual([]);
    expect(isWithinWindows([], { weekday: 7, startTime: '22:00', endTime: '23:00' })).toBe(true);
  });

  it('has no room for a date that begins before a window or on another day', () => {
    const windows = windowsOf(['2-2'], usualLessons);
    expect(isWithinWindows(windows, { weekday: 2, startTime: '08:50', endTime: '09:35' })).toBe(true);
    expect(isWithinWindows(windows, { weekday: 2, startTime: '08:45', endTime: '09:30' })).toBe(false);
    expect(isWithinWindows(windows, { weekday: 3, startTime: '08:50', endTime: '09:35' })).toBe(false);
  });
});
