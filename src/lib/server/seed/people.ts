import type { Interest, QualificationKind, Skill } from '#lib/features/volunteers/volunteer.ts';
import type { person } from '#lib/server/db/schema/index.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import type { Row } from './copy.server.ts';
import { inventName, inventPhone, type Name } from './names.ts';
import type { Town } from './town.ts';

/** What somebody mainly does; it decides on skills and on what the office has checked. */
export type Field = 'visiting' | 'reading' | 'group';

/** A volunteer as the planning of dates needs to know him. */
export type Volunteer = {
  id: string;
  field: Field;
  languages: string[];
  /** Qualifications, each with its first and last day. */
  holds: Map<string, [PlainDate, PlainDate]>;
  /** From and until when this person can have places (milliseconds). */
  from: number;
  until: number;
  absences: [PlainDate, PlainDate][];
  /** Taken times by day, so that nobody is in two places at once. */
  busy: Map<string, { start: number; end: number; place: string }[]>;
};

const skillsOf: Record<Field, Skill[]> = {
  visiting: ['conversation', 'reading_aloud', 'board_games', 'walking', 'dementia_experience', 'gardening'],
  reading: ['reading_aloud', 'homework_help', 'storytelling', 'crafts', 'board_games'],
  group: [
    'cooking',
    'singing',
    'music',
    'moderation',
    'computers',
    'handicraft',
    'photography',
    'driving',
    'writing',
  ],
};
const interestsOf: Record<Field, Interest[]> = {
  visiting: ['older_people', 'neighbourhood', 'faith', 'games', 'nature'],
  reading: ['children', 'books', 'families', 'games'],
  group: ['neighbourhood', 'cooking', 'music', 'history', 'culture', 'digital', 'sports', 'crafts'],
};
const checksOf: Record<Field, QualificationKind[]> = {
  visiting: ['secrecy_declaration', 'training_dementia'],
  reading: ['record_inspection', 'training_reading'],
  group: ['food_hygiene', 'first_aid', 'driving_licence'],
};

/** How long a qualification counts; the others do not expire. */
export const validYears: Partial<Record<QualificationKind, number>> = { record_inspection: 5, first_aid: 4 };

const abouts = [
  'Ich habe lange im Krankenhaus gearbeitet und höre gern zu.',
  'Seit ich in Rente bin, habe ich vormittags Zeit und Lust auf Menschen.',
  'Früher war ich Buchhändlerin. Vorlesen kann ich stundenlang.',
  'Ich bringe gern meine Gitarre mit.',
  'Im Kleingarten bin ich zu Hause, bei Regen spiele ich Skat.',
  'Ich bin neu in der Stadt und möchte Leute kennenlernen.',
  'Unsere Enkel wohnen weit weg, da freue ich mich über Kinder in der Nähe.',
  'Als Straßenbahnfahrer kenne ich jede Ecke der Stadt.',
];

/** A person's row with what most of the invented people have in common. */
export function newPerson(
  town: Town,
  given: Partial<Row<typeof person>> &
    Pick<Row<typeof person>, 'givenName' | 'familyName' | 'email' | 'createdAt'>,
): Row<typeof person> {
  return {
    id: town.random.id(),
    phone: null,
    districtCode: null,
    locale: 'de',
    passwordHash: town.passwordHash,
    emailConfirmedAt: given.createdAt,
    createdBy: null,
    deactivatedAt: null,
    mergedIntoId: null,
    ...given,
  };
}

/** The time windows in which pensioners and the few who still work usually can. */
const windows = [
  { startTime: '09:00', endTime: '12:00' },
  { startTime: '10:00', endTime: '13:00' },
  { startTime: '14:00', endTime: '17:00' },
  { startTime: '15:00', endTime: '18:00' },
  { startTime: '17:00', endTime: '20:00' },
];

export type VolunteerFacts = {
  number: number;
  field: Field;
  office: string;
  districtCode: string;
  postalCode: string;
  isDiverse: boolean;
  coordinator: string;
  /** Days since the registration; below three nobody has said hello yet. */
  daysSinceRegistration: number;
  hasLeft: boolean;
  name?: Name;
};

