import type { ProjectKind } from '#lib/features/projects/project.ts';
import type { DeclineReason, PersonKnows, Relation, RequestState } from '#lib/features/requests/request.ts';

/** A request as the seed invents it; days and times count back from today. */
export type RequestPlan = {
  kind: ProjectKind;
  contact: string;
  /** Telephone and e-mail; empty: none. */
  phone: string;
  email: string;
  relation: Relation;
  person: string;
  knows: PersonKnows;
  wish: string;
  daysAgo: number;
  time: string;
  isByPhone?: boolean;
  state: Exclude<RequestState, 'merged'>;
  decline?: { reason: DeclineReason; text: string };
  note?: string;
};

export const requestPlans: RequestPlan[] = [
  {
    kind: 'visiting',
    contact: 'Annette Sommer',
    phone: '+493023125411',
    email: 'annette.sommer@example.org',
    relation: 'child',
    person: 'mein Vater',
    knows: 'not_yet',
    wish: 'Mein Vater war Schlosser und erzählt gern. Seit dem Umzug kennt er hier niemanden. Am liebsten dienstags.',
    daysAgo: 1,
    time: '22:47',
    state: 'new',
  },
  {
    kind: 'visiting',
    contact: 'Ursula Kranz',
    phone: '+493023125433',
    email: '',
    relation: 'self',
    person: 'Ursula Kranz',
    knows: 'yes',
    wish: 'Ich würde gern wieder Rommé spielen, mit jemandem, der auch verlieren kann.',
    daysAgo: 2,
    time: '10:20',
    isByPhone: true,
    state: 'new',
  },
  {
    kind: 'accompanying',
    contact: 'Pflegedienst Lindenhof, Frau Reuter',
    phone: '+493023125455',
    email: 'reuter@example.org',
    relation: 'professional',
    person: 'Frau W.',
    knows: 'yes',
    wish: 'Begleitung zum Augenarzt, einmal im Quartal. Sie geht mit Rollator.',
    daysAgo: 6,
    time: '14:05',
    state: 'new',
  },
  {
    kind: 'visiting',
    contact: 'Jonas Feldmann',
    phone: '+493023125477',
    email: '',
    relation: 'neighbour',
    person: 'Herr Dorn',
    knows: 'unsure',
    wish: 'Mein Nachbar sitzt den ganzen Tag allein am Fenster. Früher hatte er Tauben.',
    daysAgo: 3,
    time: '16:40',
    isByPhone: true,
    state: 'in_talk',
    note: 'Herr Dorn hebt nach 16 Uhr ab. Er möchte erst einmal telefonieren.',
  },
  {
    kind: 'visiting',
    contact: 'Jonas Feldmann',
    phone: '+493023125477',
    email: 'feldmann@example.org',
    relation: 'neighbour',
    person: 'Herr Dorn',
    knows: 'unsure',
    wish: 'Ich hatte schon angerufen, hier noch einmal schriftlich: Besuch für meinen Nachbarn.',
    daysAgo: 1,
    time: '19:15',
    state: 'new',
  },
  {
    kind: 'visiting',
    contact: 'Beate Roth',
    phone: '+493023125499',
    email: 'roth@example.org',
    relation: 'partner',
    person: 'Karl',
    knows: 'yes',
    wish: 'Zwei Stunden in der Woche, damit ich zum Chor kann. Karl hört gern Musik.',
    daysAgo: 12,
    time: '09:10',
    state: 'planned',
    note: 'Kennenlernen gern an einem Vormittag, dann ist er munter.',
  },
  {
    kind: 'accompanying',
    contact: 'Hedwig Marx',
    phone: '+493023125520',
    email: '',
    relation: 'self',
    person: 'Hedwig Marx',
    knows: 'yes',
    wish: 'Einmal im Monat auf den Friedhof. Allein traue ich mich nicht mehr in den Bus.',
    daysAgo: 40,
    time: '11:30',
    isByPhone: true,
    state: 'running',
  },
  {
    kind: 'visiting',
    contact: 'Familie Aydın',
    phone: '+493023125541',
    email: 'aydin.familie@example.org',
    relation: 'family',
    person: 'unsere Tante',
    knows: 'yes',
    wish: 'Unsere Tante spricht fast nur Türkisch. Schön wäre jemand, der mit ihr Tee trinkt.',
    daysAgo: 70,
    time: '13:25',
    state: 'done',
  },
  {
    kind: 'visiting',
    contact: 'Petra Engel',
    phone: '+493023125562',
    email: 'engel@example.org',
    relation: 'child',
    person: 'meine Mutter',
    knows: 'not_yet',
    wish: 'Jemand, der morgens beim Anziehen und mit den Tabletten hilft.',
    daysAgo: 20,
    time: '08:55',
    state: 'declined',
    decline: {
      reason: 'not_our_task',
      text: 'Beim Anziehen und bei Tabletten hilft ein Pflegedienst. Der Pflegestützpunkt berät Sie kostenlos, wir stellen gern den Kontakt her.',
    },
  },
  {
    kind: 'accompanying',
    contact: 'Rainer Busch',
    phone: '+493023125583',
    email: 'busch@example.org',
    relation: 'self',
    person: 'Rainer Busch',
    knows: 'yes',
    wish: 'Hilfe beim Einkauf nach der Operation.',
    daysAgo: 25,
    time: '15:15',
    state: 'withdrawn',
  },
];
