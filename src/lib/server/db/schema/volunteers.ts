import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  smallint,
  text,
  time,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';
import { project } from './projects.ts';

/** What a person tells us as a volunteer; a row exists from the first wish to help. */
export const volunteer = pgTable(
  'volunteer',
  {
    personId: uuid()
      .primaryKey()
      .references(() => person.id, { onDelete: 'cascade' }),
    /** The senior office that looks after this volunteer. */
    officeId: uuid().references(() => organisation.id),
    postalCode: text(),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    radiusKm: integer(),
    maxHoursPerWeek: integer(),
    maxShiftsPerWeek: integer(),
    languages: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    skills: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    interests: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    needsStepFree: boolean().notNull().default(false),
    about: text().notNull().default(''),
    gender: text(),
    birthYear: smallint(),
    /** Whom she wants to visit; null: anybody. */
    wishesGender: text(),
    /** What a home may not bring with it. */
    excludes: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** How many people she visits at most. */
    maxTandems: smallint().notNull().default(1),
    /** With how many children she reads at most. */
    maxChildren: smallint().notNull().default(1),
    /** Not to be asked for a new tandem before this day. */
    restsUntil: date(),
    registeredAt: instant().notNull().defaultNow(),
    /** The office has said hello: until then the registration stands on its desk. */
    welcomedAt: instant(),
    welcomedBy: uuid().references(() => person.id),
    pausedAt: instant(),
    leftAt: instant(),
  },
  (t) => [
    index('volunteer_office').on(t.officeId, t.registeredAt),
    index('volunteer_welcomed_by')
      .on(t.welcomedBy)
      .where(sql`welcomed_by is not null`),
    check('volunteer_radius', sql`${t.radiusKm} between 1 and 100`),
    check('volunteer_hours', sql`${t.maxHoursPerWeek} between 1 and 60`),
    check('volunteer_shifts', sql`${t.maxShiftsPerWeek} between 1 and 30`),
    check('volunteer_gender', sql`${t.gender} in ('female','male','diverse')`),
    check('volunteer_wishes_gender', sql`${t.wishesGender} in ('female','male','diverse')`),
    check('volunteer_birth_year', sql`${t.birthYear} between 1900 and 2100`),
    check('volunteer_excludes', sql`${t.excludes} <@ '{smoking,dogs,cats,stairs}'`),
    check('volunteer_max_children', sql`${t.maxChildren} between 0 and 6`),
    check('volunteer_max_tandems', sql`${t.maxTandems} between 0 and 6`),
    check('volunteer_welcome', sql`(${t.welcomedAt} is null) = (${t.welcomedBy} is null)`),
  ],
);

/** A weekly window in wall time in which the volunteer usually has time. */
export const availability = pgTable(
  'availability',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    /** 1 Monday … 7 Sunday. */
    weekday: smallint().notNull(),
    startTime: time().notNull(),
    endTime: time().notNull(),
  },
  (t) => [
    index('availability_person').on(t.personId),
    check('availability_weekday', sql`${t.weekday} between 1 and 7`),
    check('availability_order', sql`${t.startTime} < ${t.endTime}`),
  ],
);

/** Days (both included) on which the volunteer is away. */
export const absence = pgTable(
  'absence',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    firstOn: date().notNull(),
    lastOn: date().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [
    index('absence_person').on(t.personId, t.lastOn),
    check('absence_order', sql`${t.firstOn} <= ${t.lastOn}`),
  ],
);

/** A declaration's words, as an office lays them before its volunteers; a new version leaves the older ones as they are. */
export const declarationText = pgTable(
  'declaration_text',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    kind: text().notNull(),
    version: integer().notNull(),
    body: text().notNull(),
    publishedAt: instant().notNull(),
    publishedBy: uuid().references(() => person.id),
  },
  (t) => [
    uniqueIndex('declaration_text_version').on(t.organisationId, t.kind, t.version),
    index('declaration_text_published_by')
      .on(t.publishedBy)
      .where(sql`published_by is not null`),
    check(
      'declaration_text_kind',
      sql`${t.kind} in ('volunteer_agreement','secrecy_declaration','self_commitment')`,
    ),
    check('declaration_text_number', sql`${t.version} >= 1`),
  ],
);

/** Something a shift may require and an office has confirmed, such as a training. */
export const qualification = pgTable(
  'qualification',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    kind: text().notNull(),
    grantedOn: date().notNull(),
    expiresOn: date(),
    confirmedBy: uuid().references(() => person.id),
    confirmedAt: instant().notNull().defaultNow(),
    /** Declarations only: the words that were signed, and how. */
    textId: uuid().references(() => declarationText.id),
    signedHow: text(),
  },
  (t) => [
    check('qualification_signed_how', sql`${t.signedHow} in ('paper','online')`),
    check('qualification_signed', sql`(${t.textId} is null) = (${t.signedHow} is null)`),
    index('qualification_text')
      .on(t.textId)
      .where(sql`text_id is not null`),
    uniqueIndex('qualification_person_kind').on(t.personId, t.kind),
    index('qualification_confirmed_by')
      .on(t.confirmedBy)
      .where(sql`confirmed_by is not null`),
  ],
);

/** "I would like to help here": a wish for a standing activity without a date. */
export const interest = pgTable(
  'interest',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => project.id),
    personId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    message: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
    answeredAt: instant(),
    answeredBy: uuid().references(() => person.id),
    withdrawnAt: instant(),
  },
  (t) => [
    uniqueIndex('interest_open')
      .on(t.projectId, t.personId)
      .where(sql`answered_at is null and withdrawn_at is null`),
    index('interest_person').on(t.personId),
    check('interest_answer', sql`(${t.answeredAt} is null) = (${t.answeredBy} is null)`),
  ],
);

/** Two who want to serve together, or who are not to meet. No reason is kept. */
export const volunteerPair = pgTable(
  'volunteer_pair',
  {
    id: id(),
    oneId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    otherId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    kind: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id, { onDelete: 'set null' }),
  },
  (t) => [
    check('volunteer_pair_two', sql`${t.oneId} <> ${t.otherId}`),
    check('volunteer_pair_kind', sql`${t.kind} in ('together','apart')`),
    uniqueIndex('volunteer_pair_once').on(
      sql`least(${t.oneId}, ${t.otherId})`,
      sql`greatest(${t.oneId}, ${t.otherId})`,
    ),
    index('volunteer_pair_one').on(t.oneId),
    index('volunteer_pair_other').on(t.otherId),
    index('volunteer_pair_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
  ],
);
