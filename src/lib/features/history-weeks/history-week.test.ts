import { instantOf } from '#lib/time/zone.ts';
import { describe, expect, test } from 'vitest';
import {
  givenNames,
  gridRows,
  type Participant,
  type Session,
  type SessionRole,
  weekDays,
} from './history-week.ts';
import { suggestPairs } from './pairs.ts';
import { weekWarnings } from './warnings.ts';

const week = {
  ...{
    projectId: 'week',
    title: 'Geschichtswoche',
    organisationId: 'office',
    organisationName: 'Seniorenbüro',
  },
  ...{ organisationPhone: null, timeZone: 'Europe/Berlin', isPublished: true, isClosed: false, houses: [] },
  days: {
    ...{ firstOn: '2026-12-07', lastOn: '2026-12-11', witnessSessionsPerDay: 1 },
    ...{ thankedAt: null, participantsDeletedAt: null },
  },
};

function session(id: string, changes: Partial<Session> = {}): Session {
  const { date, startTime, endTime } = {
    date: '2026-12-08',
    startTime: '09:30',
    endTime: '11:00',
    ...changes,
  };
  return {
    ...{ id, title: id, date, startTime, endTime, venueId: 'abendrot', placeName: 'Haus Abendrot' },
    ...{
      street: null,
      postalCode: null,
      isStepFree: true,
      accessNote: null,
      roomId: null,
      room: null,
      note: null,
    },
    startAt: instantOf(date, startTime),
    endAt: instantOf(date, endTime),
    ...{ version: 1, isPublished: true, cancelledAt: null, cancellationReason: null, roles: [], guests: [] },
    ...changes,
  };
}

const role = (kind: 'witness' | 'escort', ...names: string[]): SessionRole => ({
  ...{ shiftId: kind, role: kind, label: null, min: 1, max: 4, taken: names.length, requirements: [] },
  ...{ language: null, note: null },
  people: names.map((name) => ({ personId: name, name, phone: null })),
});

const resident = (id: string, changes: Partial<Participant> = {}): Participant => ({
  ...{ id, givenName: id, initial: '', house: '', needsEscort: true, photoConsent: 'photo' },
  ...{ consentOn: '2026-11-20', consentByName: 'Grace' },
  ...changes,
});
const guest = (participantId: string, escortId: string | null = null, isWitness = false) => ({
  ...{ participantId, escortId, isWitness },
});

function warningsOf(sessions: Session[], participants: Participant[] = []) {
  const found = weekWarnings({ week, sessions, participants, exceptions: [] }, 20);
  return Object.fromEntries([...found].map(([id, list]) => [id, list.map(({ code }) => code)]));
}

describe('the day grid', () => {
  test('has a row for each time and a column for each day, parallel sessions in one cell', () => {
    const days = weekDays(week.days);
    const rows = gridRows(days, [
      session('a'),
      session('b'),
      session('c', { date: '2026-12-07', startTime: '08:15' }),
    ]);
    expect(rows.map(({ startTime, cells }) => [startTime, ...cells.map((cell) => cell.length)])).toEqual([
      ['08:15', 1, 0, 0, 0, 0],
      ['09:30', 0, 2, 0, 0, 0],
    ]);
  });
});

describe('warnings', () => {
  test('a witness tells once a day, whoever it is; on another day again', () => {
    const hanne = { roles: [role('witness', 'Hanne')] };
    const sessions = [
      session('a', hanne),
      session('b', { ...hanne, startTime: '14:00', endTime: '15:00' }),
      session('c', { ...hanne, date: '2026-12-09' }),
    ];
    expect(warningsOf(sessions)).toEqual({ a: ['witness_limit'], b: ['witness_limit'] });
  });

  test('escorts are counted by residents who need one, consent by residents who are there', () => {
    const participants = [
      resident('Erna'),
      resident('Otto', { photoConsent: 'unknown', needsEscort: false }),
      resident('Ilse', { photoConsent: 'unknown' }),
    ];
    const guests = [guest('Erna'), guest('Otto')];
    expect(warningsOf([session('a', { guests })], participants)).toEqual({
      a: ['consent_missing', 'escorts_missing'],
    });
  });

  test('one room in words at one time, and time for the way to another house', () => {
    const participants = [resident('Erna', { needsEscort: false })];
    const erna = { guests: [guest('Erna')] };
    const sessions = [
      session('a', { room: 'Festsaal', ...erna }),
      session('b', { room: 'festsaal' }),
      session('c', { venueId: 'schule', startTime: '11:10', endTime: '12:00', ...erna }),
    ];
    expect(warningsOf(sessions, participants)).toEqual({
      a: ['room_taken'],
      b: ['room_taken'],
      c: ['short_way'],
    });
  });

  test('a session that is called off warns of nothing and stands in nobody’s way', () => {
    const room = { room: 'Festsaal' };
    expect(warningsOf([session('a', room), session('b', { ...room, cancelledAt: new Date(0) })])).toEqual({});
  });
});

describe('pairs', () => {
  test('go to who needs one and has none, the escort known from before first', () => {
    const today = session('today', {
      roles: [role('escort', 'Helga', 'Klaus', 'Renate')],
      guests: [guest('Otto'), guest('Erna'), guest('Ilse', 'Renate'), guest('Bruno')],
    });
    const yesterday = session('yesterday', { guests: [guest('Erna', 'Helga')] });
    const participants = ['Otto', 'Erna', 'Ilse'].map((id) => resident(id));
    participants.push(resident('Bruno', { needsEscort: false }));
    expect(suggestPairs(today, participants, [yesterday])).toEqual([
      { participantId: 'Erna', escortId: 'Helga' },
      { participantId: 'Otto', escortId: 'Klaus' },
    ]);
  });
});

test('given names stand alone, unless two people share one', () => {
  const people = [
    { id: '1', givenName: 'Renate', familyName: 'Böhmer' },
    { id: '2', givenName: 'Renate', familyName: 'Jansen' },
    { id: '3', givenName: 'Klaus', familyName: 'Pieper' },
  ];
  expect([...givenNames([...people, people[0]!]).values()]).toEqual(['Renate B.', 'Renate J.', 'Klaus']);
});
