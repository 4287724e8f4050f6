import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant, instantRange } from './columns.ts';
import { project } from './projects.ts';
import { event } from './scheduling.ts';

/** The days of a project of kind `history_week`; its sessions are the project's events, their roles shifts. */
export const historyWeek = pgTable(
  'history_week',
  {
    projectId: uuid()
      .primaryKey()
      .references(() => project.id, { onDelete: 'cascade' }),
    firstOn: date().notNull(),
    lastOn: date().notNull(),
    /** More sessions of one witness on one day are warned of. */
    witnessSessionsPerDay: smallint().notNull().default(1),
    copiedFrom: uuid().references(() => project.id, { onDelete: 'set null' }),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    thankedAt: instant(),
    thankedBy: uuid().references(() => person.id),
    /** From then on it keeps no participant and no stand-in; without a person it was the calendar that did it. */
    participantsDeletedAt: instant(),
    participantsDeletedBy: uuid().references(() => person.id),
  },
  (t) => [
    check('history_week_days', sql`${t.lastOn} between ${t.firstOn} and ${t.firstOn} + 13`),
    check('history_week_witness', sql`${t.witnessSessionsPerDay} between 1 and 9`),
    check('history_week_thanks', sql`(${t.thankedAt} is null) = (${t.thankedBy} is null)`),
    check(
      'history_week_deletion',
      sql`${t.participantsDeletedAt} is not null or ${t.participantsDeletedBy} is null`,
    ),
    index('history_week_lists')
      .on(t.lastOn)
      .where(sql`participants_deleted_at is null`),
  ],
);

/** A resident who takes part: a first name and one letter, nothing about age or health. */
export const participant = pgTable(
  'participant',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => historyWeek.projectId, { onDelete: 'cascade' }),
    givenName: text().notNull(),
    /** First letter of the family name. */
    initial: text().notNull().default(''),
    /** House or floor, as the house calls it. */
    house: text().notNull().default(''),
    needsEscort: boolean().notNull().default(false),
    photoConsent: text().notNull().default('unknown'),
    consentOn: date(),
    /** Who took the consent, or the refusal. */
    consentBy: uuid().references(() => person.id),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
  },
  (t) => [
    check('participant_given_name', sql`char_length(${t.givenName}) between 1 and 40`),
    check('participant_initial', sql`char_length(${t.initial}) <= 1`),
    check('participant_consent', sql`${t.photoConsent} in ('unknown','none','photo','photo_and_sound')`),
    check(
      'participant_consent_taken',
      sql`(${t.photoConsent} = 'unknown') = (${t.consentOn} is null) and (${t.photoConsent} = 'unknown') = (${t.consentBy} is null)`,
    ),
    uniqueIndex('participant_name').on(
      t.projectId,
      sql`lower(${t.givenName})`,
      sql`lower(${t.initial})`,
      sql`lower(${t.house})`,
    ),
  ],
);

/** A resident at a session. */
export const sessionParticipant = pgTable(
  'session_participant',
  {
    eventId: uuid()
      .notNull()
      .references(() => event.id, { onDelete: 'cascade' }),
    participantId: uuid()
      .notNull()
      .references(() => participant.id, { onDelete: 'cascade' }),
    /** The session's time, empty once it is called off; kept by triggers. */
    during: instantRange().notNull(),
    /** Tells, instead of listening. */
    isWitness: boolean().notNull().default(false),
    /** Who brings this person there and back: somebody with a place as escort at this session. */
    escortId: uuid().references(() => person.id),
    addedAt: instant().notNull(),
    addedBy: uuid().references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.eventId, t.participantId] }),
    uniqueIndex('session_participant_escort').on(t.eventId, t.escortId),
    index('session_participant_participant').on(t.participantId),
  ],
);

/** Somebody may tell more often on one day than the week's limit says, and why. */
export const witnessException = pgTable(
  'witness_exception',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => historyWeek.projectId, { onDelete: 'cascade' }),
    onDate: date().notNull(),
    personId: uuid().references(() => person.id),
    participantId: uuid().references(() => participant.id, { onDelete: 'cascade' }),
    note: text().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
  },
  (t) => [
    check('witness_exception_one', sql`num_nonnulls(${t.personId}, ${t.participantId}) = 1`),
    check('witness_exception_note', sql`${t.note} <> ''`),
    uniqueIndex('witness_exception_person').on(t.projectId, t.onDate, t.personId),
    uniqueIndex('witness_exception_participant').on(t.projectId, t.onDate, t.participantId),
  ],
);

/** Somebody who would come at short notice: a volunteer of ours, or a name with a telephone number. */
export const standIn = pgTable(
  'stand_in',
  {
    id: id(),
    projectId: uuid()
      .notNull()
      .references(() => historyWeek.projectId, { onDelete: 'cascade' }),
    personId: uuid().references(() => person.id),
    name: text().notNull().default(''),
    phone: text().notNull().default(''),
    /** For which roles; none means any. */
    roles: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    note: text().notNull().default(''),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
  },
  (t) => [
    check('stand_in_who', sql`(${t.personId} is null) = (${t.name} <> '' and ${t.phone} <> '')`),
    uniqueIndex('stand_in_person').on(t.projectId, t.personId),
    index('stand_in_project').on(t.projectId),
  ],
);
