import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.server.ts';

/** Deletes what nobody may use any more: expired sessions, codes, counters, old development mail. */
export async function sweep(db: Db): Promise<{ sessions: number; codes: number }> {
  const sessions = await db.execute(sql`delete from session where expires_at < now()`);
  const codes = await db.execute(sql`delete from sign_in_code where expires_at < now() - interval '1 day'`);
  await db.execute(sql`delete from rate_limit where expire < extract(epoch from now()) * 1000`);
  await db.execute(sql`delete from development_mail where sent_at < now() - interval '7 days'`);
  await deleteEndedRequests(db);
  return { sessions: sessions.count, codes: codes.count };
}

/** Requests that came to nothing go half a year later, with what belonged to them. */
async function deleteEndedRequests(db: Db): Promise<void> {
  await db.execute(sql`
    with ended as (
      select id from request where state in ('declined','withdrawn')
        and coalesce(withdrawn_at, declined_at) < now() - interval '6 months')
    delete from request where id in (select id from ended) or merged_into_id in (select id from ended)`);
}
