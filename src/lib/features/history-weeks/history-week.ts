import type { DayOff } from '#lib/features/days-off/day-off.ts';
import type { ShiftRole } from '#lib/features/scheduling/shift.ts';
import { addDays, daysBetween, type PlainDate } from '#lib/time/date.ts';

/** Longer than this is no week: two, at most. */
export const DAYS_AT_MOST = 14;

/** Months after the last day at which the list of participants is deleted by itself. */
export const MONTHS_KEPT = 3;

/** The roles of a session, those that nearly every session has first. */
export const weekRoles = [
  'witness',
  'moderator',
  'escort',
  'recorder',
  'driver',
  'set_up',
  'catering',
  'first_aid',
  'interpreter',
  'other',
] as const satisfies ShiftRole[];
export type WeekRole = (typeof weekRoles)[number];

/** How many of `weekRoles` stand in the form at once; the others are one step away. */
export const USUAL_ROLES = 4;

/** What a new session starts with. */
export const usualRoles: Record<WeekRole, { min: number; max: number }> = {
  witness: { min: 1, max: 2 },
  moderator: { min: 1, max: 1 },
  escort: { min: 1, max: 2 },
  recorder: { min: 0, max: 1 },
  driver: { min: 0, max: 0 },
  set_up: { min: 0, max: 0 },
  catering: { min: 0, max: 0 },
  first_aid: { min: 0, max: 0 },
  interpreter: { min: 0, max: 0 },
  other: { min: 0, max: 0 },
};

/** What a resident, or who speaks for them, allows: nothing known yet, nothing, pictures, pictures and sound. */
export const photoConsents = ['unknown', 'none', 'photo', 'photo_and_sound'] as const;
export type PhotoConsent = (typeof photoConsents)[number];

/** As whom somebody plans: for the office that runs the week, or for a house where it takes place. */
export type Side = 'office' | 'host';

export type House = { id: string; name: string };
/** A room that a house has told us of. */
export type Room = { id: string; name: string; houseId: string; houseName: string };

/** A history week before anybody looks into it; `days` is null until it is set up. */
export type Week = {
  projectId: string;
  title: string;
  organisationId: string;
  organisationName: string;
  organisationPhone: string | null;
  timeZone: string;
  isPublished: boolean;
  isClosed: boolean;
  /** Houses where it takes place: what their contacts may plan as well. */
  houses: House[];
  days: {
    firstOn: PlainDate;
    lastOn: PlainDate;
    witnessSessionsPerDay: number;
    thankedAt: Date | null;
    participantsDeletedAt: Date | null;
  } | null;
};
/** A week that is set up. */
export type PlannedWeek = Week & { days: NonNullable<Week['days']> };

export type Participant = {
  id: string;
  givenName: string;
  initial: string;
  house: string;
  needsEscort: boolean;
  photoConsent: PhotoConsent;
  consentOn: PlainDate | null;
  consentByName: string | null;
};

/** "Erna K." */
export function participantName({ givenName, initial }: Pick<Participant, 'givenName' | 'initial'>): string {
  return initial ? `${givenName} ${initial}.` : givenName;
}

/** A volunteer; a house reads no more than the given name. */
export type Helper = { personId: string; name: string; phone: string | null };

export type SessionRole = {
  shiftId: string;
  role: WeekRole;
  label: string | null;
  min: number;
  max: number;
  taken: number;
  requirements: string[];
  language: string | null;
  note: string | null;
  people: Helper[];
};

/** A resident at a session. */
export type Guest = { participantId: string; isWitness: boolean; escortId: string | null };

export type Session = {
  id: string;
  title: string;
  startAt: Date;
  endAt: Date;
  /** Day and time in the week's zone. */
  date: PlainDate;
  startTime: string;
  endTime: string;
  venueId: string | null;
  placeName: string;
  street: string | null;
  postalCode: string | null;
  isStepFree: boolean;
  accessNote: string | null;
  roomId: string | null;
  room: string | null;
  note: string | null;
  version: number;
  isPublished: boolean;
  cancelledAt: Date | null;
  cancellationReason: string | null;
  roles: SessionRole[];
  guests: Guest[];
};

