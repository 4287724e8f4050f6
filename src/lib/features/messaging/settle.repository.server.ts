import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { CallOutcome } from './notice.ts';

/** Marks notices of a person about these dates as read, and ends calls that are open because of them. */
export async function settle(
  db: Db,
  which: { personIds: string[]; eventIds: string[]; kind: string },
  end: { outcome: CallOutcome; doneBy: string; doneAt: Date },
): Promise<void> {
  const at = end.doneAt.toISOString();
  await db.execute(sql`
    with settled as (
      update notice set read_at = coalesce(read_at, ${at})
      where person_id = any (${sql.param(which.personIds)}::uuid[])
        and event_id = any (${sql.param(which.eventIds)}::uuid[]) and kind = ${which.kind}
      returning id)
    update call_task set done_at = ${at}, done_by = ${end.doneBy}, outcome = ${end.outcome}
    where notice_id in (select id from settled) and done_at is null`);
}
