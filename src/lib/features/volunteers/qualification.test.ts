import { expect, test } from 'vitest';
import { qualificationState, usualExpiry } from './qualification.ts';

const until = (expiresOn: string | null) =>
  qualificationState({ kind: 'first_aid', grantedOn: '2025-01-10', expiresOn }, '2026-11-23');

test('a course without end is valid', () => expect(until(null)).toBe('valid'));

test('on its last day a course still counts, and the light is already yellow', () => {
  expect(until('2026-11-23')).toBe('expiring');
  expect(until('2026-11-22')).toBe('expired');
});

test('the light turns yellow ninety days before the end', () => {
  expect(until('2027-02-21')).toBe('expiring');
  expect(until('2027-02-22')).toBe('valid');
});

test('a record inspection is looked at again after five years, an agreement never ends by itself', () => {
  expect(usualExpiry('record_inspection', '2026-03-15')).toBe('2031-03-15');
  expect(usualExpiry('volunteer_agreement', '2026-03-15')).toBeNull();
});

test('what was granted on 29 February ends on the last of February', () => {
  expect(usualExpiry('record_inspection', '2024-02-29')).toBe('2029-02-28');
});