/** Invents a volunteer with everything that a profile tells, and writes the rows. */
export function addVolunteer(town: Town, facts: VolunteerFacts): Volunteer {
  const { random, writer, today, anchor } = town;
  // Invented in any case, so that the rest of the town is the same whoever has a name already.
  const invented = inventName(random, facts.isDiverse);
  const name = facts.name ?? invented;
  const registered = anchor - facts.daysSinceRegistration * 86_400_000 - random.int(0, 36_000_000);
  const registeredAt = new Date(registered);
  const registeredOn = addDays(today, -facts.daysSinceRegistration - 1);
  const isNew = facts.daysSinceRegistration < 3;
  const row = newPerson(town, {
    givenName: name.givenName,
    familyName: name.familyName,
    email: `volunteer-${String(facts.number).padStart(5, '0')}@example.org`,
    phone: random.chance(0.8) ? inventPhone(random) : null,
    districtCode: facts.districtCode,
    createdAt: registeredAt,
  });
  writer.add(schema.person, row);
  const point = town.points.get(facts.postalCode)!;
  const leftMs = facts.hasLeft ? registered + random.next() * (anchor - registered) : null;
  const pausedMs =
    !facts.hasLeft && !isNew && random.chance(0.03) ? anchor - random.int(1, 60) * 86_400_000 : null;
  writer.add(schema.volunteer, {
    personId: row.id,
    officeId: facts.office,
    postalCode: facts.postalCode,
    latitude: point.latitude,
    longitude: point.longitude,
    radiusKm: random.chance(0.7) ? random.pick([2, 3, 5, 5, 8, 10, 15]) : null,
    maxHoursPerWeek: random.chance(0.4) ? random.pick([2, 3, 4, 5, 6, 8]) : null,
    maxShiftsPerWeek: random.chance(0.3) ? random.pick([2, 3, 4]) : null,
    languages: name.languages,
    skills: random.sample(skillsOf[facts.field], random.int(1, 4)),
    interests: random.sample(interestsOf[facts.field], random.int(1, 3)),
    needsStepFree: random.chance(0.09),
    about: random.chance(0.3) ? random.pick(abouts) : '',
    ...visitingWishes(name, facts.number, today),
    ...(facts.name && { birthYear: 1949 }),
    registeredAt,
    welcomedAt: isNew ? null : new Date(registered + 2 * 86_400_000),
    welcomedBy: isNew ? null : facts.coordinator,
    pausedAt: pausedMs ? new Date(pausedMs) : null,
    leftAt: leftMs ? new Date(leftMs) : null,
  });
  const holds: Volunteer['holds'] = new Map();
  const absences: [PlainDate, PlainDate][] = [];
  if (!facts.hasLeft) addProfile(town, row.id, facts, { isNew, registeredOn, holds, absences });
  return {
    id: row.id,
    field: facts.field,
    languages: name.languages,
    holds,
    from: registered + 4 * 86_400_000,
    until: leftMs ?? pausedMs ?? Infinity,
    absences,
    busy: new Map(),
  };
}

/** What decides whom somebody may visit; from her number, so that no other invention changes with it. */
function visitingWishes({ gender }: Pick<Name, 'gender'>, number: number, today: PlainDate) {
  return {
    gender,
    birthYear: Number(today.slice(0, 4)) - 52 - ((number * 13) % 29),
    wishesGender: number % 17 === 0 ? gender : null,
    excludes: [...(number % 5 === 0 ? ['smoking'] : []), ...(number % 7 === 0 ? ['dogs'] : [])],
    maxTandems: number % 3 === 0 ? 2 : 1,
    maxChildren: number % 4 === 0 ? 2 : 1,
    restsUntil: null,
  };
}

function addProfile(
  { random, writer, today }: Town,
  personId: string,
  facts: VolunteerFacts,
  profile: {
    isNew: boolean;
    registeredOn: PlainDate;
    holds: Volunteer['holds'];
    absences: [PlainDate, PlainDate][];
  },
): void {
  const days = random.sample([1, 2, 3, 4, 5, 6], random.int(1, 3));
  for (const weekday of days) {
    writer.add(schema.availability, { id: random.id(), personId, weekday, ...random.pick(windows) });
  }
  if (random.chance(0.06)) {
    const first = addDays(today, random.int(-20, 60));
    const last = addDays(first, random.int(3, 21));
    profile.absences.push([first, last]);
    writer.add(schema.absence, {
      id: random.id(),
      personId,
      firstOn: first,
      lastOn: last,
      createdAt: new Date(`${addDays(today, -22)}T10:00:00Z`),
    });
  }
  if (profile.isNew) return;
  const checks = checksOf[facts.field].filter((_, index) => index === 0 || random.chance(0.55));
  for (const kind of ['volunteer_agreement', ...checks] satisfies QualificationKind[]) {
    const isInspection = kind === 'record_inspection';
    // An inspection counts for five years; most were done when the person came.
    const grantedOn = addDays(
      isInspection && facts.daysSinceRegistration > 1500
        ? addDays(today, -random.int(20, 1400))
        : profile.registeredOn,
      isInspection ? 0 : random.int(0, 1),
    );
    const years = validYears[kind];
    const expiresOn = years ? addDays(grantedOn, Math.round(years * 365.25)) : null;
    profile.holds.set(kind, [grantedOn, expiresOn ?? '9999-12-31']);
    writer.add(schema.qualification, {
      id: random.id(),
      personId,
      kind,
      grantedOn,
      expiresOn,
      confirmedBy: facts.coordinator,
      confirmedAt: new Date(`${grantedOn}T12:00:00Z`),
      textId: null,
      signedHow: null,
    });
  }
}
