import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  time,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { district, organisation } from './organisations.ts';
import { project } from './projects.ts';
import { room } from './rooms.ts';

/** Dates that repeat by a rule. It stays the same series while its rule changes over time: see `series_phase`. */
export const series = pgTable(
  'series',
  {
    id: id(),
    projectId: uuid().notNull(),
    organisationId: uuid().notNull(),
    /** Null: the project's title. */
    title: text(),
    timeZone: text().notNull().default('Europe/Berlin'),
    /** What happens to a date that falls on such a day: left out, asked about, or kept. */
    onSchoolHolidays: text().notNull().default('keep'),
    onPublicHolidays: text().notNull().default('ask'),
    onClosingDays: text().notNull().default('skip'),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => person.id),
    publishedAt: instant(),
    publishedBy: uuid().references(() => person.id),
    /** The last day up to which dates have been made of the rule. */
    madeUntil: date(),
    /** Counts changes: the guard against overwriting each other. */
    version: integer().notNull().default(1),
  },
  (t) => [
    foreignKey({
      name: 'series_project',
      columns: [t.projectId, t.organisationId],
      foreignColumns: [project.id, project.organisationId],
    }),
    check(
      'series_handling',
      sql`${t.onSchoolHolidays} in ('skip','ask','keep') and ${t.onPublicHolidays} in ('skip','ask','keep') and ${t.onClosingDays} in ('skip','ask','keep')`,
    ),
    check('series_publication', sql`(${t.publishedAt} is null) = (${t.publishedBy} is null)`),
    index('series_of_project').on(t.projectId),
    index('series_of_organisation').on(t.organisationId),
    index('series_made_until').on(t.madeUntil),
    index('series_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
    index('series_published_by')
      .on(t.publishedBy)
      .where(sql`published_by is not null`),
  ],
);

/** Rule, time and place of a series for a stretch of days; "this and following" ends one and begins the next. */
export const seriesPhase = pgTable(
  'series_phase',
  {
    id: id(),
    seriesId: uuid()
      .notNull()
      .references(() => series.id, { onDelete: 'cascade' }),
    firstOn: date().notNull(),
    /** Null: open. */
    lastOn: date(),
    frequency: text().notNull(),
    /** Every so many weeks or months, counted from `firstOn`. */
    every: smallint().notNull().default(1),
    weekdays: smallint().array().notNull(),
    /** Monthly only: which such weekdays of the month, -1 being the last. */
    ordinals: smallint()
      .array()
      .notNull()
      .default(sql`'{}'`),
    startTime: time().notNull(),
    /** On the next day when not later than `startTime`. */
    endTime: time().notNull(),
    venueId: uuid().references(() => organisation.id),
    placeName: text().notNull().default(''),
    street: text(),
    postalCode: text(),
    districtCode: text().references(() => district.code),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    roomId: uuid().references(() => room.id),
    room: text(),
    isStepFree: boolean().notNull().default(false),
    accessNote: text(),
    note: text(),
  },
  (t) => [
    check('series_phase_order', sql`${t.lastOn} is null or ${t.firstOn} <= ${t.lastOn}`),
    check('series_phase_frequency', sql`${t.frequency} in ('weekly','monthly')`),
    check('series_phase_every', sql`${t.every} between 1 and 12`),
    check(
      'series_phase_weekdays',
      sql`cardinality(${t.weekdays}) between 1 and 7 and ${t.weekdays} <@ '{1,2,3,4,5,6,7}'::smallint[]`,
    ),
    check(
      'series_phase_ordinals',
      sql`(${t.frequency} = 'monthly') = (cardinality(${t.ordinals}) > 0) and ${t.ordinals} <@ '{1,2,3,4,5,-1}'::smallint[]`,
    ),
    index('series_phase_series').on(t.seriesId, t.firstOn),
    index('series_phase_venue').on(t.venueId),
    index('series_phase_room').on(t.roomId),
  ],
);

/** A role that every date of the series has, with its places. */
export const seriesRole = pgTable(
  'series_role',
  {
    id: id(),
    seriesId: uuid()
      .notNull()
      .references(() => series.id, { onDelete: 'cascade' }),
    position: smallint().notNull().default(0),
    role: text().notNull(),
    label: text(),
    minPlaces: integer().notNull().default(1),
    maxPlaces: integer().notNull().default(1),
    requirements: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    language: text(),
    note: text(),
    /** New dates have it no more. */
    endedAt: instant(),
  },
  (t) => [
    check(
      'series_role_places',
      sql`${t.minPlaces} between 0 and ${t.maxPlaces} and ${t.maxPlaces} between 1 and 500`,
    ),
    index('series_role_series').on(t.seriesId),
  ],
);

/** What somebody decided about one day of a series: it takes place after all, or is left out. */
export const seriesDecision = pgTable(
  'series_decision',
  {
    seriesId: uuid()
      .notNull()
      .references(() => series.id, { onDelete: 'cascade' }),
    onDate: date().notNull(),
    takesPlace: boolean().notNull(),
    reason: text().notNull().default(''),
    decidedAt: instant().notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [primaryKey({ columns: [t.seriesId, t.onDate] })],
);

/** Nothing takes place from one day to another, or until it is ended: no date is made there, and those made are off. */
export const seriesPause = pgTable(
  'series_pause',
  {
    seriesId: uuid()
      .primaryKey()
      .references(() => series.id, { onDelete: 'cascade' }),
    firstOn: date().notNull(),
    lastOn: date(),
    reason: text().notNull(),
    pausedAt: instant().notNull(),
    pausedBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    check('series_pause_order', sql`${t.lastOn} is null or ${t.firstOn} <= ${t.lastOn}`),
    index('series_pause_paused_by').on(t.pausedBy),
  ],
);

/** "I come every Tuesday": whoever says so has a place at every date of the role, until the promise ends. */
export const commitment = pgTable(
  'commitment',
  {
    id: id(),
    seriesRoleId: uuid()
      .notNull()
      .references(() => seriesRole.id, { onDelete: 'cascade' }),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    firstOn: date().notNull(),
    /** Null: until further notice. */
    lastOn: date(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
    endedAt: instant(),
    endedBy: uuid().references(() => person.id),
  },
  (t) => [
    check('commitment_order', sql`${t.lastOn} is null or ${t.firstOn} <= ${t.lastOn}`),
    check('commitment_end', sql`(${t.endedAt} is null) = (${t.endedBy} is null)`),
    uniqueIndex('commitment_running')
      .on(t.seriesRoleId, t.personId)
      .where(sql`ended_at is null`),
    index('commitment_person').on(t.personId),
  ],
);
