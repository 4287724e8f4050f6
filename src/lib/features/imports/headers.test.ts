import { describe, expect, it } from 'vitest';
import { guessMapping, plain } from './headers.ts';
import { judgeMapping } from './import.ts';

describe('the columns of volunteers', () => {
  it.each([
    [
      ['Name, Vorname', 'E-Mail', 'Tel.', 'Handy', 'PLZ', 'Stadtbezirk'],
      ['name', 'email', 'phone', 'mobile', 'postalCode', 'district'],
    ],
    [
      ['Vorname', 'Nachname', 'Mail', 'Telefon privat', 'Postleitzahl'],
      ['givenName', 'familyName', 'email', 'phone', 'postalCode'],
    ],
    [
      ['Name', 'Vorname', 'E-Mail-Adresse:'],
      ['familyName', 'givenName', 'email'],
    ],
    [
      ['Nr.', 'Freiwillige', 'Mobilnummer', 'Sprachen', 'Fähigkeiten', 'Verfügbarkeit'],
      [null, 'name', 'mobile', 'languages', 'skills', 'availability'],
    ],
    [
      ['first name', 'last name', 'email'],
      ['givenName', 'familyName', 'email'],
    ],
  ])('%j', (headers, mapping) => {
    expect(guessMapping('volunteers', headers, [])).toEqual(mapping);
  });

  it('without a telling heading are known by what stands in them', () => {
    const samples = [
      ['Hanne Grünwald', 'hanne@example.org', '44287'],
      ['Murat Yılmaz', '', '44289'],
    ];
    expect(guessMapping('volunteers', ['Name', 'Spalte2', ''], samples)).toEqual([
      'name',
      'email',
      'postalCode',
    ]);
  });

  it('are what the office said the last time, also that one is not taken over', () => {
    const remembered = { [plain('Kürzel')]: 'familyName', [plain('Tel.')]: null } as const;
    expect(guessMapping('volunteers', ['Kürzel', 'Vorname', 'Tel.'], [], remembered)).toEqual([
      'familyName',
      'givenName',
      null,
    ]);
  });

  it('are never given twice', () => {
    expect(guessMapping('volunteers', ['E-Mail', 'Mail', 'E-Mail 2'], [])).toEqual(['email', null, null]);
  });
});

it('the columns of shifts', () => {
  const headers = ['Projekt', 'Datum', 'Beginn', 'Ende', 'Aufgabe', 'Plätze', 'Ort', 'Bemerkung'];
  expect(guessMapping('shifts', headers, [])).toEqual([
    'project',
    'date',
    'startTime',
    'endTime',
    'role',
    'maxPlaces',
    'place',
    'note',
  ]);
});

it('the columns of groups', () => {
  const headers = ['Gruppe', 'Wochentag', 'Uhrzeit', 'Ort', 'Ansprechpartnerin'];
  expect(guessMapping('groups', headers, [])).toEqual(['title', 'rhythm', 'time', 'place', 'contact']);
});

it('a mapping says what is missing, and what stands in two columns', () => {
  expect(judgeMapping('volunteers', ['givenName', 'email', 'email', null])).toEqual({
    missing: [['name', 'familyName']],
    repeated: ['email'],
  });
});
