import * as schema from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { ProjectKind } from '#lib/features/projects/project.ts';
import { addDate, cancelNowAndThen, datesOf, type Place, type Rhythm } from './dates.ts';
import type { Organisation, Staff, Unit } from './organisations.ts';
import type { Volunteer } from './people.ts';
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
export const soughtLanguages = ['tr', 'tr', 'ru', 'pl', 'ar', 'uk'];

function providerOf({ providerNames }: Planning, organisation: Organisation): string {
  return providerNames.get(organisation.providerId ?? '') ?? organisation.name;
}

/** A project of this district, its texts filled in. */
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

type Series = {
  project: Project;
  planner: Staff;
  title: string | null;
  place: Place;
  rhythm: Rhythm;
  offset?: number;
  time: string;
  minutes: number;
  roomId?: string;
  shifts: ShiftPlan[];
};

/** Writes a series and all its dates in the window; now and then one is called off. */
export function addSeries(planning: Planning, series: Series): void {
  const { town, crew, onRecentCancellation } = planning;
  const { rhythm, offset, ...plan } = series;
  const closedOn = town.closedOn.get(plan.place.venue?.id ?? '');
  const days = datesOf(town, rhythm, offset).filter(({ date }) => !closedOn?.has(date));
  if (days.length === 0) return;
  const rule = addRule(town, series, days[0]!.date);
  for (const { date } of days) {
    addDate(
      town,
      crew,
      { ...plan, date, cancellation: cancelNowAndThen(town), series: rule },
      onRecentCancellation && ((facts) => onRecentCancellation({ ...facts, project: plan.project })),
    );
  }
}

/** The rule that would make these dates, with its roles: what a coordinator changes for all of them. */
export function addRule(
  { random, writer, timeZone, days }: Town,
  { project, planner, title, place, rhythm, time, minutes, roomId, shifts }: Series,
  firstOn: PlainDate,
  madeUntil = days.at(-1)!.date,
): { id: string; roleIds: string[] } {
  const { venue, name, ...where } = place;
  const id = random.id();
  const isMonthly = typeof rhythm.every !== 'number';
  writer.add(schema.series, {
    id,
    projectId: project.id,
    organisationId: project.organisationId,
    title,
    timeZone,
    onSchoolHolidays: rhythm.season === 'term' ? 'skip' : 'keep',
    onPublicHolidays: rhythm.season === 'always' ? 'keep' : 'skip',
    onClosingDays: 'skip',
    createdAt: project.createdAt,
    createdBy: planner.id,
    publishedAt: project.createdAt,
    publishedBy: planner.id,
    madeUntil,
    version: 1,
  });
  writer.add(schema.seriesPhase, {
    id: random.id(),
    seriesId: id,
    firstOn,
    lastOn: null,
    frequency: isMonthly ? 'monthly' : 'weekly',
    every: typeof rhythm.every === 'number' ? rhythm.every : 1,
    weekdays: [rhythm.weekday],
    ordinals: typeof rhythm.every === 'number' ? [] : rhythm.every,
    startTime: time,
    endTime: clockAfter(time, minutes),
    venueId: venue?.id ?? null,
    placeName: name,
    ...where,
    roomId: roomId ?? null,
    note: null,
  });
  const roleIds = shifts.map((shift, position) => {
    const roleId = random.id();
    writer.add(schema.seriesRole, {
      id: roleId,
      seriesId: id,
      position,
      role: shift.role,
      label: shift.label ?? null,
      minPlaces: shift.min,
      maxPlaces: shift.max,
      requirements: shift.requirements ?? [],
      language: shift.language ?? null,
      note: shift.note ?? null,
      endedAt: null,
    });
    return roleId;
  });
  return { id, roleIds };
}

/** What the clock shows so many minutes later. */
function clockAfter(time: string, minutes: number): string {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const later = (hour * 60 + minute + minutes) % 1440;
  return [Math.floor(later / 60), later % 60].map((part) => String(part).padStart(2, '0')).join(':');
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
