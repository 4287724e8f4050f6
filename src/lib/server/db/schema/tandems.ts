import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
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
import { district, organisation } from './organisations.ts';
import { request } from './requests.ts';
import { event } from './scheduling.ts';
import { series } from './series.ts';
import { volunteer } from './volunteers.ts';

// Every table here has row-level security by its controller (`organisationId`): see drizzle/0016 and decision 022.

/** Somebody who is visited or accompanied, or waits for it. */
export const client = pgTable(
  'client',
  {
    id: id(),
    /** The office that cares for this person: the one controller. */
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    requestId: uuid().references(() => request.id, { onDelete: 'set null' }),
    givenName: text().notNull(),
    familyName: text().notNull(),
    phone: text(),
    street: text().notNull().default(''),
    postalCode: text(),
    districtCode: text().references(() => district.code),
    latitude: doublePrecision(),
    longitude: doublePrecision(),
    birthYear: smallint(),
    gender: text(),
    /** Who may come; null: anybody. */
    wishesGender: text(),
    service: text().notNull().default('visiting'),
    languages: text()
      .array()
      .notNull()
      .default(sql`'{de}'`),
    interests: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** What a volunteer must be able to cope with. */
    requires: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    /** What the home brings with it. */
    traits: text()
      .array()
      .notNull()
      .default(sql`'{}'`),
    minutes: smallint().notNull().default(90),
    everyWeeks: smallint().notNull().default(1),
    /** "Good to know": read back to the person, who has agreed to it on `readBackOn`. */
    about: text().notNull().default(''),
    readBackOn: date(),
    /** Agreed that somebody else may come instead. */
    standInsAgreedOn: date(),
    /** Whom to telephone beside the person. */
    contactName: text().notNull().default(''),
    contactPhone: text(),
    contactRelation: text(),
    waitingSince: date().notNull(),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
    changedAt: instant().notNull(),
    /** The person needs nothing more of us. */
    closedAt: instant(),
    closedBy: uuid().references(() => person.id),
    diedOn: date(),
    deathRecordedAt: instant(),
    deathRecordedBy: uuid().references(() => person.id),
  },
  (t) => [
    unique('client_of_office').on(t.id, t.organisationId),
    check('client_gender', sql`${t.gender} in ('female','male','diverse')`),
    check('client_wishes_gender', sql`${t.wishesGender} in ('female','male','diverse')`),
    check('client_service', sql`${t.service} in ('visiting','accompanying')`),
    check('client_requires', sql`${t.requires} <@ '{dementia,hearing,mobility}'`),
    check('client_traits', sql`${t.traits} <@ '{smoking,dogs,cats,stairs}'`),
    check('client_minutes', sql`${t.minutes} between 15 and 480`),
    check('client_every_weeks', sql`${t.everyWeeks} between 1 and 8`),
    check('client_birth_year', sql`${t.birthYear} between 1900 and 2100`),
    check('client_closing', sql`(${t.closedAt} is null) = (${t.closedBy} is null)`),
    check(
      'client_death',
      sql`(${t.deathRecordedAt} is null) = (${t.deathRecordedBy} is null) and (${t.diedOn} is null or ${t.deathRecordedAt} is not null)`,
    ),
    index('client_list').on(t.organisationId, t.waitingSince),
    index('client_request').on(t.requestId),
  ],
);

/** When a visit suits: weekly windows in wall time. None: any time. */
export const clientWindow = pgTable(
  'client_window',
  {
    clientId: uuid().notNull(),
    organisationId: uuid().notNull(),
    weekday: smallint().notNull(),
    startTime: time().notNull(),
    endTime: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.weekday, t.startTime] }),
    foreignKey({
      name: 'client_window_client',
      columns: [t.clientId, t.organisationId],
      foreignColumns: [client.id, client.organisationId],
    }).onDelete('cascade'),
    check('client_window_weekday', sql`${t.weekday} between 1 and 7`),
    check('client_window_order', sql`${t.startTime} < ${t.endTime}`),
  ],
);

