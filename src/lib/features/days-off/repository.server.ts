import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';
import type { DaysOff } from './day-off.ts';

/** School holidays, and the closing days of these houses, that touch [from, to]; one statement. */
export async function listDaysOff(
  db: Db,
  { venueIds, from, to }: { venueIds: string[]; from: PlainDate; to: PlainDate },
): Promise<(DaysOff & { venueId: string | null })[]> {
  const rows = await db.execute<DaysOff & { venueId: string | null }>(sql`
    select 'school_holiday' as kind, first_on::text as "firstOn", last_on::text as "lastOn", name, '' as note,
      null::uuid as "venueId"
    from school_holiday where last_on >= ${from} and first_on <= ${to}
    union all
    select 'closing_day', first_on::text, last_on::text, kind, note, organisation_id
    from closing_day
    where organisation_id = any (${sql.param(venueIds)}::uuid[]) and removed_at is null
      and last_on >= ${from} and first_on <= ${to}`);
  return [...rows];
}
