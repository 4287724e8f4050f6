import { sql } from 'drizzle-orm';
import type { Db } from './client.server.ts';

/**
 * Adds those of the holidays of which the town has nothing yet: where any stored holidays touch the same days,
 * somebody has said what counts there. May be repeated, also by two at once.
 *
 * @returns how many were added
 */
export async function addMissingSchoolHolidays(
  db: Db,
  holidays: readonly { name: string; firstOn: string; lastOn: string }[],
): Promise<number> {
  const added = await db.execute(sql`
    insert into school_holiday (name, first_on, last_on)
    select name, first_on::date, last_on::date
    from unnest(${sql.param(holidays.map(({ name }) => name))}::text[],
      ${sql.param(holidays.map(({ firstOn }) => firstOn))}::text[],
      ${sql.param(holidays.map(({ lastOn }) => lastOn))}::text[]) as known (name, first_on, last_on)
    where not exists (select from school_holiday stored
      where stored.first_on <= known.last_on::date and stored.last_on >= known.first_on::date)
    on conflict (first_on, last_on) do nothing
    returning id`);
  return added.length;
}
