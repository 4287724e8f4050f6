import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { cast, CAST_DISTRICT } from './cast.ts';
import { addDate, cancelNowAndThen, datesOf } from './dates.ts';
import { newPerson, validYears, type Volunteer } from './people.ts';
import type { Project } from './projects.ts';
import { homeIn, type Planning } from './series.ts';
import type { ShiftPlan } from './signups.ts';

const POSTAL_CODE = '44287';

/** Hanne, 71: retired librarian, reads with a child and visits a neighbour, prefers ground floors. */
export function addHanne({ town, unit }: Pick<Planning, 'town' | 'unit'>): Volunteer {
  const { random, writer, today } = town;
  const registeredOn = addDays(today, -760);
  const registeredAt = new Date(`${registeredOn}T09:30:00Z`);
  const row = newPerson(town, {
    givenName: cast.hanne.givenName,
    familyName: cast.hanne.familyName,
    email: cast.hanne.email,
    phone: '+493023125071',
    districtCode: CAST_DISTRICT,
    createdAt: registeredAt,
  });
  writer.add(schema.person, row);
  writer.add(schema.volunteer, {
    personId: row.id,
    officeId: unit.office.id,
    postalCode: POSTAL_CODE,
    ...town.points.get(POSTAL_CODE)!,
    radiusKm: 5,
    maxHoursPerWeek: 6,
    maxShiftsPerWeek: 3,
    languages: ['de', 'en'],
    skills: ['reading_aloud', 'conversation', 'board_games', 'storytelling'],
    interests: ['children', 'books', 'older_people', 'history'],
    needsStepFree: false,
    about: 'Früher habe ich in der Stadtbücherei gearbeitet. Heute lese ich am liebsten mit Kindern.',
    gender: 'female',
    birthYear: Number(today.slice(0, 4)) - 71,
    wishesGender: null,
    excludes: ['smoking'],
    maxTandems: 2,
    maxChildren: 1,
    restsUntil: null,
    registeredAt,
    welcomedAt: new Date(registeredAt.getTime() + 86_400_000),
    welcomedBy: unit.coordinators[0]!.id,
    pausedAt: null,
    leftAt: null,
  });
  for (const [weekday, startTime, endTime] of [
    [2, '09:00', '12:00'],
    [3, '14:00', '17:00'],
    [4, '09:00', '12:00'],
  ] as const) {
    writer.add(schema.availability, { id: random.id(), personId: row.id, weekday, startTime, endTime });
  }
  const away: [PlainDate, PlainDate] = [addDays(today, 44), addDays(today, 54)];
  writer.add(schema.absence, {
    id: random.id(),
    personId: row.id,
    firstOn: away[0],
    lastOn: away[1],
    createdAt: new Date(`${addDays(today, -6)}T10:00:00Z`),
  });
  const holds: Volunteer['holds'] = new Map();
  for (const kind of [
    'volunteer_agreement',
    'secrecy_declaration',
    'record_inspection',
    'training_reading',
    'first_aid',
  ] as const) {
    const grantedOn = addDays(registeredOn, kind === 'first_aid' ? 300 : 7);
    const years = validYears[kind];
    const expiresOn = years ? addDays(grantedOn, Math.round(years * 365.25)) : null;
    holds.set(kind, [grantedOn, expiresOn ?? '9999-12-31']);
    writer.add(schema.qualification, {
      id: random.id(),
      personId: row.id,
      kind,
      grantedOn,
      expiresOn,
      confirmedBy: unit.coordinators[0]!.id,
      confirmedAt: new Date(`${grantedOn}T12:00:00Z`),
      textId: null,
      signedHow: null,
    });
  }
  const from = registeredAt.getTime() + 8 * 86_400_000;
  return {
    id: row.id,
    field: 'reading',
    languages: ['de', 'en'],
    holds,
    from,
    until: Infinity,
    absences: [away],
    busy: new Map(),
  };
}

/** When Hanne's two weekly dates are: the visit falls on tomorrow, whatever day that is. */
export function rhythmsOfHanne(today: PlainDate) {
  const visit = { weekday: weekdayOf(addDays(today, 1)), time: '11:30' };
  const reading = { weekday: visit.weekday === 2 ? 4 : 2, time: '10:10' };
  return { visit, reading };
}

/** Hanne's visits: past ones kept, the next ones confirmed, then open, so that "the same next week" is offered. */
export function addDatesOfHanne(planning: Planning, hanne: Volunteer, given: { visiting: Project }): void {
  const { town, crew, unit } = planning;
  const { visit } = rhythmsOfHanne(town.today);
  const weekly = (
    weekday: number,
    season: 'always' | 'term',
    confirmed: number,
    plan: Omit<Parameters<typeof addDate>[2], 'date' | 'shifts'>,
    shift: ShiftPlan,
  ) => {
    let ahead = 0;
    for (const { date } of datesOf(town, { weekday, every: 1, season })) {
      const isHers = date < town.today ? town.random.chance(0.92) : date > town.today && ahead++ < confirmed;
      const people = isHers ? { assured: [hanne] } : { taken: 0 };
      const cancellation = isHers ? undefined : cancelNowAndThen(town);
      addDate(town, crew, { ...plan, date, shifts: [{ ...shift, ...people }], cancellation });
    }
  };
  weekly(
    visit.weekday,
    'always',
    4,
    {
      project: given.visiting,
      planner: unit.coordinators[0]!,
      title: 'Zeitung lesen und erzählen',
      place: {
        ...homeIn(planning),
        name: 'Zu Hause in Aplerbeck',
        isStepFree: true,
        accessNote: 'Erdgeschoss, keine Stufen; bitte zweimal klingeln',
      },
      time: visit.time,
      minutes: 60,
      note: 'Die Person hört auf dem linken Ohr besser.',
    },
    { role: 'visitor', min: 1, max: 1, requirements: ['secrecy_declaration'] },
  );
}
