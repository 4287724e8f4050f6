import { sql } from 'drizzle-orm';
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Primary key: a time-ordered UUID made by the database (`new_id()`), so that new rows lie together. */
export const id = () =>
  uuid()
    .primaryKey()
    .default(sql`new_id()`);

/** An instant, never a wall time. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

/** A half-open range of instants, `[start,end)`, as PostgreSQL writes it. */
export const instantRange = customType<{ data: string }>({ dataType: () => 'tstzrange' });
