import { expect, test } from 'vitest';
import { eventJsonLd, isoWithOffset } from './event-json-ld.ts';

const facts = {
  title: 'Seniorenkreis',
  description: '',
  startAt: new Date('2027-06-03T13:00:00Z'),
  endAt: new Date('2027-06-03T15:00:00Z'),
  timeZone: 'Europe/Berlin',
  isCancelled: false,
  placeName: 'Gemeindehaus',
  street: null,
  postalCode: null,
  city: null,
  organiser: { name: 'Ev. Gemeinde Am Anger', phone: null },
};

test('a date that was moved says when it was to be, across the change of the clock', () => {
  const movedFrom = new Date('2027-03-25T14:00:00Z');
  expect(eventJsonLd({ ...facts, movedFrom }, 'https://example.org/g', 'Dortmund')).toMatchObject({
    startDate: '2027-06-03T15:00:00+02:00',
    previousStartDate: '2027-03-25T15:00:00+01:00',
    eventStatus: 'https://schema.org/EventRescheduled',
  });
});

test('a date that was called off stays called off, moved or not', () => {
  const event = { ...facts, isCancelled: true, movedFrom: facts.startAt };
  expect(eventJsonLd(event, 'https://example.org/g', 'Dortmund')).toMatchObject({
    eventStatus: 'https://schema.org/EventCancelled',
  });
});

test.each([
  ['2027-03-28T00:59:00Z', 'Europe/Berlin', '2027-03-28T01:59:00+01:00'],
  ['2027-03-28T01:00:00Z', 'Europe/Berlin', '2027-03-28T03:00:00+02:00'],
  ['2027-10-31T00:30:00Z', 'Europe/Berlin', '2027-10-31T02:30:00+02:00'],
  ['2027-10-31T01:30:00Z', 'Europe/Berlin', '2027-10-31T02:30:00+01:00'],
  ['2026-11-24T13:00:00Z', 'America/St_Johns', '2026-11-24T09:30:00-03:30'],
])('the wall clock at %s in %s is %s', (instant, zone, text) => {
  expect(isoWithOffset(new Date(instant), zone)).toBe(text);
});
