import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
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
import { room } from './rooms.ts';
import { commitment, series, seriesRole } from './series.ts';

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
    /** A room that the house has told us of; `room` says the same in words. */
    roomId: uuid().references(() => room.id),
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
    /** Which kind of day off cancelled it, so that it returns when that day is no longer off; null: by hand. */
    dayOff: text(),
    seriesId: uuid().references(() => series.id),
    /** The day that the series' rule made it for, also after it was moved. */
    seriesOn: date(),
    /** Changed on its own: changes of the whole series leave it alone. */
    detachedAt: instant(),
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
    check('event_series', sql`(${t.seriesId} is null) = (${t.seriesOn} is null)`),
    check('event_day_off', sql`${t.dayOff} in ('school_holiday','public_holiday','closing_day','pause')`),
    uniqueIndex('event_of_series')
      .on(t.seriesId, t.seriesOn)
      .where(sql`cancelled_at is null`),
    index('event_series_on').on(t.seriesId, t.seriesOn),
    index('event_organisation_start').on(t.organisationId, t.startAt),
    index('event_project_start').on(t.projectId, t.startAt),
    index('event_venue_start').on(t.venueId, t.startAt),
    // Who did something is looked for when a person is deleted, in each of these columns.
    index('event_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
    index('event_published_by')
      .on(t.publishedBy)
      .where(sql`published_by is not null`),
    index('event_cancelled_by')
      .on(t.cancelledBy)
      .where(sql`cancelled_by is not null`),
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
    seriesRoleId: uuid().references(() => seriesRole.id),
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
      sql`${t.role} in ('visitor','companion','reader','witness','moderator','escort','driver','recorder','set_up','catering','first_aid','interpreter','group_helper','participant','other')`,
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
    index('shift_series_role').on(t.seriesRoleId, t.startAt),
    index('shift_open')
      .on(t.startAt)
      .where(sql`cancelled_at is null`),
    index('shift_cancelled_by')
      .on(t.cancelledBy)
      .where(sql`cancelled_by is not null`),
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
    /** The standing promise it comes from. */
    commitmentId: uuid().references(() => commitment.id),
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
      sql`${t.endReason} in ('cancelled_by_person','removed_by_office','shift_cancelled','event_cancelled','absent','substituted','commitment_ended','series_changed')`,
    ),
    uniqueIndex('signup_active')
      .on(t.shiftId, t.personId)
      .where(sql`ended_at is null`),
    index('signup_waiting')
      .on(t.shiftId, t.arrival)
      .where(sql`ended_at is null and confirmed_at is null`),
    index('signup_shift').on(t.shiftId),
    index('signup_commitment').on(t.commitmentId),
    index('signup_person').on(t.personId),
    index('signup_signed_up_by').on(t.signedUpBy),
    index('signup_ended_by')
      .on(t.endedBy)
      .where(sql`ended_by is not null`),
  ],
);

/** How many came to a date: numbers without names. */
export const attendance = pgTable(
  'attendance',
  {
    eventId: uuid()
      .primaryKey()
      .references(() => event.id, { onDelete: 'cascade' }),
    people: integer().notNull(),
    /** Of these, children and young people, where a project counts them apart. */
    children: integer(),
    note: text().notNull().default(''),
    recordedAt: instant().notNull(),
    recordedBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    check('attendance_people', sql`${t.people} between 0 and 10000`),
    check('attendance_children', sql`${t.children} between 0 and ${t.people}`),
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
