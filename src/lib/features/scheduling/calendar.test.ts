import { describe, expect, it } from 'vitest';
import {
  calendarQuery,
  groupByDay,
  passesFilters,
  readCalendarAddress,
  shownDays,
  stepDate,
  weekNumber,
} from './calendar-address.ts';
import { type CalendarEvent, fillLevel, type Places, placesOf } from './calendar.ts';

const places = (taken: number, min: number, max: number, waiting = 0): Places => ({
  taken,
  min,
  max,
  waiting,
});

describe('how full a date is', () => {
  it.each([
    ['empty', [places(0, 1, 3)]],
    ['short', [places(1, 2, 3)]],
    ['enough', [places(2, 2, 3)]],
    ['full', [places(3, 2, 3)]],
    ['waiting', [places(3, 2, 3, 2)]],
  ] as const)('is %s', (level, shifts) => {
    expect(fillLevel(shifts)).toBe(level);
  });

  it('is short although the reading round is full, as long as nobody bakes the cake', () => {
    expect(fillLevel([places(3, 1, 3), places(0, 1, 1)])).toBe('short');
  });

  it('is enough when an optional role is still free', () => {
    expect(fillLevel([places(3, 1, 3), places(0, 0, 2)])).toBe('enough');
  });

  it('has no level without shifts', () => {
    expect(fillLevel([])).toBeNull();
  });

  it('adds the people of all shifts', () => {
    expect(placesOf([places(1, 1, 2, 1), places(2, 1, 4)])).toEqual(places(3, 2, 6, 1));
  });
});

describe('the address of the calendar', () => {
  const today = '2026-11-24';
  const read = (query: string) => readCalendarAddress(new URLSearchParams(query), today);

  it('opens today, in the view that suits the screen', () => {
    expect(read('')).toEqual({
      view: null,
      date: today,
      projectId: null,
      place: null,
      state: null,
      organisationId: null,
    });
    expect(calendarQuery(read(''), today)).toBe('');
  });

  it('says everything that is shown, and reads it back', () => {
    const address = {
      view: 'week',
      date: '2026-12-01',
      projectId: '01a205e2-3206-7afa-864d-b54d06423135',
      place: 'Begegnungszentrum Aplerbeck & Garten',
      state: 'short',
      organisationId: '01a205e2-31d6-7373-839e-2da8244d278c',
    } as const;
    expect(read(calendarQuery(address, today))).toEqual(address);
  });

  it('leaves out what makes no sense', () => {
    expect(read('ansicht=jahr&datum=2026-02-30&projekt=1&status=x&stelle=%27')).toEqual(read(''));
  });
});

describe('the days of a view', () => {
  it('are the month, also for the list', () => {
    expect(shownDays('month', '2026-02-14')).toEqual({ from: '2026-02-01', to: '2026-03-01' });
    expect(shownDays(null, '2026-12-31')).toEqual({ from: '2026-12-01', to: '2027-01-01' });
  });

  it('are the week from Monday on', () => {
    expect(shownDays('week', '2026-11-29')).toEqual({ from: '2026-11-23', to: '2026-11-30' });
  });

  it('lead from the last day of a long month into the next, and back', () => {
    expect(stepDate('month', '2026-01-31', 1)).toBe('2026-02-01');
    expect(stepDate('list', '2026-03-31', -1)).toBe('2026-02-01');
    expect(stepDate('week', '2026-12-28', 1)).toBe('2027-01-04');
    expect(stepDate('day', '2027-01-01', -1)).toBe('2026-12-31');
  });
});

it.each([
  ['2026-11-24', 48],
  ['2026-01-01', 1],
  ['2027-01-03', 53],
  ['2027-01-04', 1],
])('%s lies in week %i', (date, week) => {
  expect(weekNumber(date)).toBe(week);
});

it('a list has a day for each day in Dortmund, not in Greenwich', () => {
  const at = (startAt: string) =>
    ({ startAt: new Date(startAt), timeZone: 'Europe/Berlin' }) as CalendarEvent;
  const events = [at('2026-11-24T22:30Z'), at('2026-11-24T23:30Z'), at('2026-11-25T09:00Z')];
  expect(groupByDay(events)).toEqual([
    { date: '2026-11-24', events: [events[0]] },
    { date: '2026-11-25', events: [events[1], events[2]] },
  ]);
});

describe('the filters', () => {
  const event = {
    projectId: 'p',
    placeName: 'Haus',
    state: 'published',
    shifts: [places(1, 2, 3)],
  } as unknown as CalendarEvent;
  const none = { projectId: null, place: null, state: null };

  it('let everything pass when none is set', () => {
    expect(passesFilters(event, none)).toBe(true);
  });

  it('keep a project, a place and a state', () => {
    expect(passesFilters(event, { projectId: 'p', place: 'Haus', state: 'published' })).toBe(true);
    expect(passesFilters(event, { ...none, projectId: 'q' })).toBe(false);
    expect(passesFilters(event, { ...none, place: 'Hof' })).toBe(false);
    expect(passesFilters(event, { ...none, state: 'draft' })).toBe(false);
  });

  it('find what is short of people, but not what was called off', () => {
    expect(passesFilters(event, { ...none, state: 'short' })).toBe(true);
    expect(passesFilters({ ...event, state: 'cancelled' }, { ...none, state: 'short' })).toBe(false);
  });
});