/** "Not with": these two are not brought together, whoever said so. */
export const clientApart = pgTable(
  'client_apart',
  {
    clientId: uuid().notNull(),
    organisationId: uuid().notNull(),
    volunteerId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    createdBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.clientId, t.volunteerId] }),
    foreignKey({
      name: 'client_apart_client',
      columns: [t.clientId, t.organisationId],
      foreignColumns: [client.id, client.organisationId],
    }).onDelete('cascade'),
    index('client_apart_volunteer').on(t.volunteerId),
  ],
);

/** A volunteer and a person: from the question whether she would, to the end. */
export const tandem = pgTable(
  'tandem',
  {
    id: id(),
    organisationId: uuid().notNull(),
    clientId: uuid().notNull(),
    volunteerId: uuid()
      .notNull()
      .references(() => volunteer.personId),
    /** Computed by the database from the instants below. */
    state: text().generatedAlwaysAs(
      sql`case when ended_at is not null then 'ended' when paused_at is not null then 'paused'
        when active_at is not null then 'active' when trial_on is not null then 'trial'
        when meeting_at is not null then 'meeting' when client_answer = 'yes' then 'agreed'
        when volunteer_answer = 'yes' then 'accepted' else 'asked' end`,
    ),
    /** Why this pair, in the coordinator's words; for the office. */
    note: text().notNull().default(''),
    askedAt: instant().notNull(),
    askedBy: uuid()
      .notNull()
      .references(() => person.id),
    volunteerAnswer: text(),
    volunteerAnsweredAt: instant(),
    clientAnswer: text(),
    clientAnsweredAt: instant(),
    /** The joint first meeting, with somebody of the office: from here on the volunteer knows name and address. */
    meetingAt: instant(),
    meetingWith: uuid().references(() => person.id),
    /** The meeting in both calendars. */
    meetingEventId: uuid().references(() => event.id, { onDelete: 'set null' }),
    /** Both want it: the trial begins. */
    trialOn: date(),
    seriesId: uuid().references(() => series.id),
    activeAt: instant(),
    activeBy: uuid().references(() => person.id),
    pausedAt: instant(),
    pausedBy: uuid().references(() => person.id),
    pauseReason: text(),
    pausedUntil: date(),
    endedAt: instant(),
    endedBy: uuid().references(() => person.id),
    endReason: text(),
  },
  (t) => [
    foreignKey({
      name: 'tandem_client',
      columns: [t.clientId, t.organisationId],
      foreignColumns: [client.id, client.organisationId],
    }),
    unique('tandem_of_office').on(t.id, t.organisationId),
    check('tandem_volunteer_answer', sql`${t.volunteerAnswer} in ('yes','no','call')`),
    check('tandem_client_answer', sql`${t.clientAnswer} in ('yes','no')`),
    check(
      'tandem_volunteer_answered',
      sql`(${t.volunteerAnswer} is null) = (${t.volunteerAnsweredAt} is null)`,
    ),
    check('tandem_client_answered', sql`(${t.clientAnswer} is null) = (${t.clientAnsweredAt} is null)`),
    // One after the other: the person is asked when the volunteer would, the two meet when both would.
    check('tandem_client_after_volunteer', sql`${t.clientAnswer} is null or ${t.volunteerAnswer} = 'yes'`),
    check('tandem_meeting_after_both', sql`${t.meetingAt} is null or ${t.clientAnswer} = 'yes'`),
    check('tandem_meeting', sql`(${t.meetingAt} is null) = (${t.meetingWith} is null)`),
    check(
      'tandem_trial',
      sql`${t.trialOn} is null or (${t.meetingAt} is not null and ${t.seriesId} is not null)`,
    ),
    check(
      'tandem_active',
      sql`(${t.activeAt} is null) = (${t.activeBy} is null) and (${t.activeAt} is null or ${t.trialOn} is not null)`,
    ),
    check(
      'tandem_pause',
      sql`(${t.pausedAt} is null) = (${t.pausedBy} is null) and (${t.pausedAt} is null) = (${t.pauseReason} is null)
        and ${t.pauseReason} in ('hospital','holiday','illness','other') and (${t.pausedAt} is null or ${t.trialOn} is not null)`,
    ),
    check(
      'tandem_end',
      sql`(${t.endedAt} is null) = (${t.endedBy} is null) and (${t.endedAt} is null) = (${t.endReason} is null)
        and ${t.endReason} in ('volunteer_declined','client_declined','withdrawn','no_match','trial_not_continued',
          'volunteer_stops','client_stops','moved','care_home','death','conflict','safety')`,
    ),
    uniqueIndex('tandem_running_of_client')
      .on(t.clientId)
      .where(sql`ended_at is null`),
    uniqueIndex('tandem_open_of_volunteer')
      .on(t.volunteerId)
      .where(sql`ended_at is null and trial_on is null`),
    uniqueIndex('tandem_series').on(t.seriesId),
    uniqueIndex('tandem_meeting_event').on(t.meetingEventId),
    index('tandem_list').on(t.organisationId, t.askedAt),
    index('tandem_volunteer').on(t.volunteerId),
  ],
);

