import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant, instantRange } from './columns.ts';
import { district, organisation } from './organisations.ts';
import { project } from './projects.ts';

/** A dated Termin of a project. */
export const event = pgTable(
  'event',
  {
    id: id(),
    projectId: uuid().notNull(),
    /** Same as the project's (kept so by the foreign key): a calendar reads one index. */
    organisationId: uuid().notNull(),
    /** Null: the project's title. */
    title: text(),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    timeZone: text().notNull().default('Europe/Berlin'),
    /** The house where it takes place, if it is one of ours; else `placeName` says where. */
    venueId: uuid().references(() => organisation.id),
    placeName: text().notNull().default(''),
    street: text(),
    postalCode: text(),
    districtCode: text().references(() => district.code),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    room: text(),
    isStepFree: boolean().notNull().default(false),
    accessNote: text(),
    note: text(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => person.id),
    changedAt: instant().notNull().defaultNow(),
    /** Counts changes: the SEQUENCE of calendar feeds, and the guard against overwriting each other. */
    version: integer().notNull().default(1),
    publishedAt: instant(),
    publishedBy: uuid().references(() => person.id),
    cancelledAt: instant(),
    cancelledBy: uuid().references(() => person.id),
    cancellationReason: text(),
  },
  (t) => [
    foreignKey({
      name: 'event_project',
      columns: [t.projectId, t.organisationId],
      foreignColumns: [project.id, project.organisationId],
    }),
    check('event_order', sql`${t.startAt} < ${t.endAt}`),
    check('event_length', sql`${t.endAt} <= ${t.startAt} + interval '14 days'`),
    check('event_publication', sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
    check(
      'event_cancellation',
      sql`(${t.cancelledAt} is null) = (${t.cancelledBy} is null) and (${t.cancelledAt} is null) = (${t.cancellationReason} is null)`,
    ),
    index('event_organisation_start').on(t.organisationId, t.startAt),
    index('event_project_start').on(t.projectId, t.startAt),
    index('event_venue_start').on(t.venueId, t.startAt),
  ],
);

/** A role at an event with its places; the unit that people sign up for. */
export const shift = pgTable(
  'shift',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => event.id, { onDelete: 'cascade' }),
    role: text().notNull(),
    /** Own words instead of, or beside, the role's name. */
    label: text(),
    startAt: instant().notNull(),
    endAt: instant().notNull(),
    minPlaces: integer().notNull().default(1),
    maxPlaces: integer().notNull().default(1),
    /** Kept by the sign-up functions only; the check makes overbooking impossible. */
    takenPlaces: integer().notNull().default(0),
    waitingCount: integer().notNull().default(0),
    /** Kinds of qualification that a person must hold on the day. */
    requirements: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    language: text(),
    note: text(),
    cancelledAt: instant(),
    cancelledBy: uuid().references(() => person.id),
    cancellationReason: text(),
  },
  (t) => [
    check(
      'shift_role',
      sql`${t.role} in ('visitor','companion','reader','witness','moderator','escort','driver','recorder','set_up','catering','first_aid','interpreter','group_helper','other')`,
    ),
    check('shift_order', sql`${t.startAt} < ${t.endAt}`),
    check(
      'shift_places',
      sql`${t.minPlaces} between 0 and ${t.maxPlaces} and ${t.maxPlaces} between 1 and 500`,
    ),
    check('shift_capacity', sql`${t.takenPlaces} between 0 and ${t.maxPlaces}`),
    check('shift_waiting', sql`${t.waitingCount} >= 0`),
    check(
      'shift_cancellation',
      sql`(${t.cancelledAt} is null) = (${t.cancelledBy} is null) and (${t.cancelledAt} is null) = (${t.cancellationReason} is null)`,
    ),
    index('shift_event').on(t.eventId),
    index('shift_open')
      .on(t.startAt)
      .where(sql`cancelled_at is null`),
  ],
);

/** A person's place at a shift: waiting until `confirmedAt`, gone from `endedAt`. */
export const signup = pgTable(
  'signup',
  {
    id: id(),
    shiftId: uuid()
      .notNull()
      .references(() => shift.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The shift's time, and the same with half the travel buffer on each side; kept by triggers. */
    during: instantRange().notNull(),
    duringWithTravel: instantRange().notNull(),
    /** Equal for two shifts between which nobody has to travel. */
    placeKey: text().notNull(),
    /** Order of arrival: who waits longest moves up first. */
    arrival: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    signedUpAt: instant().notNull(),
    signedUpBy: uuid()
      .notNull()
      .references(() => person.id),
    confirmedAt: instant(),
    /** The ended place whose freeing moved this one up, so that an undo can give it back. */
    movedUpBy: uuid(),
    endedAt: instant(),
    endedBy: uuid().references(() => person.id),
    endReason: text(),
  },
  (t) => [
    check(
      'signup_end',
      sql`(${t.endedAt} is null) = (${t.endedBy} is null) and (${t.endedAt} is null) = (${t.endReason} is null)`,
    ),
    check(
      'signup_end_reason',
      sql`${t.endReason} in ('cancelled_by_person','removed_by_office','shift_cancelled','event_cancelled')`,
    ),
    uniqueIndex('signup_active')
      .on(t.shiftId, t.personId)
      .where(sql`ended_at is null`),
    index('signup_waiting')
      .on(t.shiftId, t.arrival)
      .where(sql`ended_at is null and confirmed_at is null`),
    index('signup_shift').on(t.shiftId),
    index('signup_person').on(t.personId),
  ],
);

/** What happened, in order: the source of messages, live updates and the audit (architecture.md). */
export const domainEvent = pgTable(
  'domain_event',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    type: text().notNull(),
    occurredAt: instant().notNull(),
    actorId: uuid(),
    organisationId: uuid(),
    projectId: uuid(),
    eventId: uuid(),
    shiftId: uuid(),
    personId: uuid(),
    details: jsonb().notNull().default({}),
  },
  (t) => [
    index('domain_event_organisation').on(t.organisationId, t.occurredAt),
    index('domain_event_person').on(t.personId, t.occurredAt),
  ],
);
