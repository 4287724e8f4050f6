import { describe, expect, test } from 'vitest';
import { byDay, calendarPage, nextAndRest } from './mine.ts';
import type { MySignup } from './signup.ts';

const today = '2026-11-23';
const page = (view: string | null, date: string | null) => calendarPage({ view, date }, today);

const signup = (shiftId: string, startAt: string, more: Partial<MySignup> = {}): MySignup => ({
  shiftId,
  eventId: 'event',
  projectId: 'project',
  title: 'Vorlesen',
  projectKind: 'reading',
  role: 'reader',
  label: null,
  startAt: new Date(startAt),
  endAt: new Date(startAt),
  timeZone: 'Europe/Berlin',
  placeName: '',
  street: null,
  postalCode: null,
  room: null,
  isStepFree: false,
  accessNote: null,
  note: null,
  organisationName: 'Seniorenbüro Aplerbeck',
  organisationPhone: null,
  status: 'confirmed',
  position: null,
  isCancelled: false,
  cancellationReason: null,
  offerId: null,
  isSubstituteProposed: false,
  isVisit: false,
  nextWeekShiftId: null,
  ...more,
});

describe("the address of Hanne's calendar", () => {
  test('without anything it shows the month of today, with today chosen', () => {
    expect(page(null, null)).toMatchObject({
      view: 'monat',
      chosen: today,
      firstOn: '2026-10-26',
      endOn: '2026-12-07',
      previous: '2026-10',
      next: '2026-12',
    });
  });

  test('another month chooses no day, its own month chooses today', () => {
    expect(page('monat', '2027-01').chosen).toBeNull();
    expect(page('monat', '2026-11').chosen).toBe(today);
  });

  test('a week runs from Monday to Sunday and leads to its neighbours', () => {
    expect(page('woche', '2026-12-30')).toMatchObject({
      firstOn: '2026-12-28',
      endOn: '2027-01-04',
      previous: '2026-12-21',
      next: '2027-01-04',
    });
  });

  test('the list has the days of the month only', () => {
    expect(page('liste', '2027-02')).toMatchObject({ firstOn: '2027-02-01', endOn: '2027-03-01' });
  });

  test('from January the way back leads into December', () => {
    expect(page('monat', '2027-01-31')).toMatchObject({ previous: '2026-12', next: '2027-02' });
  });

  test.each(['2026-13', '2026-02-30', 'morgen', "'; drop table signup"])(
    'nonsense (%s) shows today instead of an error',
    (date) => expect(page('jahr', date)).toEqual(page(null, null)),
  );
});

test('a date late in the evening belongs to the day on the clock of Dortmund', () => {
  const days = byDay([signup('a', '2026-11-23T22:30Z'), signup('b', '2026-11-23T23:30Z')]);
  expect([...days.keys()]).toEqual(['2026-11-23', '2026-11-24']);
});

test('what is only waited for, or called off, is not the next date', () => {
  const waiting = signup('waiting', '2026-11-24T09:00Z', { status: 'waiting', position: 2 });
  const calledOff = signup('off', '2026-11-25T09:00Z', { isCancelled: true });
  const certain = signup('certain', '2026-11-26T09:00Z');
  expect(nextAndRest([waiting, calledOff, certain])).toEqual({ next: certain, rest: [waiting, calledOff] });
});

test('without any certain date there is no next one', () => {
  expect(nextAndRest([])).toEqual({ next: null, rest: [] });
});
