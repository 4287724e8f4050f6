import * as schema from '#lib/server/db/schema/index.ts';
import type { PlainDate } from '#lib/time/date.ts';
import type { Volunteer } from './people.ts';
import type { Town } from './town.ts';

const DAY = 86_400_000;

/** The volunteers of a district, and who among them fits which shift. */
export type Crew = {
  pool: Volunteer[];
  fitting: Map<string, Volunteer[]>;
};

export function createCrew(pool: Volunteer[]): Crew {
  return { pool, fitting: new Map() };
}

/** A role with its places, and whom the seed wants to see there. */
export type ShiftPlan = {
  role: string;
  label?: string | null;
  min: number;
  max: number;
  requirements?: string[];
  language?: string | null;
  note?: string | null;
  /** Who usually does it, week after week. */
  regulars?: Volunteer[];
  /** Who has a place here for sure. */
  assured?: Volunteer[];
  /** Who waits for a place, before everybody else. */
  waiting?: Volunteer[];
  /** Exactly so many places are taken, instead of as many as chance would have it. */
  taken?: number;
  isPopular?: boolean;
};

export type When = {
  date: PlainDate;
  start: number;
  end: number;
  placeKey: string;
  createdAt: number;
  /** The office has called the date off: all places have ended. */
  cancelled: { at: number; by: string } | null;
};

function fittingFor(crew: Crew, plan: ShiftPlan): Volunteer[] {
  const needs = plan.requirements ?? [];
  const key = `${plan.language ?? ''} ${needs.join()}`;
  let fitting = crew.fitting.get(key);
  if (!fitting) {
    fitting = crew.pool.filter(
      (v) =>
        needs.every((kind) => v.holds.has(kind)) && (!plan.language || v.languages.includes(plan.language)),
    );
    crew.fitting.set(key, fitting);
  }
  return fitting;
}

function isFree(town: Town, volunteer: Volunteer, when: When, needs: readonly string[]): boolean {
  if (volunteer.from >= Math.min(when.start, town.anchor) || volunteer.until <= when.start) return false;
  const isHeld = ([first, last]: [PlainDate, PlainDate]) => first <= when.date && when.date <= last;
  if (needs.some((kind) => !isHeld(volunteer.holds.get(kind) ?? ['9999-12-31', '']))) return false;
  if (volunteer.absences.some(([first, last]) => first <= when.date && when.date <= last)) return false;
  return !volunteer.busy.get(when.date)?.some((other) => {
    const gap = other.place === when.placeKey ? 0 : town.travelBufferMs;
    return when.start < other.end + gap && other.start < when.end + gap;
  });
}

/** How sure it is that somebody has taken a place already: the past is full, the far future open. */
function confidence(daysAhead: number): number {
  if (daysAhead < 0) return 0.97;
  if (daysAhead <= 14) return 0.84;
  if (daysAhead <= 42) return 0.5;
  return daysAhead <= 70 ? 0.2 : 0.02;
}

type Place = { during: string; duringWithTravel: string };

function range(start: number, end: number, half: number): string {
  return `["${new Date(start - half).toISOString()}","${new Date(end + half).toISOString()}")`;
}

