import { type Activity, inOrder, presets } from '#lib/features/recruiting/activity.ts';
import { firstTexts } from '#lib/features/recruiting/declaration.ts';
import { type LeftReason, type Stage, stagesWith } from '#lib/features/recruiting/stage.ts';
import { declarationKinds, type QualificationKind } from '#lib/features/volunteers/volunteer.ts';
import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, type PlainDate, weekdayOf } from '#lib/time/date.ts';
import { addDate, placeAt } from './dates.ts';
import type { Name } from './names.ts';
import type { Volunteer } from './people.ts';
import { createRandom } from './random.ts';
import { projectOf, type Planning } from './series.ts';
import type { Town } from './town.ts';

const DAY = 86_400_000;

type Preset = Pick<Activity, 'kind' | 'name' | 'stages' | 'requirements'>;

/** What the stage office recruits for besides the usual. */
const dementiaGroup: Preset = {
  kind: 'group',
  name: 'Betreuungsgruppe Demenz',
  stages: stagesWith(['talk', 'training', 'checks']),
  requirements: inOrder(['intake_talk', 'training_dementia']),
};

type Plan = {
  activity: string;
  stage: Stage;
  /** Whom: the next of this field who holds, or does not hold, the confirmation. */
  field: Volunteer['field'];
  hasAll?: boolean;
  days: number;
  nextStep?: string;
  /** In so many days. */
  nextIn?: number;
  leftReason?: LeftReason;
};

const plans: Plan[] = [
  { activity: 'Lesepatenschaft', stage: 'interested', field: 'group', days: 2 },
  {
    activity: 'Besuchsdienst',
    stage: 'interested',
    field: 'reading',
    days: 5,
    nextStep: 'Zurückrufen',
    nextIn: 0,
  },
  { activity: 'Begleitdienst', stage: 'interested', field: 'group', days: 9 },
  { activity: 'Besuchsdienst', stage: 'talk', field: 'group', days: 4, nextStep: 'Erstgespräch', nextIn: 3 },
  { activity: 'Gruppen und Treffpunkte', stage: 'talk', field: 'reading', days: 11 },
  {
    activity: 'Besuchsdienst',
    stage: 'training',
    field: 'reading',
    days: 8,
    nextStep: 'Zur Schulung einladen',
    nextIn: 6,
  },
  { activity: 'Lesepatenschaft', stage: 'training', field: 'reading', days: 20 },
  {
    activity: 'Lesepatenschaft',
    stage: 'checks',
    field: 'reading',
    days: 15,
    nextStep: 'Führungszeugnis ansehen',
    nextIn: -1,
  },
  { activity: 'Besuchsdienst', stage: 'checks', field: 'group', days: 6 },
  ...[25, 31, 38, 52, 60, 75, 90, 104, 120, 151].map((days) => ({
    ...{ activity: 'Besuchsdienst', stage: 'ready' as const, field: 'visiting' as const, hasAll: true, days },
  })),
  {
    activity: 'Begleitdienst',
    stage: 'paused',
    field: 'group',
    days: 30,
    nextStep: 'Nach der Reha anrufen',
    nextIn: 21,
  },
  { activity: 'Besuchsdienst', stage: 'left', field: 'group', days: 44, leftReason: 'no_time' },
  { activity: 'Lesepatenschaft', stage: 'left', field: 'reading', days: 70, leftReason: 'not_reached' },
];

/** Everybody whom the office knows well has had a first talk: who has signed the agreement. */
export function addTalks({ town, unit }: Pick<Planning, 'town' | 'unit'>, people: Volunteer[]): void {
  const random = createRandom(`talks ${unit.office.id}`, town.anchor - DAY);
  for (const { id, holds } of people) {
    const agreed = holds.get('volunteer_agreement');
    if (agreed)
      confirm(town, random.id(), { personId: id, by: unit.coordinators[0]!.id }, 'intake_talk', agreed[0]);
  }
}

function confirm(
  { writer }: Town,
  id: string,
  { personId, by }: { personId: string; by: string },
  kind: QualificationKind,
  grantedOn: PlainDate,
): void {
  writer.add(schema.qualification, {
    ...{
      id,
      personId,
      kind,
      grantedOn,
      expiresOn: null,
      textId: null,
      signedHow: null,
      organisationId: null,
    },
    confirmedBy: by,
    confirmedAt: new Date(`${grantedOn}T12:00:00Z`),
  });
}

/** Filled in the form a second time: the newest registration and one that the office has known for long. */
export const recordedTwice: Name = {
  gender: 'female',
  givenName: 'Gisela',
  familyName: 'Brinkmann',
  languages: ['de'],
};

/**
 * The board of the stage office, its texts, talks and trainings. Returns those who
 * have not had their first talk yet.
 */
