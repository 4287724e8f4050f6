import { type ImportField, importFields, type ImportKind, type Mapping } from './import.ts';

/** How offices call their columns, German first; written as `plain` leaves them. */
const synonyms: Record<ImportKind, Partial<Record<ImportField, string>>> = {
  volunteers: {
    name: 'name namevorname nachnamevorname vornamename vornamenachname vorundnachname vollername fullname person ehrenamtliche ehrenamtlicher freiwillige freiwilliger',
    givenName: 'vorname rufname firstname givenname',
    familyName: 'nachname familienname zuname lastname surname familyname',
    email: 'email mail emailadresse mailadresse epost eadresse',
    phone: 'tel telefon telefonnummer telnr telefonnr telefonprivat festnetz rufnummer phone fon',
    mobile: 'handy handynummer handynr mobil mobilnummer mobiltelefon mobile',
    postalCode: 'plz postleitzahl postcode zip plzwohnort',
    district: 'stadtbezirk bezirk ortsteil stadtteil district',
    languages: 'sprache sprachen sprachkenntnisse fremdsprachen languages',
    skills: 'faehigkeiten kenntnisse talente koennen kompetenzen staerken skills',
    availability: 'verfuegbarkeit verfuegbar zeiten zeit wann wochentage zeitfenster availability',
  },
  shifts: {
    project: 'projekt angebot projektname project',
    title: 'titel termin bezeichnung einsatz veranstaltung thema title',
    date: 'datum tag am date einsatztag termindatum',
    time: 'uhrzeit zeit uhrzeiten zeitraum vonbis time',
    startTime: 'beginn von start anfang startzeit uhrzeitvon start',
    endTime: 'ende bis schluss endzeit uhrzeitbis end',
    role: 'aufgabe rolle taetigkeit funktion schicht role',
    minPlaces: 'mindestens min minimum mindestensnoetig mindestzahl',
    maxPlaces: 'plaetze anzahl platz max maximum bedarf personen freiwillige helfer anzahlpersonen places',
    place: 'ort veranstaltungsort treffpunkt einrichtung haus place',
    street: 'strasse adresse anschrift strassehausnummer street',
    postalCode: 'plz postleitzahl postcode zip',
    note: 'hinweis notiz bemerkung bemerkungen anmerkung hinweise kommentar note',
  },
  groups: {
    title: 'gruppe titel name bezeichnung gruppenname angebot title',
    rhythm: 'rhythmus wochentag tag wann termin termine turnus tage rhythm',
    time: 'uhrzeit zeit uhrzeiten zeitraum vonbis time',
    startTime: 'von start anfang startzeit uhrzeitvon beginnuhrzeit beginn',
    endTime: 'bis schluss endzeit uhrzeitbis ende',
    firstOn: 'ab abdatum ersttermin erstertermin erstertag startdatum erstmals',
    lastOn: 'bisdatum letztertermin letztertag enddatum',
    place: 'ort treffpunkt veranstaltungsort raum haus place',
    street: 'strasse adresse anschrift strassehausnummer street',
    postalCode: 'plz postleitzahl postcode zip',
    contact: 'ansprechperson ansprechpartner ansprechpartnerin kontakt leitung gruppenleitung contact',
    summary: 'kurzbeschreibung beschreibung inhalt worumgehtes summary',
  },
};

/** A heading without everything that people write differently: "E-Mail-Adresse:" is `emailadresse`. */
export function plain(header: string): string {
  return header
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z]/g, '');
}

/** Headings of earlier imports of the office (as `plain` leaves them), and what they were then. */
export type Remembered = Record<string, ImportField | null>;

/**
 * What each column probably is: as the office said the last time, by its heading, by the beginning of its heading, by
 * what stands in it. No field is given twice.
 *
 * @param samples the first rows
 */
export function guessMapping(
  kind: ImportKind,
  headers: string[],
  samples: string[][],
  remembered: Remembered = {},
): Mapping {
  const names = headers.map(plain);
  const mapping: Mapping = headers.map(() => null);
  const settled = names.map((name) => name !== '' && name in remembered);
  const fields = importFields[kind] as readonly ImportField[];
  const give = (column: number, field: ImportField | null | undefined) => {
    if (!field || !fields.includes(field) || mapping.includes(field)) return;
    mapping[column] = field;
    settled[column] = true;
  };
  names.forEach((name, column) => give(column, remembered[name]));
  const wordsOf = (field: ImportField) => synonyms[kind][field]?.split(' ') ?? [];
  const guess = (fits: (name: string, word: string) => boolean) =>
    names.forEach((name, column) => {
      if (settled[column] || name === '') return;
      const field = fields.find(
        (one) => !mapping.includes(one) && wordsOf(one).some((word) => fits(name, word)),
      );
      give(column, field);
    });
  guess((name, word) => name === word);
  guess((name, word) => word.length >= 3 && name.startsWith(word));
  guess((name, word) => word.length >= 6 && name.includes(word));
  headers.forEach((_, column) => {
    if (settled[column]) return;
    const values = samples.map((row) => row[column] ?? '').filter((value) => value !== '');
    if (values.length === 0) return;
    if (values.every((value) => /^\S+@\S+$/.test(value))) give(column, 'email');
    else if (values.every((value) => /^\d{5}$/.test(value))) give(column, 'postalCode');
  });
  return nameWithGivenName(mapping);
}

/** Beside "Vorname", the column "Name" holds the family name. */
function nameWithGivenName(mapping: Mapping): Mapping {
  if (!mapping.includes('givenName') || mapping.includes('familyName')) return mapping;
  return mapping.map((field) => (field === 'name' ? 'familyName' : field));
}