/** A permission to tell more often on one day than the week allows. */
export type WitnessException = {
  onDate: PlainDate;
  personId: string | null;
  participantId: string | null;
  note: string;
};

/** Everything that the pages of a week show. */
export type WeekPlan = {
  week: PlannedWeek;
  side: Side;
  sessions: Session[];
  participants: Participant[];
  exceptions: WitnessException[];
  rooms: Room[];
  /** Days of the week that are off, and why. */
  daysOff: { date: PlainDate; reasons: DayOff[] }[];
};

export type StandIn = {
  id: string;
  personId: string | null;
  name: string;
  phone: string | null;
  roles: WeekRole[];
  note: string;
};

/** A week in a list. */
export type WeekSummary = {
  projectId: string;
  title: string;
  organisationName: string;
  firstOn: PlainDate;
  lastOn: PlainDate;
  sessions: number;
  isClosed: boolean;
};

/** The days of a week, first to last. */
export function weekDays({ firstOn, lastOn }: { firstOn: PlainDate; lastOn: PlainDate }): PlainDate[] {
  return Array.from({ length: daysBetween(firstOn, lastOn) + 1 }, (_, n) => addDays(firstOn, n));
}

/** A row of the day grid: a time, and what begins then on each day. */
export type GridRow = { startTime: string; cells: Session[][] };

/** The day grid: one row for each time at which anything begins. */
export function gridRows(days: readonly PlainDate[], sessions: readonly Session[]): GridRow[] {
  const times = [...new Set(sessions.map((session) => session.startTime))].sort();
  return times.map((startTime) => ({
    startTime,
    cells: days.map((date) =>
      sessions.filter((session) => session.date === date && session.startTime === startTime),
    ),
  }));
}

/** Everybody with a place in the week, once. */
export function crewOf(sessions: readonly Session[]): Helper[] {
  const crew = new Map<string, Helper>();
  for (const helper of sessions.flatMap(({ roles }) => roles.flatMap(({ people }) => people))) {
    crew.set(helper.personId, helper);
  }
  return [...crew.values()];
}

/** Who has a place as escort at a session. */
export function escortsOf(session: Pick<Session, 'roles'>): Helper[] {
  return session.roles.flatMap(({ role, people }) => (role === 'escort' ? people : []));
}

/** The given names of people; who shares one gets the first letter of the family name. */
export function givenNames(
  people: readonly { id: string; givenName: string; familyName: string }[],
): Map<string, string> {
  const unique = [...new Map(people.map((person) => [person.id, person])).values()];
  return new Map(
    unique.map(({ id, givenName, familyName }) => {
      const isShared = unique.some((other) => other.id !== id && other.givenName === givenName);
      return [id, isShared && familyName ? `${givenName} ${familyName[0]}.` : givenName];
    }),
  );
}

/** What every role asks for where children are there (contact with minors). */
export const CHILDREN_REQUIREMENT = 'record_inspection';

/** Whether children are at a session: every role asks for an inspected certificate. */
export function isWithChildren({ roles }: Pick<Session, 'roles'>): boolean {
  return roles.length > 0 && roles.every(({ requirements }) => requirements.includes(CHILDREN_REQUIREMENT));
}

/** A session as its form has it; see `schema.ts`. */
export function sessionFields(session: Session) {
  return {
    title: session.title,
    date: session.date,
    startTime: session.startTime,
    endTime: session.endTime,
    venueId: session.venueId ?? '',
    roomId: session.roomId ?? '',
    room: session.roomId ? '' : (session.room ?? ''),
    note: session.note ?? '',
    withChildren: isWithChildren(session),
    roles: weekRoles.map((role) => {
      const found = session.roles.find((one) => one.role === role);
      return { role, min: found?.min ?? 0, max: found?.max ?? 0 };
    }),
  };
}
