import { sql } from 'drizzle-orm';
import { date, index, pgTable, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { person } from './accounts.ts';
import { id, instant } from './columns.ts';

/** A link to the own calendar. Whoever has it reads the calendar until it is revoked; it is not stored itself. */
export const calendarFeed = pgTable(
  'calendar_feed',
  {
    id: id(),
    personId: uuid()
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    revokedAt: instant(),
    /** The day on which a calendar last asked; null: never yet. */
    lastReadOn: date(),
  },
  (t) => [
    uniqueIndex('calendar_feed_active')
      .on(t.personId)
      .where(sql`revoked_at is null`),
    index('calendar_feed_person').on(t.personId),
  ],
);
