import { sql } from 'drizzle-orm';
import { check, date, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';
import { organisation } from './organisations.ts';

/** School holidays of the whole town, first and last day included. */
export const schoolHoliday = pgTable(
  'school_holiday',
  {
    id: id(),
    name: text().notNull(),
    firstOn: date().notNull(),
    lastOn: date().notNull(),
    createdAt: instant().notNull().defaultNow(),
    /** Null: came with the product's own list. */
    createdBy: uuid().references(() => person.id),
  },
  (t) => [
    check('school_holiday_order', sql`${t.firstOn} <= ${t.lastOn}`),
    index('school_holiday_days').on(t.lastOn),
    uniqueIndex('school_holiday_once').on(t.firstOn, t.lastOn),
  ],
);

/** Days on which one house is closed to projects: movable holidays, project weeks, trips; both days included. */
export const closingDay = pgTable(
  'closing_day',
  {
    id: id(),
    organisationId: uuid()
      .notNull()
      .references(() => organisation.id),
    firstOn: date().notNull(),
    lastOn: date().notNull(),
    kind: text().notNull(),
    note: text().notNull().default(''),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => person.id),
    removedAt: instant(),
    removedBy: uuid().references(() => person.id),
  },
  (t) => [
    check('closing_day_order', sql`${t.firstOn} <= ${t.lastOn}`),
    check(
      'closing_day_kind',
      sql`${t.kind} in ('movable_holiday','project_week','trip','staff_day','weather','strike','closed','other')`,
    ),
    check('closing_day_removal', sql`(${t.removedAt} is null) = (${t.removedBy} is null)`),
    index('closing_day_organisation').on(t.organisationId, t.lastOn),
  ],
);
