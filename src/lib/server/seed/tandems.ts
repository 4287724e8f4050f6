import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import type { Row } from './copy.server.ts';
import { addDate, datesOf } from './dates.ts';
import { inventName, inventPhone } from './names.ts';
import { createRandom } from './random.ts';
import type { Volunteer } from './people.ts';
import type { Project } from './projects.ts';
import { addRule, homeIn, type Planning, projectOf } from './series.ts';

type Wishes = Partial<
  Pick<
    Row<typeof schema.client>,
    | 'wishesGender'
    | 'interests'
    | 'requires'
    | 'traits'
    | 'languages'
    | 'about'
    | 'everyWeeks'
    | 'minutes'
    | 'service'
  >
> & { windows?: Windows; standIns?: boolean };

type Windows = [number, string, string][];
const mornings: Windows = [1, 2, 3, 4, 5].map((day) => [day, '09:00', '12:30']);
const afternoons: Windows = [1, 2, 3, 4, 5].map((day) => [day, '14:00', '18:00']);

/** What invented people wish for; nothing here is about anybody. */
const wishes: Wishes[] = [
  {
    interests: ['books', 'history', 'games'],
    windows: [
      [2, '09:00', '12:00'],
      [4, '09:00', '12:00'],
    ],
    about: 'Liest gern Krimis und spielt Rummikub. Hört links besser.',
  },
  { interests: ['nature', 'neighbourhood'], traits: ['stairs'], windows: mornings },
  {
    wishesGender: 'female',
    interests: ['music', 'faith'],
    requires: ['dementia'],
    windows: afternoons,
    about: 'Singt gern alte Lieder. Fragt manches mehrmals.',
    standIns: true,
  },
  {
    wishesGender: 'male',
    interests: ['sports', 'crafts'],
    traits: ['smoking'],
    windows: [...mornings, [6, '10:00', '13:00']],
    about: 'War Schlosser und redet gern über Technik und den BVB.',
  },
  { interests: ['cooking', 'neighbourhood'], languages: ['tr', 'de'], windows: afternoons },
  {
    interests: ['games', 'nature'],
    traits: ['dogs'],
    everyWeeks: 2,
    windows: [[4, '14:00', '17:00']],
    standIns: true,
  },
  { interests: ['culture', 'history'], requires: ['hearing'], windows: [[1, '09:00', '12:00']] },
  { interests: ['books', 'music'], requires: ['mobility'], service: 'accompanying', minutes: 120 },
];

/** Each office has so many who wait; the persona's has visits that run as well. */
const WAITING = 5;
const RUNNING = 6;

/** People who wait for visits, and on the stage the tandems that have found each other. */
export function addTandems(planning: Planning): void {
  const { unit, isStage } = planning;
  // Chance of its own: what was invented before stays as it was.
  const random = createRandom(`tandems ${unit.office.id}`, planning.town.anchor);
  const town = { ...planning.town, random };
  const local = { ...planning, town };
  if (isStage) {
    const regulars = planning.crew.pool.filter(
      (one) =>
        one.field === 'visiting' &&
        one.until === Infinity &&
        one.from < town.instant(town.days[0]!.date, '00:00') &&
        one.holds.has('secrecy_declaration'),
    );
    const planner = unit.coordinators[0]!;
    const project = projectOf(
      local,
      'visiting',
      { title: 'Besuchsdienst (intern)', summary: '', description: '' },
      unit.office,
      planner,
      '',
      { isStanding: true, isInternal: true, publishedAt: null, publishedBy: null },
    );
    for (const [index, volunteer] of regulars.slice(0, RUNNING).entries())
      addRunning(local, project, index, volunteer);
  }
  for (let index = 0; index < WAITING; index++) {
    addClient(local, wishes[index]!, addDays(town.today, -9 - index * 11));
  }
}

