import type { ProjectKind } from '#lib/features/projects/project.ts';
import { addDays } from '#lib/time/date.ts';
import {
  addDate,
  cancelNowAndThen,
  datesOf,
  type Place,
  placeAt,
  type Rhythm,
  schoolWeekFrom,
} from './dates.ts';
import { addMembership, type Organisation, type Staff, type Unit } from './organisations.ts';
import type { Volunteer } from './people.ts';
import { inventStreet } from './places.ts';
import { addProject, type Project } from './projects.ts';
import type { Crew, ShiftPlan } from './signups.ts';
import * as texts from './texts.ts';
import type { Town } from './town.ts';

export type RecentCancellation = {
  project: Project;
  eventId: string;
  shiftId: string;
  personId: string;
  at: Date;
};

/** A district while its calendar is being filled. */
export type Planning = {
  town: Town;
  unit: Unit;
  crew: Crew;
  isDiverse: boolean;
  providerNames: Map<string, string>;
  onRecentCancellation?: (facts: RecentCancellation) => void;
};

/** Languages in which helpers are wanted where many families come from elsewhere. */
const sought = ['tr', 'tr', 'ru', 'pl', 'ar', 'uk'];

export function providerOf({ providerNames }: Planning, organisation: Organisation): string {
  return providerNames.get(organisation.providerId ?? '') ?? organisation.name;
}

export function projectOf(
  planning: Planning,
  kind: ProjectKind,
  text: { title: string; summary: string; description: string },
  organisation: Organisation,
  contact: Staff,
  place: string,
  more: Omit<Partial<Project>, 'kind'> = {},
): Project {
  const words = { district: planning.unit.district.name, place };
  return addProject(
    planning.town,
    {
      kind,
      title: texts.fill(text.title, words),
      summary: texts.fill(text.summary, words),
      description: texts.fill(text.description, words),
      ...more,
    },
    organisation,
    contact,
    providerOf(planning, organisation),
  );
}

/** Deals out the volunteers of one field as the usual helpers of series, one after the other. */
export function dealer(crew: Crew, field: Volunteer['field']): (language: string | null) => Volunteer[] {
  const inTurn = crew.pool.filter((v) => v.field === field && v.until === Infinity);
  let next = 0;
  return (language) => {
    for (let tries = 0; tries < inTurn.length; tries++) {
      const volunteer = inTurn[next++ % inTurn.length]!;
      if (!language || volunteer.languages.includes(language)) return [volunteer];
    }
    return [];
  };
}

export type Series = {
  project: Project;
  planner: Staff;
  title: string | null;
  place: Place;
  rhythm: Rhythm;
  offset?: number;
  time: string;
  minutes: number;
  shifts: ShiftPlan[];
};

export function addSeries(planning: Planning, series: Series): void {
  const { town, crew, onRecentCancellation } = planning;
  const { rhythm, offset, ...plan } = series;
  for (const { date } of datesOf(town, rhythm, offset)) {
    addDate(
      town,
      crew,
      { ...plan, date, cancellation: cancelNowAndThen(town) },
      onRecentCancellation && ((facts) => onRecentCancellation({ ...facts, project: plan.project })),
    );
  }
}

/** Somebody's home: only the district is said, roughly where it lies, and what the stairs are like. */
export function homeIn({ town, unit }: Planning): Place {
  const point = town.points.get(town.random.pick(unit.district.postalCodes))!;
  const accessNote = town.random.pick(texts.visitAccess);
  return {
    venue: null,
    name: `Zu Hause in ${unit.district.name}`,
    street: null,
    postalCode: null,
    districtCode: unit.district.code,
    latitude: point.latitude,
    longitude: point.longitude,
    room: null,
    isStepFree: /Aufzug im|Ebenerdig/.test(accessNote),
    accessNote,
  };
}