/** Who is asked to come to a single visit that the volunteer of the tandem cannot make; one person at a time. */
export const visitStandIn = pgTable(
  'visit_stand_in',
  {
    id: id(),
    organisationId: uuid().notNull(),
    tandemId: uuid().notNull(),
    eventId: uuid()
      .notNull()
      .references(() => event.id, { onDelete: 'cascade' }),
    volunteerId: uuid()
      .notNull()
      .references(() => volunteer.personId, { onDelete: 'cascade' }),
    askedAt: instant().notNull(),
    askedBy: uuid()
      .notNull()
      .references(() => person.id),
    answer: text(),
    answeredAt: instant(),
    /** The visit does not take place, or she cannot come after all. */
    withdrawnAt: instant(),
  },
  (t) => [
    foreignKey({
      name: 'visit_stand_in_tandem',
      columns: [t.tandemId, t.organisationId],
      foreignColumns: [tandem.id, tandem.organisationId],
    }).onDelete('cascade'),
    check('visit_stand_in_answer', sql`${t.answer} in ('yes','no')`),
    check('visit_stand_in_answered', sql`(${t.answer} is null) = (${t.answeredAt} is null)`),
    uniqueIndex('visit_stand_in_open')
      .on(t.eventId)
      .where(sql`answer is distinct from 'no' and withdrawn_at is null`),
    index('visit_stand_in_of_tandem').on(t.tandemId),
    index('visit_stand_in_volunteer').on(t.volunteerId),
    index('visit_stand_in_asked_by').on(t.askedBy),
  ],
);

/** What became of one visit. Dates still to come are the events of the tandem's series. */
export const visit = pgTable(
  'visit',
  {
    tandemId: uuid().notNull(),
    organisationId: uuid().notNull(),
    /** The day that the series made it for. */
    onDate: date().notNull(),
    outcome: text().notNull(),
    minutes: smallint().notNull().default(0),
    note: text().notNull().default(''),
    /** Somebody of the office is to look at it. */
    isConcern: boolean().notNull().default(false),
    recordedAt: instant().notNull(),
    recordedBy: uuid()
      .notNull()
      .references(() => person.id),
  },
  (t) => [
    primaryKey({ columns: [t.tandemId, t.onDate] }),
    foreignKey({
      name: 'visit_tandem',
      columns: [t.tandemId, t.organisationId],
      foreignColumns: [tandem.id, tandem.organisationId],
    }).onDelete('cascade'),
    check('visit_outcome', sql`${t.outcome} in ('held','cancelled_client','cancelled_volunteer')`),
    check(
      'visit_minutes',
      sql`${t.minutes} between 0 and 720 and (${t.outcome} = 'held') = (${t.minutes} > 0)`,
    ),
    check('visit_note', sql`length(${t.note}) <= 200`),
    index('visit_office').on(t.organisationId, t.onDate),
    index('visit_recorded_by').on(t.recordedBy),
  ],
);
