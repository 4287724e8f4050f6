import type { Random } from './random.ts';

/** Invented, all of them: no such house stands in the real town. */
const parts = {
  school: [
    'Grundschule am Kastanienhof',
    'Grundschule Lerchenweg',
    'Grundschule an der Mühlenwiese',
    'Grundschule Fliederhain',
    'Grundschule am Wiesenbach',
    'Grundschule Drosselbusch',
    'Grundschule am alten Stellwerk',
    'Grundschule Sonnenufer',
    'Grundschule im Rosengrund',
    'Grundschule am Zechenteich',
    'Grundschule Amselhof',
    'Grundschule Buchenallee',
    'Grundschule Kornblumenweg',
  ],
  kindergarten: [
    'Kita Pusteblume',
    'Kita Regenbogenhaus',
    'Kita Zaunkönig',
    'Kita Wurzelkinder',
    'Kita Löwenzahn',
    'Kita Sternengarten',
    'Kita Bachstelze',
    'Kita Kleine Füchse',
    'Kita Hummelnest',
    'Kita Schneckenhaus',
    'Kita Birkenkinder',
    'Kita Laternenhof',
  ],
  care_home: [
    'Haus Abendsonne',
    'Haus Lindenblüte',
    'Haus am Mühlenteich',
    'Seniorenzentrum Weidenhof',
    'Haus Sankt Benno',
    'Haus Rosengarten',
    'Wohnstift Ahornpark',
    'Haus Morgenlicht',
    'Haus am Apfelhang',
    'Seniorenzentrum Kiefernhof',
    'Haus Emscherblick',
    'Haus Wiesengrund',
  ],
  parish: [
    'Ev. Gemeinde Am Anger',
    'Kath. Gemeinde St. Benno',
    'Ev. Gemeinde Zur Lerche',
    'Kath. Gemeinde St. Ottilien',
    'Ev. Friedensgemeinde Am Teich',
    'Kath. Gemeinde Hl. Barbara am Schacht',
    'Ev. Gemeinde Lukas am Markt',
    'Kath. Gemeinde St. Wendelin',
    'Ev. Emmausgemeinde',
    'Kath. Gemeinde St. Notburga',
    'Ev. Gemeinde Am Brunnen',
    'Kath. Gemeinde St. Kilian',
  ],
  meeting_place: [
    'Begegnungsstätte Alte Schmiede',
    'Treffpunkt Marktkrug',
    'Begegnungszentrum Kastanie',
    'Nachbarschaftshaus Kupferkessel',
    'Treffpunkt Lokschuppen',
    'Begegnungsstätte Am Anger',
    'Nachbarschaftscafé Zuckerdose',
    'Treffpunkt Waschkaue',
    'Begegnungszentrum Lindenhof',
    'Nachbarschaftshaus Brückenbogen',
    'Treffpunkt Gartenlaube',
    'Begegnungsstätte Kohlenwaage',
    'Treffpunkt Postkutsche',
  ],
} as const;

export type PlaceKind = keyof typeof parts;

/** The names of one kind, one after the other; after the last they begin again with the district's name behind. */
export function placeNamer(): (kind: PlaceKind, districtName: string) => string {
  const used = new Map<PlaceKind, number>();
  return (kind, districtName) => {
    const count = used.get(kind) ?? 0;
    used.set(kind, count + 1);
    const names = parts[kind];
    const name = names[count % names.length]!;
    return count < names.length ? name : `${name} ${districtName}`;
  };
}

const streets = [
  'Kastanienhof',
  'Am Apfelhang',
  'Lerchenbusch',
  'Zum Kupferkessel',
  'Mühlenwieser Weg',
  'Alter Stellwerksweg',
  'Drosselhain',
  'Am Zechenteich',
  'Fliedergasse',
  'Kohlenwaage',
  'Rosengrund',
  'Am stillen Winkel',
  'Holunderstieg',
  'Schieferplatz',
  'Amselufer',
  'Brückenbogen',
  'Ziegelhof',
  'Weidenkamp am Bach',
  'Sonnenufer',
  'Hagebuttenweg am Park',
];

/** A street and number that no map knows. */
export function inventStreet(random: Random): string {
  return `${random.pick(streets)} ${random.int(1, 84)}`;
}

const access = {
  stepFree: [
    'Stufenfreier Eingang, Behinderten-WC im Erdgeschoss',
    'Aufzug vorhanden, breite Türen',
    'Rampe am Hintereingang, bitte klingeln',
    'Ebenerdig, Parkplatz mit Ausweis direkt am Haus',
    'Stufenfrei; Haltestelle mit Niederflurbahn 150 m entfernt',
  ],
  steps: [
    'Drei Stufen am Eingang, mit Geländer',
    'Erster Stock ohne Aufzug',
    'Altbau mit Treppe; auf Wunsch hilft jemand an der Tür',
    'Zwei Stufen am Eingang, keine Rampe',
  ],
};

export function inventAccessNote(random: Random, isStepFree: boolean): string {
  return random.pick(isStepFree ? access.stepFree : access.steps);
}
