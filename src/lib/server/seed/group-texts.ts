import type { ShiftRole } from '#lib/features/scheduling/shift.ts';
import type { Text } from './texts.ts';

/** A regular group: what it is called, when it likes to be, what is done there, and how many are welcome. */
export type GroupText = Text & {
  time: string;
  minutes: number;
  roles: { role: ShiftRole; min: number; max: number; requirements?: string[] }[];
  languages?: string[];
  /** So well liked that people wait for a place. */
  isPopular?: boolean;
  /** Being there says something about oneself. */
  isDiscreet?: boolean;
};

export const groups: GroupText[] = [
  {
    title: 'Frühstückstreff',
    summary:
      'Brötchen, Kaffee und Neuigkeiten aus dem Viertel. Wir suchen helfende Hände in der Küche und am Tisch.',
    description:
      'Ab neun Uhr duftet es nach Kaffee. Zwanzig bis dreißig Gäste kommen, manche zu Fuß, manche mit dem Rollator. Sie decken ein, schenken nach und setzen sich dazu.',
    time: '09:00',
    minutes: 150,
    roles: [
      { role: 'catering', min: 2, max: 3, requirements: ['food_hygiene'] },
      { role: 'group_helper', min: 1, max: 2 },
    ],
  },
  {
    title: 'Erzählcafé',
    summary: 'Ein Thema, viele Erinnerungen. Zwei Stunden bei Kaffee und selbst gebackenem Kuchen.',
    description:
      'Mal geht es um die erste Wohnung, mal um den Schulweg. Sie begrüßen die Gäste, sorgen für Kuchen oder stellen die Fragen, die alle zum Erzählen bringen.',
    time: '15:00',
    minutes: 120,
    roles: [
      { role: 'moderator', min: 1, max: 1 },
      { role: 'group_helper', min: 1, max: 2 },
    ],
    isPopular: true,
  },
  {
    title: 'Spielenachmittag',
    summary: 'Skat, Rummikub, Rommé: Mitspielerinnen und Mitspieler gesucht, die auch mal verlieren können.',
    description:
      'An vier Tischen wird gespielt. Sie erklären Regeln, springen ein, wenn jemand fehlt, und kochen Tee.',
    time: '14:30',
    minutes: 150,
    roles: [{ role: 'group_helper', min: 1, max: 3 }],
  },
  {
    title: 'Singen macht Laune',
    summary: 'Volkslieder, Schlager und was gewünscht wird – mit Gitarre oder Klavier, ohne Vorsingen.',
    description:
      'Eine Stunde Singen für alle, die Freude daran haben. Gesucht: jemand am Instrument und jemand, der Liedblätter verteilt.',
    time: '16:00',
    minutes: 60,
    roles: [
      { role: 'moderator', min: 1, max: 1 },
      { role: 'group_helper', min: 0, max: 2 },
    ],
  },
  {
    title: 'Smartphone-Sprechstunde',
    summary:
      'Fotos verschicken, Fahrkarte kaufen, Videoanruf mit den Enkeln: Hilfe in Ruhe und ohne Fachchinesisch.',
    description:
      'Die Gäste bringen ihr eigenes Gerät mit. Sie sitzen zu zweit an einem Tisch und probieren so lange, bis es klappt.',
    time: '10:00',
    minutes: 120,
    roles: [{ role: 'group_helper', min: 2, max: 4 }],
    isPopular: true,
  },
  {
    title: 'Bewegung im Sitzen',
    summary: 'Dreiviertelstunde leichte Gymnastik auf dem Stuhl, danach ein Glas Wasser und ein Schwatz.',
    description:
      'Eine Übungsleiterin macht vor, Sie stehen den Gästen zur Seite, holen Stühle und achten auf Pausen.',
    time: '10:30',
    minutes: 60,
    roles: [{ role: 'group_helper', min: 1, max: 2 }],
  },
  {
    title: 'Offener Mittagstisch',
    summary: 'Gemeinsam schmeckt es besser: kochen, auftragen und zusammen essen.',
    description:
      'Für fünfundzwanzig Gäste wird frisch gekocht. In der Küche und beim Auftragen ist immer etwas zu tun; gegessen wird gemeinsam.',
    time: '11:00',
    minutes: 180,
    roles: [
      { role: 'catering', min: 2, max: 3, requirements: ['food_hygiene'] },
      { role: 'group_helper', min: 1, max: 2 },
    ],
  },
  {
    title: 'Handarbeitskreis',
    summary: 'Stricken, häkeln, reparieren – Anfängerinnen und alte Hasen sitzen an einem Tisch.',
    description:
      'Aus Wollresten werden Mützen für die Kita. Sie helfen beim Anschlagen, finden heruntergefallene Maschen und kochen Kaffee.',
    time: '14:00',
    minutes: 120,
    roles: [{ role: 'group_helper', min: 1, max: 2 }],
  },
  {
    title: 'Spaziergang für alle',
    summary: 'Langsam, mit Bänken und Pausen: eine Stunde an der frischen Luft, auch mit Rollator.',
    description:
      'Wir gehen so schnell wie der Langsamste. Sie begleiten die Gruppe, schieben einen Rollstuhl oder gehen hinten.',
    time: '10:00',
    minutes: 90,
    roles: [{ role: 'companion', min: 2, max: 3 }],
  },
  {
    title: 'Trauercafé',
    summary: 'Ein geschützter Ort für Menschen, die jemanden verloren haben.',
    description: 'Hauptamtliche leiten den Nachmittag. Sie decken den Tisch, hören zu und halten Stille aus.',
    time: '15:00',
    minutes: 120,
    roles: [{ role: 'group_helper', min: 1, max: 2, requirements: ['secrecy_declaration'] }],
    isDiscreet: true,
  },
  {
    title: 'Gedächtnistraining mit Humor',
    summary: 'Rätsel, Reime und Erinnerungen: eine Stunde, nach der alle wacher sind.',
    description:
      'Die Übungen liegen bereit. Sie verteilen Blätter, lesen vor und freuen sich über falsche Antworten genauso.',
    time: '11:00',
    minutes: 60,
    roles: [{ role: 'group_helper', min: 1, max: 2 }],
  },
  {
    title: 'Reparaturtreff',
    summary: 'Toaster, Lampe, Reißverschluss: gemeinsam reparieren statt wegwerfen.',
    description:
      'Werkzeug ist da. Gesucht werden Menschen, die gern schrauben, nähen oder an der Kaffeetheke die Wartezeit verkürzen.',
    time: '16:00',
    minutes: 150,
    roles: [
      { role: 'other', min: 2, max: 4 },
      { role: 'catering', min: 1, max: 1 },
    ],
  },
  {
    title: 'Internationales Frauenfrühstück',
    summary: 'Frauen aus vielen Ländern frühstücken zusammen, üben Deutsch und lachen viel.',
    description:
      'Jede bringt etwas mit. Gesucht werden Frauen, die übersetzen, Kinder beschäftigen oder einfach dabei sind.',
    time: '09:30',
    minutes: 120,
    roles: [
      { role: 'interpreter', min: 1, max: 2 },
      { role: 'group_helper', min: 1, max: 2 },
    ],
    languages: ['de', 'tr', 'ar'],
  },
  {
    title: 'Teestube auf Türkisch und Deutsch',
    summary:
      'Çay, Tavla und Gespräche: ein Nachmittag für ältere Menschen mit türkischer Muttersprache und ihre Nachbarn.',
    description:
      'Es wird gespielt, erzählt und bei Briefen vom Amt geholfen. Türkischkenntnisse helfen, sind aber nicht für alle Aufgaben nötig.',
    time: '15:00',
    minutes: 150,
    roles: [
      { role: 'interpreter', min: 1, max: 1 },
      { role: 'group_helper', min: 1, max: 2 },
    ],
    languages: ['tr', 'de'],
  },
  {
    title: 'Samowar-Nachmittag',
    summary: 'Russisch und Ukrainisch beim Tee: Lieder, Gedichte und Hilfe im Alltag.',
    description:
      'Wer aus der früheren Sowjetunion kam, trifft hier Landsleute und Nachbarn. Sie kochen Tee, singen mit oder übersetzen.',
    time: '14:00',
    minutes: 120,
    roles: [{ role: 'group_helper', min: 1, max: 3 }],
    languages: ['ru', 'uk', 'de'],
  },
];