export function addRecruiting(planning: Planning, hanne: Volunteer): Set<string> {
  const { unit, crew } = planning;
  // Of its own, so that the rest of the town stays as it is whatever the board shows.
  const random = createRandom(`recruiting ${planning.town.today}`, planning.town.anchor - DAY);
  const town = { ...planning.town, random };
  const { writer, anchor, today } = town;
  const office = unit.office;
  const murat = unit.coordinators[0]!;
  const begun = new Date(anchor - 400 * DAY);

  const activities = new Map<string, string>();
  for (const preset of [...presets, dementiaGroup]) {
    const id = random.id();
    activities.set(preset.name, id);
    writer.add(schema.activity, {
      ...{ id, organisationId: office.id, ...preset, weights: {} },
      ...{ createdAt: begun, createdBy: murat.id, archivedAt: null, archivedBy: null },
    });
  }
  for (const kind of declarationKinds) {
    writer.add(schema.declarationText, {
      ...{ id: random.id(), organisationId: office.id, kind, version: 1, body: firstTexts[kind] },
      ...{ publishedAt: begun, publishedBy: murat.id },
    });
  }

  const fresh = new Set<string>();
  const used = new Set<string>([hanne.id]);
  const apply = (person: Volunteer, plan: Omit<Plan, 'field' | 'hasAll'>) => {
    const id = random.id();
    used.add(person.id);
    if (plan.stage === 'interested' || plan.stage === 'talk') fresh.add(person.id);
    const stageAt = new Date(anchor - plan.days * DAY + 10 * 3_600_000);
    const createdAt = new Date(stageAt.getTime() - (plan.stage === 'interested' ? 0 : 12 * DAY));
    writer.add(schema.application, {
      ...{ id, activityId: activities.get(plan.activity)!, organisationId: office.id, personId: person.id },
      ...{
        stage: plan.stage,
        stageAt,
        interestId: null,
        assigneeId: murat.id,
        nextStep: plan.nextStep ?? '',
      },
      nextOn: plan.nextIn === undefined ? null : addDays(today, plan.nextIn),
      note: '',
      pausedUntil: plan.stage === 'paused' ? addDays(today, 21) : null,
      leftReason: plan.leftReason ?? null,
      ...{ createdAt, createdBy: murat.id },
    });
    const move = (fromStage: Stage | null, toStage: Stage, movedAt: Date) =>
      writer.add(schema.applicationMove, {
        ...{
          id: random.id(),
          applicationId: id,
          fromStage,
          toStage,
          movedAt,
          movedBy: murat.id,
          cause: null,
        },
        ...{ fromStageAt: null, fromPausedUntil: null, fromLeftReason: null, undoneAt: null, undoneBy: null },
      });
    move(null, 'interested', createdAt);
    if (plan.stage !== 'interested') move('interested', plan.stage, stageAt);
  };
  apply(hanne, {
    activity: dementiaGroup.name,
    stage: 'training',
    days: 7,
    nextStep: 'Schulung Demenz',
    nextIn: 9,
  });
  for (const { field, hasAll = false, ...plan } of plans) {
    const person = crew.pool.find(
      (one) =>
        one.field === field &&
        one.until === Infinity &&
        !used.has(one.id) &&
        one.holds.has('volunteer_agreement') &&
        one.holds.has('secrecy_declaration') === hasAll &&
        one.from < anchor - (plan.days + 20) * DAY,
    );
    if (person) apply(person, plan);
  }

  addMeetings({ ...planning, town }, activities.get(dementiaGroup.name)!);
  return fresh;
}

/** The first weekday from that day on. */
function workday(date: PlainDate): PlainDate {
  return weekdayOf(date) > 5 ? workday(addDays(date, 1)) : date;
}

function addMeetings(planning: Planning, dementiaGroupId: string): void {
  const { town, unit, crew } = planning;
  const murat = unit.coordinators[0]!;
  const text = { title: 'Gespräche und Schulungen', summary: '', description: '' };
  const project = projectOf(planning, 'other', text, unit.office, murat, unit.office.name, {
    ...{ isStanding: true, isInternal: true, publishedAt: null, publishedBy: null },
  });
  const place = placeAt(unit.office, 'Beratungsraum');
  const meetings = [
    { kind: 'talk', inDays: 2, time: '09:30', minutes: 45, places: 1, title: 'Erstgespräch' },
    { kind: 'talk', inDays: 5, time: '16:30', minutes: 45, places: 1, title: 'Erstgespräch' },
    { kind: 'talk', inDays: 12, time: '10:00', minutes: 45, places: 1, title: 'Erstgespräch' },
    { kind: 'training', inDays: 9, time: '17:00', minutes: 120, places: 12, title: 'Schulung Demenz' },
    { kind: 'training', inDays: 23, time: '17:00', minutes: 120, places: 12, title: 'Schulung Demenz' },
  ] as const;
  for (const { kind, inDays, time, minutes, places, title } of meetings) {
    const date = workday(addDays(town.today, inDays));
    const shifts = [{ role: 'participant', min: 0, max: places, taken: 0 }];
    const written = addDate(town, crew, {
      project,
      planner: murat,
      title,
      place,
      date,
      time,
      minutes,
      shifts,
    });
    town.writer.add(schema.recruitingEvent, {
      ...{ eventId: written.id, organisationId: unit.office.id, kind, hostId: murat.id },
      qualificationKind: kind === 'talk' ? 'intake_talk' : 'training_dementia',
      activityId: inDays === 23 ? dementiaGroupId : null,
    });
  }
}
