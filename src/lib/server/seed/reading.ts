import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, weekdayOf } from '#lib/time/date.ts';
import { addDate, cancelNowAndThen, datesOf, placeAt } from './dates.ts';
import { rhythmsOfHanne } from './hanne.ts';
import type { Organisation } from './organisations.ts';
import type { Volunteer } from './people.ts';
import { addRule, type Planning, projectOf } from './series.ts';

const LESSONS = [
  ['08:15', '09:00'],
  ['09:05', '09:50'],
  ['10:10', '10:55'],
  ['11:00', '11:45'],
  ['12:00', '12:45'],
] as const;
const MINUTES = 45;

/** Invented children: a name or a letter, and what a teacher would tick. The last two wait. */
const children = [
  ['Mia', '3b', ['reading_fluency', 'joy'], ['animals', 'fairy_tales']],
  ['Emil', '2a', ['reading_fluency'], ['football']],
  ['Aylin', '3a', ['vocabulary', 'confidence'], ['music', 'crafts']],
  ['J.', '4c', ['comprehension'], ['space', 'technology']],
  ['Leni', '2b', ['joy'], ['nature', 'animals']],
  ['Tarek', '4a', ['vocabulary', 'comprehension'], ['comics', 'football']],
  ['Ida', '3b', ['confidence'], ['adventure']],
  ['Oskar', '2a', ['reading_fluency', 'comprehension'], ['technology']],
  ['Nele', '1b', ['joy', 'vocabulary'], ['fairy_tales', 'crafts']],
  ['Sami', '3c', ['vocabulary'], ['animals', 'space']],
] as const;
const WAITING = 2;

/** Held hours of the pair whose trial is just over. */
const TRIAL = 4;
/** Hours ahead that Hanne has a place at: as many as with any other date of hers. */
const AHEAD_OF_HANNE = 2;

/** Frau Lenz's school with rooms, lessons, children and their mentors; Hanne reads with Mia. */
export function addReadingPairs(
  planning: Planning,
  { school, hanne, lenz }: { school: Organisation; hanne: Volunteer; lenz: string },
): void {
  const { town, unit } = planning;
  const { random, writer, today } = town;
  const planner = unit.coordinators[0]!;
  const text = { title: 'Lesestunden {place} (intern)', summary: '', description: '' };
  const project = projectOf(planning, 'reading', text, unit.office, planner, school.name, {
    isStanding: true,
    isInternal: true,
    publishedAt: null,
    publishedBy: null,
  });
  const served = { schoolId: school.id, organisationId: unit.office.id };
  const begin = project.createdAt;
  const by = { createdAt: begin, createdBy: lenz };
  writer.add(schema.readingSchool, {
    ...served,
    projectId: project.id,
    contactName: 'Frau Sommer',
    contactPhone: '+493023125112',
    absenceUntil: '08:30',
    emergency:
      'Bei Feueralarm mit dem Kind auf den Schulhof. Bei einer Sorge um das Kind bitte Frau Sommer ansprechen.',
    agreedOn: begin.toISOString().slice(0, 10),
    createdAt: begin,
    createdBy: planner.id,
  });
  LESSONS.forEach(([startTime, endTime], index) =>
    writer.add(schema.lessonTime, { organisationId: school.id, number: index + 1, startTime, endTime }),
  );
  const rooms = ['Bücherei', 'Raum 104', 'Lesehöhle'].map((name, index) => {
    const id = random.id();
    writer.add(schema.room, {
      id,
      organisationId: school.id,
      name,
      seats: [12, 24, 4][index]!,
      isStepFree: index < 2,
      note: index === 0 ? 'Schlüssel im Sekretariat' : '',
      ...by,
      archivedAt: null,
      archivedBy: null,
    });
    return { id, name };
  });
  for (const weekday of [1, 2, 3, 4, 5]) {
    const window = { id: random.id(), roomId: rooms[2]!.id, weekday };
    writer.add(schema.roomWindow, { ...window, startTime: '08:15', endTime: '11:45' });
  }

  const hers = rhythmsOfHanne(today).reading;
  const slots = slotsFor(weekdayOf(today), hers);
  const mentors = [hanne, ...mentorsOf(planning, hanne).slice(0, slots.length - 1)];
  children.forEach(([nickname, className, needs, interests], index) => {
    const childId = random.id();
    const mentor = index < children.length - WAITING ? mentors[index] : undefined;
    const enteredAt = mentor ? begin : new Date(town.instant(addDays(today, -9 - index), '09:30'));
    writer.add(schema.readingChild, {
      id: childId,
      ...served,
      ...{ nickname, className, needs: [...needs], interests: [...interests] },
      consentOn: enteredAt.toISOString().slice(0, 10),
      consentScope: index % 2 === 0 ? ['reading', 'next_years'] : ['reading'],
      createdAt: enteredAt,
      createdBy: lenz,
      leftAt: null,
      leftBy: null,
      erasedAt: null,
    });
    if (!mentor) return;
    const { weekday, time } = slots[index]!;
    addPair(planning, {
      ...{ school, project, planner, served, childId, mentor, weekday, time },
      room: rooms[index % rooms.length]!,
      isTrial: index === 1,
      ...(mentor === hanne && { ahead: AHEAD_OF_HANNE }),
    });
  });
}

type Slot = { weekday: number; time: string };