/** Puts people on a shift and on its waiting list; returns the counters, and who has a place. */
export function addSignups(
  town: Town,
  crew: Crew,
  shiftId: string,
  plan: ShiftPlan,
  when: When,
  onRecentCancellation?: (personId: string, at: Date) => void,
): { taken: number; waiting: number; people: string[] } {
  const { random } = town;
  const people: string[] = [];
  const needs = plan.requirements ?? [];
  const daysAhead = Math.floor((when.start - town.anchor) / DAY);
  const sure = confidence(daysAhead);
  const calledOff = when.cancelled;
  const there = new Set<Volunteer>();
  const place: Place = {
    during: range(when.start, when.end, 0),
    duringWithTravel: range(when.start, when.end, town.travelBufferMs / 2),
  };
  const add = (
    volunteer: Volunteer,
    state: 'confirmed' | 'waiting' | 'cancelled',
    endedAt: number | null = null,
  ) => {
    const end = endedAt
      ? { at: endedAt, by: volunteer.id, reason: 'cancelled_by_person' }
      : calledOff && { ...calledOff, reason: 'event_cancelled' };
    const latest = (end?.at ?? Math.min(town.anchor, when.start)) - 3_600_000;
    const earliest = Math.min(Math.max(volunteer.from, when.createdAt), latest);
    const at = new Date(earliest + random.next() * (latest - earliest));
    town.writer.add(schema.signup, {
      id: random.id(),
      shiftId,
      personId: volunteer.id,
      ...place,
      placeKey: when.placeKey,
      signedUpAt: at,
      signedUpBy: volunteer.id,
      confirmedAt: state === 'waiting' ? null : at,
      movedUpBy: null,
      endedAt: end && new Date(end.at),
      endedBy: end && end.by,
      endReason: end && end.reason,
      commitmentId: null,
    });
    there.add(volunteer);
    if (state !== 'confirmed' || calledOff) return;
    people.push(volunteer.id);
    const day = volunteer.busy.get(when.date) ?? [];
    day.push({ start: when.start, end: when.end, place: when.placeKey });
    volunteer.busy.set(when.date, day);
  };
  const free = (volunteer: Volunteer) => !there.has(volunteer) && isFree(town, volunteer, when, needs);
  const fitting = fittingFor(crew, plan);
  const anybody = () => {
    for (let tries = 0; tries < 10 && fitting.length > 0; tries++) {
      const volunteer = random.pick(fitting);
      if (free(volunteer)) return volunteer;
    }
    return undefined;
  };

  let taken = 0;
  for (const volunteer of plan.assured ?? []) {
    if (taken < plan.max && free(volunteer)) {
      add(volunteer, 'confirmed');
      taken++;
    }
  }
  for (let index = taken; index < (plan.taken ?? plan.max); index++) {
    const eager = index < plan.min || plan.isPopular ? sure : sure * 0.5;
    // Who has no usual helper often finds none in time.
    const chance = plan.regulars?.length === 0 && daysAhead >= 0 ? eager * 0.3 : eager;
    if (plan.taken === undefined && !random.chance(chance)) continue;
    const regular = plan.regulars?.find(free);
    const somebody = regular && (plan.taken !== undefined || random.chance(0.95)) ? regular : anybody();
    if (!somebody) continue;
    if (plan.taken === undefined && !calledOff && random.chance(0.07)) {
      const isRecent = daysAhead >= 0 && daysAhead <= 12;
      const before = Math.min(when.start - 4 * 3_600_000, town.anchor);
      const endedAt = before - random.int(1, (isRecent ? 2 : 10) * 24) * 3_600_000;
      if (Math.max(somebody.from, when.createdAt) < endedAt - DAY) {
        add(somebody, 'cancelled', endedAt);
        if (isRecent) onRecentCancellation?.(somebody.id, new Date(endedAt));
      }
      const substitute = random.chance(0.5) ? anybody() : undefined;
      if (!substitute) continue;
      add(substitute, 'confirmed');
    } else {
      add(somebody, 'confirmed');
    }
    taken++;
  }

  if (calledOff) return { taken: 0, waiting: 0, people };
  let waiting = 0;
  if (taken === plan.max && daysAhead >= 0) {
    const queue = [...(plan.waiting ?? [])];
    if (plan.isPopular && daysAhead <= 28) {
      for (let more = random.int(1, 3); more > 0; more--) {
        const volunteer = anybody();
        if (volunteer && !queue.includes(volunteer)) queue.push(volunteer);
      }
    }
    for (const volunteer of queue.filter(free)) {
      add(volunteer, 'waiting');
      waiting++;
    }
  }
  return { taken, waiting, people };
}
