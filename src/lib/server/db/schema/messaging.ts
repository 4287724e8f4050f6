import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';

/** Something that one person is told, in the application and by e-mail. The words come from `kind` and `details`. */
export const notice = pgTable(
  'notice',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    /** What makes it one: a second notice with the same key adds nothing. */
    key: text(),
    organisationId: uuid().references(() => organisation.id),
    projectId: uuid(),
    eventId: uuid(),
    shiftId: uuid(),
    /** Facts for the words: dates, counts, titles; never a client's name, address or health. */
    details: jsonb().notNull().default({}),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    readAt: instant(),
    /** When it went out by e-mail. */
    mailedAt: instant(),
  },
  (t) => [
    uniqueIndex('notice_key').on(t.personId, t.key),
    index('notice_of_person').on(t.personId, t.createdAt),
    index('notice_unread')
      .on(t.personId)
      .where(sql`read_at is null`),
    index('notice_event').on(t.eventId),
    index('notice_created_by')
      .on(t.createdBy)
      .where(sql`created_by is not null`),
  ],
);

/** Somebody of an office is to telephone: who has no e-mail, who did not answer, who asked to be called. */
export const callTask = pgTable(
  'call_task',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    kind: text().notNull(),
    key: text(),
    /** Whom to call: a person of ours, or the contact of a request. */
    personId: uuid().references(() => person.id),
    requestId: uuid(),
    eventId: uuid(),
    noticeId: uuid().references(() => notice.id, { onDelete: 'set null' }),
    details: jsonb().notNull().default({}),
    createdAt: instant().notNull(),
    createdBy: uuid().references(() => person.id),
    dueAt: instant().notNull(),
    doneAt: instant(),
    doneBy: uuid().references(() => person.id),
    outcome: text(),
    note: text().notNull().default(''),
  },
  (t) => [
    check(
      'call_task_done',
      sql`(${t.doneAt} is null) = (${t.doneBy} is null) and (${t.doneAt} is null) = (${t.outcome} is null)`,
    ),
    check('call_task_outcome', sql`${t.outcome} in ('reached','settled','gave_up')`),
    uniqueIndex('call_task_key').on(t.organisationId, t.key),
    index('call_task_open')
      .on(t.organisationId, t.dueAt)
      .where(sql`done_at is null`),
    index('call_task_person').on(t.personId),
    index('call_task_notice')
      .on(t.noticeId)
      .where(sql`done_at is null`),
  ],
);
