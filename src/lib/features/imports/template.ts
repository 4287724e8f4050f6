import { type ImportField, importFields, type ImportKind } from './import.ts';

/** Fields that a template leaves out, because others say the same. */
const leftOut: Record<ImportKind, readonly ImportField[]> = {
  volunteers: ['name', 'phone'],
  shifts: ['time'],
  groups: ['time'],
};

const examples: Partial<Record<ImportField, string>> = {
  givenName: 'Hanne',
  familyName: 'Beispiel',
  email: 'hanne.beispiel@example.org',
  mobile: '0171 3920010',
  postalCode: '44287',
  district: 'Aplerbeck',
  languages: 'Deutsch, Türkisch',
  skills: 'Vorlesen, Gärtnern',
  availability: 'Mo 14-16 Uhr, Do vormittags',
  project: 'Lesepaten an der Emscherschule',
  date: '24.11.2027',
  startTime: '14:30',
  endTime: '16:00',
  minPlaces: '1',
  maxPlaces: '3',
  place: 'Gemeindehaus',
  street: 'Am Anger 3',
  note: 'Bitte durch den Hof kommen',
  rhythm: '2. und 4. Donnerstag im Monat',
  firstOn: '07.01.2027',
  contact: 'Murat Yılmaz',
  summary: 'Kaffee, Karten und gute Gespräche',
};

const titles: Partial<Record<ImportKind, string>> = {
  groups: 'Kaffeerunde am Donnerstag',
  shifts: 'Vorlesestunde',
};

/** The columns of a template, each with its example. */
export function templateColumns(kind: ImportKind): { field: ImportField; example: string }[] {
  const fields: readonly ImportField[] = importFields[kind];
  return fields
    .filter((field) => !leftOut[kind].includes(field))
    .map((field) => ({ field, example: (field === 'title' ? titles[kind] : examples[field]) ?? '' }));
}
