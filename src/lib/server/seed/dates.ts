import * as schema from '#lib/server/db/schema/index.ts';
import { addDays, type PlainDate } from '#lib/time/date.ts';
import type { Organisation, Staff } from './organisations.ts';
import type { Project } from './projects.ts';
import type { Day } from './school-year.ts';
import { addSignups, type Crew, type ShiftPlan, type When } from './signups.ts';
import { cancellationReasons } from './texts.ts';
import type { Town } from './town.ts';

const DAY = 86_400_000;

/** Where something takes place: a house of ours, a meeting point, or somebody's home (which nobody is told). */
export type Place = {
  venue: Organisation | null;
  name: string;
  street: string | null;
  postalCode: string | null;
  districtCode: string;
  latitude: number;
  longitude: number;
  room: string | null;
  isStepFree: boolean;
  accessNote: string | null;
};

export function placeAt(venue: Organisation, room: string | null = null): Place {
  return {
    venue,
    name: venue.name,
    street: venue.street,
    postalCode: venue.postalCode,
    districtCode: venue.districtCode!,
    latitude: venue.latitude!,
    longitude: venue.longitude!,
    room,
    isStepFree: venue.isStepFree,
    accessNote: venue.accessNote,
  };
}

/** The rule of the database (`signup_facts`): equal for two shifts between which nobody has to travel. */
function placeKeyOf(eventId: string, place: Place): string {
  if (place.venue) return place.venue.id;
  const address = [place.street, place.postalCode].filter((part) => part !== null).join(' ');
  if (address === '') return eventId;
  return address
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss');
}

export type DatePlan = {
  project: Project;
  planner: Staff;
  title: string | null;
  place: Place;
  date: PlainDate;
  time: string;
  minutes: number;
  /** A room that the house keeps; its name stands in `place`. */
  roomId?: string;
  shifts: ShiftPlan[];
  note?: string | null;
  isDraft?: boolean;
  cancellation?: string;
  /** The series whose rule made it, and its roles in the order of `shifts`. */
  series?: { id: string; roleIds: string[] };
};

/** Writes an event with its shifts and the people on them. */
export function addDate(
  town: Town,
  crew: Crew,
  plan: DatePlan,
  onRecentCancellation?: (facts: { eventId: string; shiftId: string; personId: string; at: Date }) => void,
): void {
  const { random } = town;
  const start = town.instant(plan.date, plan.time);
  const end = start + plan.minutes * 60_000;
  const earliest = plan.project.createdAt.getTime() + DAY;
  const createdAt = Math.max(
    earliest,
    Math.min(start - random.int(30, 90) * DAY, town.anchor - random.int(1, 20) * DAY),
  );
  const id = random.id();
  const isCancelled = plan.cancellation !== undefined;
  const cancelledAt = isCancelled
    ? new Date(Math.min(start - random.int(3, 30) * 3_600_000, town.anchor - random.int(2, 40) * 3_600_000))
    : null;
  const { venue, name, ...where } = plan.place;
  const published = plan.isDraft ? null : new Date(createdAt + 3_600_000);
  town.writer.add(schema.event, {
    id,
    projectId: plan.project.id,
    organisationId: plan.project.organisationId,
    title: plan.title,
    startAt: new Date(start),
    endAt: new Date(end),
    timeZone: town.timeZone,
    venueId: venue?.id ?? null,
    placeName: name,
    ...where,
    note: plan.note ?? null,
    createdAt: new Date(createdAt),
    createdBy: plan.planner.id,
    changedAt: cancelledAt ?? new Date(createdAt),
    version: isCancelled ? 2 : 1,
    publishedAt: published,
    publishedBy: published && plan.planner.id,
    cancelledAt,
    cancelledBy: cancelledAt && plan.planner.id,
    cancellationReason: plan.cancellation ?? null,
    roomId: plan.roomId ?? null,
    dayOff: null,
    seriesId: plan.series?.id ?? null,
    seriesOn: plan.series ? plan.date : null,
    detachedAt: null,
  });
  const when: When = {
    date: plan.date,
    start,
    end,
    placeKey: placeKeyOf(id, plan.place),
    createdAt,
    cancelled: cancelledAt && { at: cancelledAt.getTime(), by: plan.planner.id },
  };
  for (const [index, shift] of plan.shifts.entries()) {
    const shiftId = random.id();
    const counters = plan.isDraft
      ? { taken: 0, waiting: 0 }
      : addSignups(
          town,
          crew,
          shiftId,
          shift,
          when,
          onRecentCancellation &&
            ((personId, at) => onRecentCancellation({ eventId: id, shiftId, personId, at })),
        );
    town.writer.add(schema.shift, {
      id: shiftId,
      eventId: id,
      seriesRoleId: plan.series?.roleIds[index] ?? null,
      role: shift.role,
      label: shift.label ?? null,
      startAt: new Date(start),
      endAt: new Date(end),
      minPlaces: shift.min,
      maxPlaces: shift.max,
      takenPlaces: counters.taken,
      waitingCount: counters.waiting,
      requirements: shift.requirements ?? [],
      language: shift.language ?? null,
      note: shift.note ?? null,
      cancelledAt: null,
      cancelledBy: null,
      cancellationReason: null,
    });
  }
}

/** When a series takes place. */
export type Rhythm = {
  weekday: number;
  /** Every so many weeks, or the nth such weekdays of the month (`[2, 4]`). */
  every: number | number[];
  /** `term`: school days only; `open`: not on public holidays; `always`. */
  season: 'term' | 'open' | 'always';
};

/** The days of the window on which the rhythm falls. */
export function datesOf(town: Town, rhythm: Rhythm, offset = 0): Day[] {
  return town.days.filter((day, index) => {
    if (day.weekday !== rhythm.weekday) return false;
    if (rhythm.season === 'term' && !day.isSchoolDay) return false;
    if (rhythm.season === 'open' && day.isHoliday) return false;
    if (typeof rhythm.every === 'number') return (Math.floor(index / 7) + offset) % rhythm.every === 0;
    return rhythm.every.includes(Math.ceil(Number(day.date.slice(8)) / 7));
  });
}

/** Now and then something comes between: a reason for one in seventy dates. */
export function cancelNowAndThen({ random }: Town): string | undefined {
  return random.chance(1 / 70) ? random.pick(cancellationReasons) : undefined;
}

/** The Monday, from `date` on, of a week whose five days are all school days. */
export function schoolWeekFrom(town: Town, date: PlainDate): PlainDate {
  const byDate = new Map(town.days.map((day) => [day.date, day]));
  for (let days = 0; days < 120; days++) {
    const monday = addDays(date, days);
    if (byDate.get(monday)?.weekday !== 1) continue;
    if ([0, 1, 2, 3, 4].every((n) => byDate.get(addDays(monday, n))?.isSchoolDay)) return monday;
  }
  return addDays(date, 7 - ((byDate.get(date)?.weekday ?? 1) - 1));
}
