import { schoolHolidaysNrw } from '#lib/features/days-off/school-holidays-nrw.ts';
import { addDays } from '#lib/time/date.ts';
import { describe, expect, it } from 'vitest';
import type { CalendarEntry } from './calendar-file.ts';
import { compareWithStored, guessEnds, stretchOf } from './calendar-import.ts';
import type { SchoolHoliday } from './school-holiday.ts';

const entry = (name: string, startOn: string, endOn: string): CalendarEntry => ({
  ...{ name, startOn, endOn },
  isEndCertain: false,
});
/** The product's own list as a file would have it. */
const asFile = (ends: 'included' | 'after') =>
  schoolHolidaysNrw.map(({ name, firstOn, lastOn }) =>
    entry(name, firstOn, ends === 'included' ? lastOn : addDays(lastOn, 1)),
  );
const stored: SchoolHoliday[] = schoolHolidaysNrw.map((one, index) => ({
  ...one,
  id: String(index),
  isFromList: true,
}));

describe('the ends of a file', () => {
  it('are told by holidays that are known already', () => {
    expect(guessEnds(asFile('included'), stored)).toEqual({ areIncluded: true, because: 'known' });
    expect(guessEnds(asFile('after'), stored)).toEqual({ areIncluded: false, because: 'known' });
  });

  it('are told by a day that begins and ends on the same date: the standard has no such', () => {
    const file = [entry('Pfingstferien', '2031-06-03', '2031-06-03')];
    expect(guessEnds(file, [])).toEqual({ areIncluded: true, because: 'one_day' });
  });

  it('are told by the weekdays where nothing is known yet', () => {
    const long = (ends: 'included' | 'after') =>
      asFile(ends).filter(({ name }) => !name.startsWith('Pfingst'));
    expect(guessEnds(long('included'), [])).toEqual({ areIncluded: true, because: 'weekdays' });
    expect(guessEnds(long('after'), [])).toEqual({ areIncluded: false, because: 'weekdays' });
  });

  it('are taken as the standard has them when nothing tells', () => {
    expect(guessEnds([entry('Ferien', '2031-06-03', '2031-06-11')], [])).toEqual({
      areIncluded: false,
      because: 'standard',
    });
  });

  it('the widespread set of 19 to 30 October keeps its Friday when its ends are included', () => {
    const autumn = entry('Herbstferien', '2026-10-19', '2026-10-30');
    expect(stretchOf(autumn, true)).toEqual({ firstOn: '2026-10-19', lastOn: '2026-10-30' });
    expect(stretchOf(autumn, false)).toEqual({ firstOn: '2026-10-19', lastOn: '2026-10-29' });
  });
});

describe('held against what is stored', () => {
  const compare = (one: CalendarEntry) => compareWithStored([one], false, stored, '2026-08-01')[0]!;

  it('the same days are the same, whatever they are called', () => {
    expect(compare(entry('Autumn break', '2026-10-17', '2026-11-01'))).toMatchObject({
      state: 'same',
      name: 'Herbstferien 2026',
      isProposed: false,
    });
  });

  it('other days would replace what they touch, but only if somebody ticks that', () => {
    const row = compare(entry('Herbstferien NRW', '2026-10-19', '2026-10-31'));
    expect(row).toMatchObject({ state: 'changed', name: 'Herbstferien 2026', isProposed: false });
    expect(row.replaces).toMatchObject([{ firstOn: '2026-10-17', lastOn: '2026-10-31' }]);
  });

  it('new holidays are proposed, except past or endless ones', () => {
    expect(compare(entry('Herbstferien 2030', '2030-10-14', '2030-10-27'))).toMatchObject({
      state: 'new',
      isProposed: true,
    });
    expect(compare(entry('Alte Ferien', '2019-10-14', '2019-10-27')).isProposed).toBe(false);
    expect(compare(entry('Ein halbes Jahr', '2031-01-01', '2031-06-30'))).toMatchObject({
      isLong: true,
      isProposed: false,
    });
  });

  it('a public holiday is no school holiday', () => {
    expect(compare(entry('Fronleichnam', '2027-05-27', '2027-05-28')).state).toBe('public_holiday');
  });
});
