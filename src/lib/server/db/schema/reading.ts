import { sql } from 'drizzle-orm';
import {
  check,
  date,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
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
import { room } from './rooms.ts';
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

// The tables below have row-level security by school and controller: see drizzle/0018 and decision 022.

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

/** A mentor and a child: from the question whether she would, through every week, to the end. As a tandem. */
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
    /** Computed by the database from the instants below. */
    state: text().generatedAlwaysAs(
      sql`case when ended_at is not null then 'ended' when paused_at is not null then 'paused'
        when active_at is not null then 'active' when trial_on is not null then 'trial'
        when meeting_at is not null then 'meeting' when answer = 'yes' then 'accepted' else 'asked' end`,
    ),
    /** What she was asked for: the lesson in wall time, and the room that the school had in mind. */
    weekday: smallint().notNull(),
    startTime: time().notNull(),
    endTime: time().notNull(),
    roomId: uuid().references(() => room.id, { onDelete: 'set null' }),
    askedAt: instant().notNull(),
    askedBy: uuid()
      .notNull()
      .references(() => person.id),
    answer: text(),
    answeredAt: instant(),
    /** The first meeting with the teacher: from here on the mentor knows nickname and class. */
    meetingAt: instant(),
    /** The first day of the trial. */
    trialOn: date(),
    /** From the trial on it says when and in which room. */
    seriesId: uuid().references(() => series.id),
    /** The school has seen the measles proof, or none is needed: the fact alone, no birth year. */
    measlesCheckedAt: instant(),
    measlesCheckedBy: uuid().references(() => person.id),
    /** After the trial sessions somebody said that it goes on. */
    activeAt: instant(),
    activeBy: uuid().references(() => person.id),
    pausedAt: instant(),
    pausedBy: uuid().references(() => person.id),
    pauseReason: text(),
    pausedUntil: date(),
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
    uniqueIndex('reading_pair_open_of_mentor')
      .on(t.mentorId)
      .where(sql`ended_at is null and trial_on is null`),
    uniqueIndex('reading_pair_series').on(t.seriesId),
    index('reading_pair_room')
      .on(t.roomId)
      .where(sql`room_id is not null`),
    index('reading_pair_paused_by')
      .on(t.pausedBy)
      .where(sql`paused_by is not null`),
    index('reading_pair_mentor').on(t.mentorId),
    index('reading_pair_school_list').on(t.schoolId),
    index('reading_pair_organisation').on(t.organisationId),
    check('reading_pair_measles', sql`(${t.measlesCheckedAt} is null) = (${t.measlesCheckedBy} is null)`),
    check('reading_pair_active', sql`(${t.activeAt} is null) = (${t.activeBy} is null)`),
    check('reading_pair_slot', sql`${t.weekday} between 1 and 7 and ${t.startTime} < ${t.endTime}`),
    check(
      'reading_pair_answer',
      sql`${t.answer} in ('yes','no','call') and (${t.answer} is null) = (${t.answeredAt} is null)`,
    ),
    check('reading_pair_meeting', sql`${t.meetingAt} is null or ${t.answer} = 'yes'`),
    check(
      'reading_pair_trial',
      sql`(${t.trialOn} is null) = (${t.seriesId} is null) and (${t.trialOn} is null or ${t.meetingAt} is not null) and (${t.activeAt} is null or ${t.trialOn} is not null)`,
    ),
    check(
      'reading_pair_pause',
      sql`(${t.pausedAt} is null) = (${t.pausedBy} is null) and (${t.pausedAt} is null) = (${t.pauseReason} is null)
        and ${t.pauseReason} in ('hospital','holiday','illness','other') and (${t.pausedAt} is null or ${t.trialOn} is not null)`,
    ),
    check(
      'reading_pair_answers',
      sql`${t.mentorAnswer} in ('continue','stop','talk') and ${t.schoolAnswer} in ('continue','stop','talk')`,
    ),
    check(
      'reading_pair_end_reason',
      sql`${t.endReason} in ('mentor_declined','withdrawn','no_match','trial_not_continued','mentor_stops','child_stops','left_school','goal_reached','other')`,
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
