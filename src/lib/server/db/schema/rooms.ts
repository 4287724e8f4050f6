import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
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
import { organisation } from './organisations.ts';

/** A room of a house. Two dates in one room at one time are refused by `event_room_is_free`. */
export const room = pgTable(
  'room',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    name: text().notNull(),
    seats: integer(),
    isStepFree: boolean().notNull().default(false),
    note: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => person.id),
    archivedAt: instant(),
    archivedBy: uuid().references(() => person.id),
  },
  (t) => [
    uniqueIndex('room_name')
      .on(t.organisationId, sql`lower(${t.name})`)
      .where(sql`archived_at is null`),
    check('room_archive', sql`(${t.archivedAt} is null) = (${t.archivedBy} is null)`),
  ],
);

/** The weekly grid: when a room may be used for projects. A room without windows is always free. */
export const roomWindow = pgTable(
  'room_window',
  {
    id: id(),
    roomId: uuid()
      .notNull()
      .references(() => room.id, { onDelete: 'cascade' }),
    /** 1 Monday … 7 Sunday. */
    weekday: smallint().notNull(),
    startTime: time().notNull(),
    endTime: time().notNull(),
  },
  (t) => [
    check('room_window_weekday', sql`${t.weekday} between 1 and 7`),
    check('room_window_order', sql`${t.startTime} < ${t.endTime}`),
    index('room_window_room').on(t.roomId),
  ],
);

/** A school's lesson times by number. */
export const lessonTime = pgTable(
  'lesson_time',
  {
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    number: smallint().notNull(),
    startTime: time().notNull(),
    endTime: time().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.organisationId, t.number] }),
    check('lesson_time_number', sql`${t.number} between 0 and 12`),
    check('lesson_time_order', sql`${t.startTime} < ${t.endTime}`),
  ],
);