/** One slot for each pair: Hanne's, three of today when there is school, and some of the other days. */
function slotsFor(todaysWeekday: number, hers: Slot): Slot[] {
  const busyDay = todaysWeekday <= 5 ? todaysWeekday : 1;
  const taken = new Set([`${hers.weekday} ${hers.time}`]);
  const slots = [hers];
  const days = [busyDay, busyDay, busyDay, 1, 3, 4, 5, 2];
  days.forEach((weekday, index) => {
    const free = LESSONS.map(([time]) => time).filter((time) => !taken.has(`${weekday} ${time}`));
    const time = free[index % 2]!;
    taken.add(`${weekday} ${time}`);
    slots.push({ weekday, time });
  });
  return slots;
}

/** Volunteers who read, have been there all the time and hold what it takes. */
function mentorsOf({ town, crew }: Planning, hanne: Volunteer): Volunteer[] {
  const first = town.instant(town.days[0]!.date, '00:00');
  const isReady = (one: Volunteer) =>
    one !== hanne && one.field === 'reading' && one.from < first && one.until === Infinity;
  const holds = (one: Volunteer) => {
    const [from, to] = one.holds.get('record_inspection') ?? ['9999-12-31', ''];
    return from <= town.days[0]!.date && town.days.at(-1)!.date <= to;
  };
  return crew.pool.filter((one) => isReady(one) && holds(one));
}

type PairPlan = {
  school: Organisation;
  project: ReturnType<typeof projectOf>;
  planner: Planning['unit']['coordinators'][number];
  served: { schoolId: string; organisationId: string };
  childId: string;
  mentor: Volunteer;
  weekday: number;
  time: string;
  room: { id: string; name: string };
  isTrial: boolean;
  /** Only so many dates are made ahead. */
  ahead?: number;
};

function addPair(planning: Planning, pair: PairPlan): void {
  const { town, crew } = planning;
  const { random, writer, today } = town;
  const { school, project, planner, served, childId, mentor, weekday, time, room, isTrial } = pair;
  const rhythm = { weekday, every: 1, season: 'term' } as const;
  const all = datesOf(town, rhythm);
  const past = all.filter(({ date }) => date < today);
  // The trial began so many hours ago; everybody else has been reading since the window begins.
  const begun = isTrial ? past.slice(-TRIAL) : past;
  const later = all.filter(({ date }) => date >= today).slice(0, pair.ahead);
  const days = [...begun, ...later];
  const shift = { role: 'reader', min: 1, max: 1, requirements: ['record_inspection'] };
  const plan = {
    ...{ project, planner, time },
    title: 'Lesestunde',
    place: placeAt(school, room.name),
    minutes: MINUTES,
    roomId: room.id,
  };
  const firstOn = days[0]?.date ?? today;
  const series = addRule(town, { ...plan, rhythm, shifts: [shift] }, firstOn, days.at(-1)?.date ?? today);
  const commitment = random.id();
  writer.add(schema.commitment, {
    id: commitment,
    seriesRoleId: series.roleIds[0]!,
    personId: mentor.id,
    firstOn,
    lastOn: null,
    createdAt: project.createdAt,
    createdBy: planner.id,
    endedAt: null,
    endedBy: null,
  });
  const pairId = random.id();
  const startedAt = isTrial ? new Date(town.instant(addDays(firstOn, -6), '11:00')) : project.createdAt;
  writer.add(schema.readingPair, {
    id: pairId,
    ...served,
    ...{ childId, mentorId: mentor.id, seriesId: series.id },
    createdAt: startedAt,
    createdBy: planner.id,
    measlesCheckedAt: startedAt,
    measlesCheckedBy: planner.id,
    confirmedAt: isTrial ? null : project.createdAt,
    confirmedBy: isTrial ? null : planner.id,
    rolloverAskedAt: null,
    mentorAnswer: null,
    mentorAnsweredAt: null,
    schoolAnswer: null,
    schoolAnsweredAt: null,
    schoolAnsweredBy: null,
    lastOn: null,
    endedAt: null,
    endedBy: null,
    endReason: null,
  });
  for (const { date } of days) {
    // The next weeks are sure: so that the school's page of today has its hours.
    const isSure = isTrial || (date >= today && date < addDays(today, 14));
    const cancellation = isSure ? undefined : cancelNowAndThen(town);
    addDate(town, crew, {
      ...plan,
      date,
      series,
      cancellation,
      shifts: [{ ...shift, taken: 0, assured: [mentor] }],
    });
    const wasThere = mentor.busy.get(date)?.some(({ start }) => start === town.instant(date, time));
    // Hanne has not said yet how it was last time.
    const isOpen = pair.ahead !== undefined && date === begun.at(-1)?.date;
    if (date >= today || !wasThere || isOpen) continue;
    writer.add(schema.readingSession, {
      ...{ pairId, onDate: date, ...served },
      outcome: outcomeOf(random.next(), isTrial),
      recordedAt: toldAt(town.instant(date, time), town.anchor),
      recordedBy: mentor.id,
    });
  }
}

function outcomeOf(chance: number, isTrial: boolean): string {
  if (isTrial || chance < 0.9) return 'held';
  return chance < 0.96 ? 'cancelled_school' : 'cancelled_mentor';
}

/** An hour after it was over, and not in the future. */
function toldAt(start: number, anchor: number): Date {
  return new Date(Math.min(start + 105 * 60_000, anchor));
}