function addClient(planning: Planning, wish: Wishes, waitingSince: PlainDate): Row<typeof schema.client> {
  const { town, unit, isDiverse } = planning;
  const { random, writer, today } = town;
  const name = inventName(random, isDiverse);
  const postalCode = random.pick(unit.district.postalCodes);
  const createdAt = new Date(town.instant(waitingSince, '10:30'));
  const planner = unit.coordinators[0]!;
  const { windows = [], standIns, ...stated } = wish;
  const row: Row<typeof schema.client> = {
    id: random.id(),
    organisationId: unit.office.id,
    requestId: null,
    givenName: name.givenName,
    familyName: name.familyName,
    phone: inventPhone(random),
    street: `Beispielweg ${random.int(1, 90)}`,
    postalCode,
    districtCode: unit.district.code,
    ...town.points.get(postalCode)!,
    birthYear: Number(today.slice(0, 4)) - random.int(74, 94),
    gender: name.gender,
    wishesGender: null,
    service: 'visiting',
    languages: ['de'],
    interests: [],
    requires: [],
    traits: [],
    minutes: 90,
    everyWeeks: 1,
    about: '',
    readBackOn: wish.about ? waitingSince : null,
    standInsAgreedOn: standIns ? waitingSince : null,
    contactName: '',
    contactPhone: null,
    contactRelation: null,
    waitingSince,
    createdAt,
    createdBy: planner.id,
    changedAt: createdAt,
    closedAt: null,
    closedBy: null,
    diedOn: null,
    deathRecordedAt: null,
    deathRecordedBy: null,
    ...stated,
  };
  writer.add(schema.client, row);
  for (const [weekday, startTime, endTime] of windows) {
    writer.add(schema.clientWindow, {
      clientId: row.id,
      organisationId: unit.office.id,
      ...{ weekday, startTime, endTime },
    });
  }
  return row;
}

/** A tandem whose visits are in both calendars; the first is still in its trial. */
function addRunning(planning: Planning, project: Project, index: number, volunteer: Volunteer): void {
  const { town, unit, crew } = planning;
  const { random, writer, today } = town;
  const planner = unit.coordinators[0]!;
  const isTrial = index === 0;
  const since = addDays(today, isTrial ? -40 : -200);
  const person = addClient(planning, wishes[(index + 2) % wishes.length]!, since);
  const rhythm = { weekday: (index % 5) + 1, every: 1, season: 'always' } as const;
  const days = datesOf(town, rhythm).filter(
    ({ date }) => date >= addDays(since, 21) && date < addDays(today, 80),
  );
  const firstOn = days[0]!.date;
  const shift = { role: 'visitor', min: 1, max: 1 };
  const plan = {
    ...{ project, planner, title: 'Besuch', place: homeIn(planning) },
    time: ['09:45', '14:15', '15:45'][index % 3]!,
    minutes: 75,
  };
  const series = addRule(town, { ...plan, rhythm, shifts: [shift] }, firstOn, days.at(-1)!.date);
  const at = (date: PlainDate, time: string) => new Date(town.instant(date, time));
  writer.add(schema.commitment, {
    id: random.id(),
    seriesRoleId: series.roleIds[0]!,
    personId: volunteer.id,
    firstOn,
    lastOn: null,
    createdAt: at(addDays(firstOn, -4), '11:00'),
    createdBy: planner.id,
    endedAt: null,
    endedBy: null,
  });
  const id = random.id();
  writer.add(schema.tandem, {
    id,
    organisationId: unit.office.id,
    clientId: person.id,
    volunteerId: volunteer.id,
    note: '',
    askedAt: at(addDays(firstOn, -14), '09:30'),
    askedBy: planner.id,
    volunteerAnswer: 'yes',
    volunteerAnsweredAt: at(addDays(firstOn, -12), '17:20'),
    clientAnswer: 'yes',
    clientAnsweredAt: at(addDays(firstOn, -11), '10:05'),
    meetingAt: at(addDays(firstOn, -5), '15:00'),
    meetingWith: planner.id,
    meetingEventId: null,
    trialOn: firstOn,
    seriesId: series.id,
    activeAt: isTrial ? null : at(addDays(firstOn, 43), '11:15'),
    activeBy: isTrial ? null : planner.id,
    pausedAt: null,
    pausedBy: null,
    pauseReason: null,
    pausedUntil: null,
    endedAt: null,
    endedBy: null,
    endReason: null,
  });
  for (const { date } of days) {
    addDate(town, crew, { ...plan, date, series, shifts: [{ ...shift, taken: 0, assured: [volunteer] }] });
    const wasThere = volunteer.busy.get(date)?.some(({ start }) => start === town.instant(date, plan.time));
    // Of yesterday and the day before nobody has told yet.
    if (date >= addDays(today, -2) || !wasThere) continue;
    const outcome = random.chance(0.92) ? 'held' : 'cancelled_client';
    writer.add(schema.visit, {
      tandemId: id,
      organisationId: unit.office.id,
      onDate: date,
      outcome,
      minutes: outcome === 'held' ? random.pick([60, 75, 75, 90]) : 0,
      note: '',
      isConcern: false,
      recordedAt: at(date, '18:30'),
      recordedBy: volunteer.id,
    });
  }
}
