import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, weekdayOf } from '#lib/time/date.ts';
import { addDate, cancelNowAndThen, datesOf, placeAt } from './dates.ts';
import { rhythmsOfHanne } from './hanne.ts';
import type { Organisation } from './organisations.ts';
import { createRandom, type Random } from './random.ts';
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
  const able = mentorsOf(planning, hanne);
  const mentors = [hanne, ...able.slice(0, slots.length - 1)];
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

  // Chance of its own: what was invented before stays as it was.
  const chance = createRandom(`reading questions ${unit.office.id}`, town.anchor);
  addChecks(planning, chance);
  const free = able.slice(slots.length - 1);
  asked.forEach(([nickname, className, needs, interests, slot], index) => {
    const mentor = free[index];
    if (!mentor) return;
    const at = (days: number, time: string) => new Date(town.instant(addDays(today, days), time));
    const childId = chance.id();
    writer.add(schema.readingChild, {
      ...{ id: childId, ...served, nickname, className, needs: [...needs], interests: [...interests] },
      ...{ consentOn: addDays(today, -21), consentScope: ['reading'], createdAt: at(-20, '09:30') },
      ...{ createdBy: lenz, leftAt: null, leftBy: null, erasedAt: null },
    });
    const hasMet = index === 1;
    writer.add(schema.readingPair, {
      ...askedPair({
        served,
        childId,
        mentor,
        slot,
        room: rooms[0]!,
        askedAt: at(hasMet ? -9 : -2, '10:20'),
        planner,
      }),
      id: chance.id(),
      ...(hasMet && { answer: 'yes', answeredAt: at(-7, '18:40'), meetingAt: at(1, '12:00') }),
    });
  });
}

/** A mentor who has been asked about a child: the row as it is then. */
function askedPair({
  served,
  childId,
  mentor,
  slot: { weekday, time },
  room,
  askedAt,
  planner,
}: Pick<PairPlan, 'served' | 'childId' | 'mentor' | 'room' | 'planner'> & { slot: Slot; askedAt: Date }) {
  const endTime = LESSONS.find(([startTime]) => startTime === time)![1];
  return {
    ...{ ...served, childId, mentorId: mentor.id, weekday, startTime: time, endTime, roomId: room.id },
    ...{ askedAt, askedBy: planner.id, answer: null as string | null, answeredAt: null as Date | null },
    ...{ meetingAt: null as Date | null, trialOn: null as string | null, seriesId: null as string | null },
    ...{ measlesCheckedAt: null as Date | null, measlesCheckedBy: null as string | null },
    ...{ activeAt: null as Date | null, activeBy: null as string | null },
    ...{ pausedAt: null, pausedBy: null, pauseReason: null, pausedUntil: null },
    ...{ rolloverAskedAt: null, mentorAnswer: null, mentorAnsweredAt: null },
    ...{ schoolAnswer: null, schoolAnsweredAt: null, schoolAnsweredBy: null },
    ...{ lastOn: null, endedAt: null, endedBy: null, endReason: null },
  };
}

/** Children whose mentors have been asked: one has not answered yet, one has met the child's teacher. */
const asked = [
  ['Jonte', '3a', ['reading_fluency'], ['adventure', 'comics'], { weekday: 4, time: '12:00' }],
  ['Lina', '2b', ['vocabulary', 'joy'], ['music', 'animals'], { weekday: 1, time: '12:00' }],
] as const;

type Slot = { weekday: number; time: string };

/** What reading mentors are asked for and have been given; every sixth still lacks the measles confirmation. */
function addChecks({ town, crew, unit }: Planning, random: Random): void {
  crew.pool
    .filter((one) => one.field === 'reading' && one.holds.has('record_inspection'))
    .forEach((one, index) => {
      const agreed = one.holds.get('volunteer_agreement');
      if (!agreed) return;
      const kinds = [
        'secrecy_declaration',
        'self_commitment',
        'training_reading',
        'measles_confirmation',
      ] as const;
      for (const kind of kinds) {
        if (one.holds.has(kind) || (kind === 'measles_confirmation' && index % 6 === 5)) continue;
        one.holds.set(kind, [agreed[0], '9999-12-31']);
        town.writer.add(schema.qualification, {
          ...{ id: random.id(), personId: one.id, kind, grantedOn: agreed[0], expiresOn: null },
          ...{ textId: null, signedHow: null, confirmedBy: unit.coordinators[0]!.id },
          confirmedAt: new Date(`${agreed[0]}T12:00:00Z`),
        });
      }
    });
}

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
  const askedAt = isTrial ? new Date(town.instant(addDays(firstOn, -16), '11:00')) : project.createdAt;
  writer.add(schema.readingPair, {
    ...askedPair({ served, childId, mentor, slot: pair, room, askedAt, planner }),
    id: pairId,
    answer: 'yes',
    answeredAt: isTrial ? new Date(town.instant(addDays(firstOn, -14), '18:10')) : askedAt,
    meetingAt: isTrial ? new Date(town.instant(addDays(firstOn, -6), '11:00')) : askedAt,
    trialOn: firstOn,
    seriesId: series.id,
    measlesCheckedAt: askedAt,
    measlesCheckedBy: planner.id,
    activeAt: isTrial ? null : project.createdAt,
    activeBy: isTrial ? null : planner.id,
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
