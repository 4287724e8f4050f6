import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  time,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';
import { project } from './projects.ts';
import { series } from './series.ts';

/** A school that works with an office's reading mentors, and what the two have agreed. */
export const readingSchool = pgTable(
  'reading_school',
  {
    schoolId: uuid()
      .primaryKey()
      .references(() => organisation.id),
    /** The office that serves it, and is the controller of everything below. */
    organisationId: uuid().notNull(),
    /** Internal: its dates are never public. */
    projectId: uuid().notNull(),
    contactName: text().notNull(),
    contactPhone: text().notNull(),
    /** Until when on the day the school reports a child absent, in wall time. */
    absenceUntil: time().notNull().default('08:30'),
    /** What to do when something happens: fire, accident, a worry. */
    emergency: text().notNull().default(''),
    agreedOn: date().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    foreignKey({
      name: 'reading_school_project',
      columns: [t.projectId, t.organisationId],
      foreignColumns: [project.id, project.organisationId],
    }),
    unique('reading_school_office').on(t.schoolId, t.organisationId),
    uniqueIndex('reading_school_of_project').on(t.projectId),
    index('reading_school_organisation').on(t.organisationId),
  ],
);

/** A child that reads with a mentor: a nickname or an initial and a class, nothing that names it to a stranger. */
export const readingChild = pgTable(
  'reading_child',
  {
    id: id(),
    schoolId: uuid().notNull(),
    organisationId: uuid().notNull(),
    /** One word; empty once the data of the child is deleted. */
    nickname: text().notNull(),
    className: text().notNull(),
    needs: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    interests: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** When the parents agreed in writing, and to what: without it there is no row. */
    consentOn: date().notNull(),
    consentScope: text().array().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
    leftAt: instant(),
    leftBy: uuid().references(() => person.id),
    erasedAt: instant(),
  },
  (t) => [
    foreignKey({
      name: 'reading_child_school',
      columns: [t.schoolId, t.organisationId],
      foreignColumns: [readingSchool.schoolId, readingSchool.organisationId],
    }).onUpdate('cascade'),
    unique('reading_child_of_school').on(t.id, t.schoolId),
    check('reading_child_nickname', sql`${t.nickname} ~ '^\\S{1,20}$' or ${t.erasedAt} is not null`),
    check(
      'reading_child_erasure',
      sql`${t.erasedAt} is null or (${t.nickname} = '' and ${t.className} = '' and ${t.needs} = '{}' and ${t.interests} = '{}')`,
    ),
    check('reading_child_consent', sql`'reading' = any (${t.consentScope})`),
    check('reading_child_end', sql`(${t.leftAt} is null) = (${t.leftBy} is null)`),
    index('reading_child_list').on(t.schoolId, t.createdAt),
    index('reading_child_organisation').on(t.organisationId),
  ],
);

/** A mentor and a child who read together every week, for as long as nobody ends it. */
export const readingPair = pgTable(
  'reading_pair',
  {
    id: id(),
    schoolId: uuid().notNull(),
    organisationId: uuid().notNull(),
    childId: uuid().notNull(),
    mentorId: uuid()
      .notNull()
      .references(() => person.id),
    /** Says when and in which room. */
    seriesId: uuid()
      .notNull()
      .references(() => series.id),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
    /** The school has seen the measles proof, or none is needed: the fact alone, no birth year. */
    measlesCheckedAt: instant(),
    measlesCheckedBy: uuid().references(() => person.id),
    /** After the trial sessions somebody said that it goes on. */
    confirmedAt: instant(),
    confirmedBy: uuid().references(() => person.id),
    /** "Does it go on in the new school year?" is asked and not decided yet. */
    rolloverAskedAt: instant(),
    mentorAnswer: text(),
    mentorAnsweredAt: instant(),
    schoolAnswer: text(),
    schoolAnsweredAt: instant(),
    schoolAnsweredBy: uuid().references(() => person.id),
    /** Its last day, once somebody has decided that it ends. */
    lastOn: date(),
    endedAt: instant(),
    endedBy: uuid().references(() => person.id),
    endReason: text(),
  },
  (t) => [
    foreignKey({
      name: 'reading_pair_school',
      columns: [t.schoolId, t.organisationId],
      foreignColumns: [readingSchool.schoolId, readingSchool.organisationId],
    }).onUpdate('cascade'),
    foreignKey({
      name: 'reading_pair_child',
      columns: [t.childId, t.schoolId],
      foreignColumns: [readingChild.id, readingChild.schoolId],
    }),
    uniqueIndex('reading_pair_of_child')
      .on(t.childId)
      .where(sql`ended_at is null`),
    uniqueIndex('reading_pair_series').on(t.seriesId),
    index('reading_pair_mentor').on(t.mentorId),
    index('reading_pair_school_list').on(t.schoolId),
    index('reading_pair_organisation').on(t.organisationId),
    check('reading_pair_measles', sql`(${t.measlesCheckedAt} is null) = (${t.measlesCheckedBy} is null)`),
    check('reading_pair_confirmation', sql`(${t.confirmedAt} is null) = (${t.confirmedBy} is null)`),
    check(
      'reading_pair_answers',
      sql`${t.mentorAnswer} in ('continue','stop','talk') and ${t.schoolAnswer} in ('continue','stop','talk')`,
    ),
    check(
      'reading_pair_end_reason',
      sql`${t.endReason} in ('trial_not_continued','mentor_stops','child_stops','left_school','goal_reached','other')`,
    ),
    check(
      'reading_pair_end',
      sql`(${t.endedAt} is null) = (${t.endedBy} is null) and (${t.endedAt} is null) = (${t.endReason} is null) and (${t.endedAt} is null) = (${t.lastOn} is null)`,
    ),
  ],
);

/** What somebody recorded about one reading hour; what the calendar says by itself is not stored (`reading_date`). */
export const readingSession = pgTable(
  'reading_session',
  {
    pairId: uuid()
      .notNull()
      .references(() => readingPair.id, { onDelete: 'cascade' }),
    /** The day that the series made it for. */
    onDate: date().notNull(),
    schoolId: uuid().notNull(),
    organisationId: uuid().notNull(),
    outcome: text().notNull(),
    recordedAt: instant().notNull(),
    recordedBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.pairId, t.onDate] }),
    check('reading_session_outcome', sql`${t.outcome} in ('held','cancelled_school','cancelled_mentor')`),
    index('reading_session_school').on(t.schoolId, t.onDate),
    index('reading_session_recorded_by').on(t.recordedBy),
  ],
);
