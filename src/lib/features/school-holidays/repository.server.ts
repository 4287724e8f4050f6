import type { Db } from '#lib/server/db/client.server.ts';
import { schoolHoliday } from '#lib/server/db/schema/index.ts';
import { asc, gte, inArray, sql } from 'drizzle-orm';
import type { SchoolHoliday, Stretch } from './school-holiday.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';
export { addMissingSchoolHolidays } from '#lib/server/db/school-holiday.repository.server.ts';

const columns = {
  id: schoolHoliday.id,
  name: schoolHoliday.name,
  firstOn: schoolHoliday.firstOn,
  lastOn: schoolHoliday.lastOn,
  isFromList: sql<boolean>`${schoolHoliday.createdBy} is null`,
};

/** Those that are not over on `from`, at most `limit`. */
export async function listHolidays(db: Db, from: string, limit: number): Promise<SchoolHoliday[]> {
  return db
    .select(columns)
    .from(schoolHoliday)
    .where(gte(schoolHoliday.lastOn, from))
    .orderBy(asc(schoolHoliday.lastOn))
    .limit(limit);
}

/** @returns those that were there */
export async function deleteHolidays(db: Db, ids: string[]): Promise<SchoolHoliday[]> {
  if (ids.length === 0) return [];
  return db.delete(schoolHoliday).where(inArray(schoolHoliday.id, ids)).returning(columns);
}

/** Throws on `school_holiday_once`. */
export async function insertHolidays(
  db: Db,
  rows: (Stretch & { name: string })[],
  by: { createdAt: Date; createdBy: string },
): Promise<string[]> {
  if (rows.length === 0) return [];
  const inserted = await db
    .insert(schoolHoliday)
    .values(rows.map((row) => ({ ...row, ...by })))
    .returning({ id: schoolHoliday.id });
  return inserted.map(({ id }) => id);
}
