import { sql } from 'drizzle-orm';
import type { Db } from '../db/client.server.ts';

/** Every kind of background job and what it is given. */
export type Jobs = {
  send_mail: { to: string; subject: string; text: string };
  send_notice: { noticeId: string };
  run_import: { runId: string };
  send_request_mail: { requestId: string; reason: 'received' | 'news' | 'dates' };
  call_if_unread: { noticeId: string; organisationId: string; title: string };
  /** Added by the database, when a freed place moves the waiting list up. */
  tell_moved_up: { signupId: string };
  /** Added by the database, when a reading mentor's place comes free or is hers again. */
  tell_mentor_changes: { pairId: string };
  /** Added by the database, when a visitor's place comes free or is hers again. */
  look_after_visits: { tandemId: string };
  call_for_substitute: { offerId: string };
  propose_week: { runId: string };
  mend_roster: { runId: string };
};

/**
 * Adds a job in the caller's transaction: it runs if and only if that commits (transactional outbox).
 * `key` makes it unique: a second job with the same key replaces the first while that has not run.
 */
export async function addJob<Name extends keyof Jobs>(
  tx: Db,
  name: Name,
  payload: Jobs[Name],
  options: { key?: string; maxAttempts?: number; runAt?: Date } = {},
): Promise<void> {
  await tx.execute(sql`select graphile_worker.add_job(${name}::text, payload => ${JSON.stringify(payload)}::json,
    job_key => ${options.key ?? null}::text, run_at => ${options.runAt?.toISOString() ?? null}::timestamptz, max_attempts => ${options.maxAttempts ?? 12}::int)`);
}
