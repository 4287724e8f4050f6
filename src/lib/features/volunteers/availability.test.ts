import { describe, expect, test } from 'vitest';
import {
  addWindow,
  copyToWorkdays,
  editWindows,
  filledWindows,
  mergeWindows,
  windowsOf,
} from './availability.ts';
import type { AvailabilityWindow } from './availability.ts';

const at = (weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7, startTime: string, endTime: string): AvailabilityWindow => ({
  weekday,
  startTime,
  endTime,
});

describe("Hanne's week", () => {
  test('overlapping and adjoining times on a day become one', () => {
    expect(mergeWindows([at(2, '14:00', '16:00'), at(2, '09:00', '11:00'), at(2, '11:00', '14:30')])).toEqual(
      [at(2, '09:00', '16:00')],
    );
  });

  test('a time inside another disappears in it', () => {
    expect(mergeWindows([at(1, '09:00', '17:00'), at(1, '10:00', '11:00')])).toEqual([
      at(1, '09:00', '17:00'),
    ]);
  });

  test('the same time on two days stays two', () => {
    const week = [at(1, '09:00', '12:00'), at(2, '09:00', '12:00')];
    expect(mergeWindows(week)).toEqual(week);
  });

  test('adding proposes the morning, then the afternoon, then the evening, then leaves the times to her', () => {
    let week: AvailabilityWindow[] = [];
    for (let press = 0; press < 4; press++) week = addWindow(week, 3);
    expect(week).toEqual([
      at(3, '09:00', '12:00'),
      at(3, '14:00', '17:00'),
      at(3, '18:00', '20:00'),
      at(3, '', ''),
    ]);
  });

  test('a proposal never runs into a time that is already there', () => {
    expect(addWindow([at(3, '08:00', '13:00')], 3).at(-1)).toEqual(at(3, '14:00', '17:00'));
  });

  test('copying Tuesday fills Monday to Friday and leaves the weekend alone', () => {
    const week = [at(1, '08:00', '09:00'), at(2, '14:00', '17:00'), at(6, '10:00', '12:00')];
    expect(copyToWorkdays(week, 2)).toEqual([
      ...([1, 2, 3, 4, 5] as const).map((day) => at(day, '14:00', '17:00')),
      at(6, '10:00', '12:00'),
    ]);
  });

  test('a button nobody knows changes nothing', () => {
    const week = [at(1, '08:00', '09:00')];
    expect(editWindows(week, 'burn 1')).toEqual(week);
    expect(editWindows(week, 'add 8')).toEqual(week);
  });

  test('after a press the rows stand in the order of the week, so that "remove" meets the one that was meant', () => {
    const week = [at(1, '09:00', '12:00'), at(3, '09:00', '12:00')];
    const more = editWindows(week, 'add 1');
    expect(more.map((row) => row.weekday)).toEqual([1, 1, 3]);
    expect(editWindows(more, 'remove 1')).toEqual(week);
  });

  test('the form’s rows are read in their order, and empty ones are left out', () => {
    const form = new FormData();
    for (const [day, from, to] of [
      ['1', '09:00', '12:00'],
      ['2', '', ''],
      ['5', '14:00', ''],
    ] as const) {
      form.append('weekday', day);
      form.append('startTime', from);
      form.append('endTime', to);
    }
    const rows = windowsOf(form);
    expect(rows).toEqual([at(1, '09:00', '12:00'), at(2, '', ''), at(5, '14:00', '')]);
    expect(filledWindows(rows)).toEqual([at(1, '09:00', '12:00'), at(5, '14:00', '')]);
  });
});
