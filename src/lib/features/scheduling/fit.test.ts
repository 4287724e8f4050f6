import type { Window } from '#lib/features/matching/facts.ts';
import { expect, test } from 'vitest';
import { compareFit, fitFor, type FitFacts } from './fit.ts';

// Tuesday, 24 November 2026, 14:30 to 16:00 in Dortmund.
const shift: FitFacts['shift'] = {
  startAt: new Date('2026-11-24T13:30Z'),
  endAt: new Date('2026-11-24T15:00Z'),
  timeZone: 'Europe/Berlin',
  role: 'reader',
  language: null,
  requirements: [],
  districtCode: 'aplerbeck',
  isStepFree: false,
  latitude: 51.49,
  longitude: 7.56,
};
const hanne: FitFacts['volunteer'] = {
  districtCode: 'aplerbeck',
  latitude: 51.5,
  longitude: 7.56,
  radiusKm: 5,
  languages: ['de'],
  skills: ['reading_aloud', 'cooking'],
  qualifications: [],
  needsStepFree: false,
  availability: [{ weekday: 2, startTime: '14:00', endTime: '18:00' }],
  absence: null,
  maxShiftsPerWeek: 2,
  maxHoursPerWeek: 4,
  shiftsThatWeek: 0,
  hoursThatWeek: 0,
  conflict: null,
  isApart: false,
  isPaused: false,
  hasLeft: false,
};

const fit = (volunteer: Partial<FitFacts['volunteer']> = {}, changes: Partial<FitFacts['shift']> = {}) =>
  fitFor({ shift: { ...shift, ...changes }, volunteer: { ...hanne, ...volunteer } });

test('Hanne fits: she has time, lives near in the district and likes reading aloud', () => {
  expect(fit()).toEqual({
    fits: true,
    blocking: [],
    concerns: [],
    strengths: [
      { code: 'available', weekday: 2, startTime: '14:00', endTime: '18:00' },
      { code: 'skill', skill: 'reading_aloud' },
      { code: 'same_district' },
      { code: 'near', km: 1.1 },
    ],
  });
});

test('another date at that time makes it impossible, and is named', () => {
  const conflict = { title: 'Besuch bei Frau Klein', startAt: new Date('2026-11-24T14:00Z') };
  expect(fit({ conflict })).toMatchObject({
    fits: false,
    blocking: [{ code: 'overlap', ...conflict }],
    concerns: [],
  });
});

test('whom she is not to meet stands in the way, without a name', () => {
  expect(fit({ isApart: true }).blocking).toEqual([{ code: 'apart' }]);
});

test('every missing qualification blocks; one that is there speaks for her', () => {
  const requirements = ['record_inspection', 'training_reading'];
  expect(fit({ qualifications: ['training_reading'] }, { requirements }).blocking).toEqual([
    { code: 'missing_qualification', kind: 'record_inspection' },
  ]);
  expect(fit({ qualifications: requirements }, { requirements }).strengths).toContainEqual({
    code: 'qualified',
  });
});

test('who has left is not placed, who pauses may be asked', () => {
  expect(fit({ hasLeft: true }).blocking).toEqual([{ code: 'left' }]);
  expect(fit({ isPaused: true })).toMatchObject({
    fits: false,
    blocking: [],
    concerns: [{ code: 'paused' }],
  });
});

test('an absence is named with its days', () => {
  const absence = { firstOn: '2026-11-20', lastOn: '2026-11-27' };
  expect(fit({ absence }).concerns).toEqual([{ code: 'absent', ...absence }]);
});

test('the time that she gave must hold the whole shift', () => {
  const until = (endTime: string) => fit({ availability: [{ weekday: 2, startTime: '14:00', endTime }] });
  expect(until('16:00').fits).toBe(true);
  expect(until('15:59').concerns).toEqual([{ code: 'not_available' }]);
  expect(fit({ availability: [{ weekday: 3, startTime: '08:00', endTime: '20:00' }] }).fits).toBe(false);
});

test('two windows that touch are one stretch of time', () => {
  const availability: Window[] = [
    { weekday: 2, startTime: '15:00', endTime: '17:00' },
    { weekday: 2, startTime: '13:00', endTime: '15:00' },
  ];
  expect(fit({ availability }).strengths[0]).toMatchObject({
    code: 'available',
    startTime: '13:00',
    endTime: '17:00',
  });
});

test('who gave no times at all is not held to any', () => {
  expect(fit({ availability: [] }).concerns).toEqual([]);
});

test('the wall clock counts, also in the week in which summer time ends', () => {
  // Tuesday, 27 October 2026: 14:30 is 13:30 UTC again, on the Tuesday before it was 12:30 UTC.
  const times = (day: string, utc: string) => ({
    startAt: new Date(`2026-10-${day}T${utc}:30Z`),
    endAt: new Date(`2026-10-${day}T${utc}:59Z`),
  });
  const availability: Window[] = [{ weekday: 2, startTime: '14:30', endTime: '15:00' }];
  expect(fit({ availability }, times('20', '12')).fits).toBe(true);
  expect(fit({ availability }, times('27', '13')).fits).toBe(true);
  expect(fit({ availability }, times('27', '12')).fits).toBe(false);
});

test('the language of the shift is a strength or a concern', () => {
  expect(fit({ languages: ['de', 'tr'] }, { language: 'tr' }).strengths).toContainEqual({
    code: 'language',
    language: 'tr',
  });
  expect(fit({}, { language: 'tr' }).concerns).toEqual([{ code: 'language_not_spoken', language: 'tr' }]);
});

test('outside her radius the distance is said in kilometres', () => {
  expect(fit({ latitude: 51.55 }).concerns).toEqual([{ code: 'too_far', km: 6.7, radiusKm: 5 }]);
  expect(fit({ latitude: 51.55, radiusKm: null }).concerns).toEqual([]);
  expect(fit({ latitude: null, longitude: null }).fits).toBe(true);
});

test('her limits per week count what she already has in that week', () => {
  expect(fit({ shiftsThatWeek: 2 }).concerns).toEqual([{ code: 'shifts_limit', limit: 2 }]);
  expect(fit({ hoursThatWeek: 2.5 }).fits).toBe(true);
  expect(fit({ hoursThatWeek: 2.6 }).concerns).toEqual([{ code: 'hours_limit', limit: 4 }]);
});

test('who needs a step-free way is not sent up stairs unknowingly', () => {
  expect(fit({ needsStepFree: true }).concerns).toEqual([{ code: 'not_step_free' }]);
  expect(fit({ needsStepFree: true }, { isStepFree: true }).fits).toBe(true);
});

test('those who fit come first, then those whom least speaks against', () => {
  const [best, plain, paused, left] = [
    fit(),
    fit({ skills: [] }),
    fit({ isPaused: true }),
    fit({ hasLeft: true }),
  ];
  expect([left, paused, plain, best].sort(compareFit)).toEqual([best, plain, paused, left]);
});
