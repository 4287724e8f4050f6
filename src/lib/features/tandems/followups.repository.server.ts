import { TRIAL_DATES } from '#lib/features/matching/pair-life.ts';
import type { Db } from '#lib/server/db/client.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { sql } from 'drizzle-orm';
import { CLIENT_CALL_DAYS, REFLECTION_DAYS, SILENT_DAYS, TRIAL_WEEKS } from './tandem.ts';

// The night's work: called inside `asSystem`.

export type Due = { id: string; organisationId: string; volunteerId: string; number: number };

/**
 * What is due today for each tandem. `number` counts how often it has been due since the trial began, so that each time
 * is asked once: the key of the call has it.
 */
export async function listDue(
  db: Db,
  today: PlainDate,
): Promise<{ trialOver: Due[]; clientCalls: Due[]; reflections: Due[]; silent: Due[] }> {
  type Row = Due & { isTrialOver: boolean; clientCalls: number; reflections: number; isSilent: boolean };
  const rows = await db.execute<Row>(sql`
    select t.id, t.organisation_id as "organisationId", t.volunteer_id as "volunteerId", 0 as number,
      t.state = 'trial' and (v.held >= ${TRIAL_DATES} or ${today}::date - t.trial_on >= ${TRIAL_WEEKS * 7}) as "isTrialOver",
      (${today}::date - t.trial_on) / ${CLIENT_CALL_DAYS} as "clientCalls",
      (${today}::date - t.trial_on) / ${REFLECTION_DAYS} as reflections,
      ${today}::date - coalesce(v.last, t.trial_on) >= ${SILENT_DAYS} as "isSilent"
    from tandem t cross join lateral (
      select count(*) as held, max(on_date) as last from visit v where v.tandem_id = t.id and v.outcome = 'held') v
    where t.ended_at is null and t.paused_at is null and t.trial_on <= ${today}::date order by t.id`);
  const list = (number: (row: Row) => number): Due[] =>
    rows
      .map((row) => ({
        id: row.id,
        organisationId: row.organisationId,
        volunteerId: row.volunteerId,
        number: number(row),
      }))
      .filter((due) => due.number > 0);
  const since = (row: Row) => row.reflections + 1;
  return {
    trialOver: list((row) => (row.isTrialOver ? 1 : 0)),
    clientCalls: list((row) => row.clientCalls),
    reflections: list((row) => row.reflections),
    // Asked again only when six more weeks have passed in silence.
    silent: list((row) => (row.isSilent ? since(row) : 0)),
  };
}