export function addVisits(planning: Planning): Project {
  const { town, unit, crew } = planning;
  const { random } = town;
  const planner = unit.coordinators[0]!;
  const project = projectOf(planning, 'visiting', texts.visiting, unit.office, planner, '', {
    isStanding: true,
  });
  const regularFor = dealer(crew, 'visiting');
  // One visit per hour of the week, so that "the same next week" is always the same visit.
  const slots = [1, 2, 3, 4, 5, 6].flatMap((weekday) =>
    ['09:30', '10:45', '14:00', '15:15', '16:30'].map((time) => ({ weekday, time })),
  );
  for (const { weekday, time } of random.sample(slots, unit.plan.visits)) {
    const language = random.chance(planning.isDiverse ? 0.4 : 0.08) ? random.pick(sought) : null;
    addSeries(planning, {
      project,
      planner,
      title: random.pick(texts.visitTitles),
      place: homeIn(planning),
      rhythm: { weekday, every: random.chance(0.16) ? 2 : 1, season: 'open' },
      offset: random.int(0, 1),
      time,
      minutes: random.pick([60, 60, 75]),
      shifts: [
        {
          role: 'visitor',
          min: 1,
          max: 1,
          requirements: ['secrecy_declaration'],
          language,
          regulars: random.chance(0.84) ? regularFor(language) : [],
        },
      ],
    });
  }
  return project;
}

export function addReadings(
  planning: Planning,
  except: (school: Organisation, weekday: number, time: string) => boolean = () => false,
): Map<Organisation, Project> {
  const { town, unit, crew } = planning;
  const { random } = town;
  const planner = unit.coordinators.at(-1)!;
  const regularFor = dealer(crew, 'reading');
  const projects = new Map<Organisation, Project>();
  const houses = [...unit.schools, ...unit.kindergartens.slice(0, Math.ceil(unit.kindergartens.length / 3))];
  const slots = [1, 2, 3, 4, 5].flatMap((weekday) =>
    ['08:15', '09:05', '10:10', '11:00', '12:00'].map((time) => ({ weekday, time })),
  );
  houses.forEach((house, index) => {
    const isSchool = house.kind === 'school';
    const text = isSchool ? texts.reading : texts.storytime;
    const project = projectOf(planning, 'reading', text, unit.office, planner, house.name, {
      isStanding: true,
    });
    projects.set(house, project);
    const count = Math.floor((unit.plan.readings + index) / houses.length);
    for (const { weekday, time } of random.sample(slots, count)) {
      if (except(house, weekday, time)) continue;
      addSeries(planning, {
        project,
        planner,
        title: isSchool ? random.pick(texts.readingTitles) : null,
        place: placeAt(
          house,
          isSchool ? `Raum ${random.int(1, 3)}${random.int(0, 1)}${random.int(1, 9)}` : 'Leseecke',
        ),
        rhythm: { weekday, every: 1, season: 'term' },
        time,
        minutes: 45,
        shifts: [
          {
            role: 'reader',
            min: 1,
            max: 1,
            requirements: ['record_inspection'],
            regulars: random.chance(0.86) ? regularFor(null) : [],
          },
        ],
      });
    }
  });
  return projects;
}

/** Groups belong to the office, a parish or a meeting place; the latter two are led by volunteers. */
export function addGroups(planning: Planning, leaders: Map<string, Staff>): Project[] {
  const { town, unit, crew, isDiverse } = planning;
  const { random } = town;
  const regularFor = dealer(crew, 'group');
  const choice = texts.groups.filter((group) => isDiverse || !group.languages);
  const start = random.int(0, choice.length - 1);
  const projects: Project[] = [];
  for (let index = 0; index < unit.plan.groups; index++) {
    const text = choice[(start + index) % choice.length]!;
    const houses = [unit.office, ...unit.meetingPlaces, unit.office, ...unit.parishes];
    const owner = houses[index % houses.length]!;
    const venue = owner === unit.office && random.chance(0.4) ? random.pick(unit.meetingPlaces) : owner;
    const planner =
      owner === unit.office ? random.pick(unit.coordinators) : leaderOf(planning, owner, leaders);
    const round = Math.floor(index / choice.length);
    const project = projectOf(planning, 'group', text, owner, planner, venue.name, {
      title: `${text.title} ${round === 0 ? unit.district.name : venue.name}`,
      languages: text.languages ?? ['de'],
      isStanding: random.chance(0.5),
    });
    projects.push(project);
    const every = random.pick([1, 1, 1, 2, [2, 4], [1, 3], [1]] as const) as number | number[];
    addSeries(planning, {
      project,
      planner,
      title: null,
      place: placeAt(
        venue,
        random.chance(0.5) ? random.pick(['Saal', 'Café', 'Gruppenraum', 'Küche und Saal']) : null,
      ),
      rhythm: { weekday: random.int(1, 5), every, season: 'open' },
      time: text.time,
      minutes: text.minutes,
      shifts: text.roles.map((role) => ({
        ...role,
        language: role.role === 'interpreter' ? (text.languages?.find((l) => l !== 'de') ?? null) : null,
        regulars: [...regularFor(null), ...regularFor(null)],
        ...(text.isPopular && { isPopular: true }),
      })),
    });
  }
  return projects;
}

