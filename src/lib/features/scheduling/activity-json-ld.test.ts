import { describe, expect, test } from 'vitest';
import { activityJsonLd } from './activity-json-ld.ts';
import type { Activity, ActivityDate } from './activity.ts';

const date: ActivityDate = {
  id: 's1',
  eventId: 'e1',
  projectId: 'p1',
  kind: 'reading',
  title: 'Vorlesen',
  role: 'reader',
  label: null,
  startAt: new Date('2026-11-24T13:30:00Z'),
  endAt: new Date('2026-11-24T15:00:00Z'),
  timeZone: 'Europe/Berlin',
  district: 'Aplerbeck',
  placeName: 'Emscherschule',
  places: { min: 1, max: 2, taken: 0, waiting: 0 },
  street: 'Schulweg 3',
  postalCode: '44287',
  city: null,
  room: null,
  note: null,
  language: null,
  requirements: [],
  isStepFree: true,
  accessNote: null,
  isCancelled: false,
  cancellationReason: null,
};
const activity: Activity = {
  id: 'p1',
  title: 'Vorlesen',
  kind: 'reading',
  summary: 'Eine Stunde mit einem Kind.',
  description: '',
  languages: ['de'],
  isStanding: false,
  insuredThrough: '',
  organisation: { name: 'Seniorenbüro Aplerbeck', phone: '+4923112345', email: null },
  dates: [
    date,
    { ...date, id: 's2', role: 'moderator' },
    { ...date, id: 's3', eventId: 'e2', isCancelled: true },
  ],
  total: 3,
};

describe('an activity as schema.org data', () => {
  const data = activityJsonLd(activity, 'https://miteinander.example.org/mitmachen/p1', 'Dortmund') as {
    '@graph': Record<string, unknown>[];
  };

  test('has one Event for each date, however many shifts it has', () => {
    expect(data['@graph']).toHaveLength(2);
  });

  test('says when, where and who', () => {
    expect(data['@graph'][0]).toMatchObject({
      '@type': 'Event',
      name: 'Vorlesen',
      startDate: '2026-11-24T14:30:00+01:00',
      endDate: '2026-11-24T16:00:00+01:00',
      eventStatus: 'https://schema.org/EventScheduled',
      location: {
        name: 'Emscherschule',
        address: { streetAddress: 'Schulweg 3', addressLocality: 'Dortmund' },
      },
      organizer: { name: 'Seniorenbüro Aplerbeck', telephone: '+4923112345' },
    });
  });

  test('says that a date was called off', () => {
    expect(data['@graph'][1]).toMatchObject({ eventStatus: 'https://schema.org/EventCancelled' });
  });
});
