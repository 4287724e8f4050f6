/** Invented texts of projects: warm, concrete, no jargon. `{district}` and `{place}` are filled in. */
export type Text = { title: string; summary: string; description: string };

export const visiting: Text = {
  title: 'Besuchsdienst {district}',
  summary:
    'Eine Stunde Zeit für jemanden, der allein lebt: erzählen, vorlesen, eine Runde Mensch-ärgere-dich-nicht.',
  description:
    'Viele ältere Menschen in {district} bekommen wenig Besuch. Sie kommen einmal in der Woche vorbei, hören zu, lesen aus der Zeitung vor oder gehen zusammen um den Block. Pflege und Hausarbeit gehören nicht dazu. Wir besuchen die Person vorher, beim ersten Treffen sind wir dabei, und alle sechs Wochen tauschen sich die Ehrenamtlichen bei Kaffee und Kuchen aus.',
};

export const visitTitles = [
  'Kaffeebesuch am Nachmittag',
  'Zeitung lesen und erzählen',
  'Spaziergang zu zweit',
  'Spielenachmittag zu zweit',
  'Fotoalben ansehen und zuhören',
  'Vorlesen am Vormittag',
  'Besuch mit kleinem Balkongarten',
  'Musik hören und plaudern',
  'Briefe schreiben helfen',
  'Kreuzworträtsel und ein Schwatz',
];

export const visitAccess = [
  'Erdgeschoss, zwei Stufen bis zur Haustür',
  'Dritter Stock ohne Aufzug',
  'Aufzug im Haus',
  'Im Haushalt lebt eine ruhige Katze',
  'Ebenerdig; der Hund begrüßt alle freundlich',
  'Erster Stock, Treppe mit Geländer',
];

export const reading: Text = {
  title: 'Lesezeit: {place}',
  summary: 'Ein Kind, ein Buch, eine Schulstunde: Lesepatinnen und Lesepaten für {place} gesucht.',
  description:
    'Einmal in der Woche lesen Sie eine Schulstunde lang mit einem Kind, das noch nicht gern liest. Sie suchen zusammen ein Buch aus, lachen über die Bilder und kommen Seite um Seite voran. Die Schule stellt einen ruhigen Raum und eine Bücherkiste. Vorher bieten wir eine Schulung an einem Nachmittag an; in den Ferien ist Pause.',
};

export const readingTitles = [
  'Lesestunde Klasse 1a',
  'Lesestunde Klasse 2b',
  'Lesestunde Klasse 2c',
  'Lesestunde Klasse 3a',
  'Lesestunde Klasse 3b',
  'Lesestunde Klasse 4a',
  'Lesestunde Klasse 4b',
];

export const storytime: Text = {
  title: 'Vorlesestunde: {place}',
  summary:
    'Kinder zwischen drei und sechs warten auf Geschichten – wer kommt mit Bilderbuch und guter Stimme?',
  description:
    'In der Kuschelecke von {place} sitzen acht Kinder und wollen wissen, wie es weitergeht. Sie lesen eine halbe Stunde vor, danach wird gemalt oder gefragt. Bücher sind da, Ihre Lieblingsgeschichte dürfen Sie mitbringen.',
};

export const accompanying: Text = {
  title: 'Begleitdienst {district}',
  summary: 'Zum Arzt, zum Amt, auf den Markt oder zum Friedhof: Sie gehen mit, damit jemand sicher ankommt.',
  description:
    'Manche Wege sind allein zu weit oder zu unsicher. Sie treffen sich am vereinbarten Ort, gehen oder fahren mit Bus und Bahn gemeinsam, warten zusammen und kommen gemeinsam zurück. Fahrkarten erstatten wir. Es sind einzelne Termine: Sie sagen zu, wenn es Ihnen passt.',
};

export const errands: { title: string; place: string }[] = [
  { title: 'Begleitung zum Augenarzt', place: 'Treffpunkt Haltestelle Marktplatz' },
  { title: 'Begleitung zum Wochenmarkt', place: 'Treffpunkt Brunnen am Markt' },
  { title: 'Begleitung ins Bürgeramt', place: 'Treffpunkt Haupteingang Bürgeramt' },
  { title: 'Begleitung zum Friedhof', place: 'Treffpunkt Friedhofstor' },
  { title: 'Begleitung zur Krankengymnastik', place: 'Treffpunkt Praxis Holunderstieg' },
  { title: 'Begleitung zum Hörgeräteladen', place: 'Treffpunkt Ladenzeile Schieferplatz' },
  { title: 'Begleitung zur Hausärztin', place: 'Treffpunkt Ärztehaus am Park' },
  { title: 'Begleitung ins Konzert', place: 'Treffpunkt Foyer der Musikschule' },
];

export const historyWeek: Text = {
  title: 'Geschichtswoche: {place}',
  summary:
    'Fünf Tage, an denen Schulkinder fragen und ältere Menschen erzählen: von Kindheit, Schule, Zeche und Neuanfang.',
  description:
    'Eine Woche lang kommen Klassen ins Haus. Bewohnerinnen, Bewohner und Gäste aus dem Stadtteil erzählen, wie sie jung waren; die Kinder fragen nach, zeichnen auf und gestalten am Freitag eine Ausstellung. Gesucht werden Menschen, die erzählen, das Gespräch leiten, aufzeichnen oder die Kinder von der Schule abholen und zurückbringen. Am Donnerstag davor gibt es eine Probe mit Kuchen.',
};

export const historySessions = [
  'Meine Kindheit im Viertel',
  'Schule früher',
  'Arbeit auf der Zeche',
  'Angekommen in der Fremde',
  'Feste und Feiertage',
  'Kochen mit wenig',
  'Spiele ohne Strom',
  'Frauen im Beruf',
  'Nachbarschaft und Streit',
  'Musik unserer Jugend',
  'Krieg und Neuanfang',
  'Ausstellung und Abschlussfest',
];

export const cancellationReasons = [
  'Die Gruppenleitung ist erkrankt. Wir melden uns mit einem neuen Termin.',
  'Wasserschaden im Saal – der Raum ist gesperrt.',
  'Die Person ist im Krankenhaus. Wir danken Ihnen für Ihr Verständnis.',
  'Die Schule hat an diesem Tag einen Ausflug.',
  'Wegen Glatteis sagen wir vorsichtshalber ab.',
];

export const interestMessages = [
  'Ich habe dienstags und donnerstags Zeit. Darf ich einmal zuschauen?',
  'Meine Nachbarin macht schon mit und schwärmt davon.',
  'Ich spreche auch Polnisch, falls das hilft.',
  'Am liebsten vormittags, ich wohne gleich um die Ecke.',
  '',
];

export function fill(text: string, words: { district?: string; place?: string }): string {
  return text.replaceAll('{district}', words.district ?? '').replaceAll('{place}', words.place ?? '');
}