function leaderOf({ town, crew }: Planning, house: Organisation, leaders: Map<string, Staff>): Staff {
  let leader = leaders.get(house.id);
  if (!leader) {
    const volunteer = town.random.pick(crew.pool.filter((v) => v.until === Infinity && v.from < town.anchor));
    leader = { id: volunteer.id, name: '' };
    addMembership(town, leader.id, house.id, 'group_leader');
    leaders.set(house.id, leader);
  }
  return leader;
}

export function addErrands(planning: Planning): Project {
  const { town, unit, crew } = planning;
  const { random } = town;
  const planner = unit.coordinators[0]!;
  const project = projectOf(planning, 'accompanying', texts.accompanying, unit.office, planner, '');
  const count = Math.round((unit.plan.accompanyings * town.days.length) / 7);
  const openDays = town.days.filter((day) => day.weekday <= 5 && !day.isHoliday);
  for (let index = 0; index < count; index++) {
    const errand = random.pick(texts.errands);
    const postalCode = random.pick(unit.district.postalCodes);
    const language = random.chance(planning.isDiverse ? 0.3 : 0.05) ? random.pick(sought) : null;
    const isStepFree = random.chance(0.8);
    addDate(
      town,
      crew,
      {
        project,
        planner,
        title: errand.title,
        place: {
          ...homeIn(planning),
          name: errand.place,
          street: inventStreet(random),
          postalCode,
          ...town.points.get(postalCode)!,
          isStepFree,
          accessNote: isStepFree
            ? 'Der Weg ist mit Rollator gut zu gehen'
            : 'Unterwegs eine Treppe mit Geländer',
        },
        date: random.pick(openDays).date,
        time: random.pick(['08:30', '09:15', '10:00', '11:30', '13:45', '15:00']),
        minutes: random.pick([90, 120, 150]),
        shifts: [
          {
            role: 'companion',
            min: 1,
            max: random.chance(0.15) ? 2 : 1,
            language,
          },
        ],
        cancellation: cancelNowAndThen(town),
      },
      planning.onRecentCancellation && ((facts) => planning.onRecentCancellation!({ ...facts, project })),
    );
  }
  return project;
}

/** How many sessions each of the five days has. */
const sessionsPerDay = [3, 2, 3, 2, 2];
const sessionTimes = ['09:30', '11:15', '14:00'];

/**
 * Five days, twelve sessions, eighty places. `shape` lets the demo say how full which place shall be.
 *
 * @param from the week begins on the first Monday, not earlier than this, of a week without holidays
 */
export function addHistoryWeek(
  planning: Planning,
  from: string,
  shape: (session: number, role: string) => Partial<ShiftPlan> = () => ({}),
): Project {
  const { town, unit, crew } = planning;
  const planner = unit.coordinators[0]!;
  const house = unit.careHomes[0] ?? unit.meetingPlaces[0]!;
  const project = projectOf(planning, 'history_week', texts.historyWeek, unit.office, planner, house.name);
  const monday = schoolWeekFrom(town, from);
  let session = 0;
  sessionsPerDay.forEach((count, day) => {
    for (let slot = 0; slot < count; slot++) {
      const title = texts.historySessions[session % texts.historySessions.length]!;
      const roles: ShiftPlan[] = [
        { role: 'witness', min: 1, max: 2 },
        { role: 'moderator', min: 1, max: 1 },
        { role: 'escort', min: 1, max: 2, label: 'Kinder abholen und zurückbringen' },
        { role: 'recorder', min: 0, max: 1 },
      ];
      if (session === 0) roles.push({ role: 'set_up', min: 2, max: 4 });
      if (session === 11) roles.push({ role: 'catering', min: 2, max: 4, requirements: ['food_hygiene'] });
      const current = session;
      addDate(town, crew, {
        project,
        planner,
        title,
        place: placeAt(house, 'Festsaal'),
        date: addDays(monday, day),
        time: sessionTimes[slot]!,
        minutes: 90,
        shifts: roles.map((role) => ({ ...role, ...shape(current, role.role) })),
        note: session === 0 ? 'Wir treffen uns eine Viertelstunde vorher im Foyer.' : null,
      });
      session++;
    }
  });
  return project;
}
