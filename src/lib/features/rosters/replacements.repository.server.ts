import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { Replacement } from './roster-run.ts';

const SHOWN = 12;

/**
 * Shifts of these offices ahead for which an open proposal has found somebody after a no, or after somebody has agreed to
 * move away: those that wait for the coordinator. Only runs of offices that are all among `plannedIds`.
 */
export async function listReplacements(
  db: Db,
  { organisationIds, plannedIds, now }: { organisationIds: string[]; plannedIds: string[]; now: Date },
): Promise<Replacement[]> {
  const rows = await db.execute<Omit<Replacement, 'startAt'> & { startAt: string }>(sql`
    select x.run_id as "runId", s.id as "shiftId", e.id as "eventId", coalesce(e.title, p.title) as title,
      s.start_at as "startAt", e.time_zone as "timeZone", p.places_by as "placesBy",
      json_agg(json_build_object('proposalId', x.id, 'name', n.given_name || ' ' || n.family_name)
        order by x.score desc, x.id) as people,
      array(select a.given_name || ' ' || a.family_name from roster_proposal gone join person a on a.id = gone.person_id
        where gone.run_id = x.run_id and gone.shift_id = s.id
          and (gone.kind = 'place' and gone.state = 'declined' or gone.kind = 'release' and gone.state = 'agreed')
        order by a.family_name collate german, a.id) as "insteadOf"
    from roster_run r join roster_proposal x on x.run_id = r.id and x.kind = 'place' and x.state = 'proposed'
    join shift s on s.id = x.shift_id join event e on e.id = s.event_id join project p on p.id = e.project_id
    join person n on n.id = x.person_id
    where r.id in (select run_id from roster_run_office where is_open
        and organisation_id = any (${sql.param(organisationIds)}::uuid[]))
      and r.state = 'done' and r.closed_at is null
      and not exists (select from roster_run_office o where o.run_id = r.id
        and o.organisation_id <> all (${sql.param(plannedIds)}::uuid[]))
      and (x.is_mended or exists (select from roster_proposal gone where gone.run_id = x.run_id
        and gone.shift_id = s.id and gone.kind = 'release' and gone.state = 'agreed'))
      and e.organisation_id = any (${sql.param(organisationIds)}::uuid[])
      and s.start_at > ${now.toISOString()} and s.cancelled_at is null and e.cancelled_at is null
    group by x.run_id, s.id, e.id, p.id order by s.start_at, s.id limit ${SHOWN}`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt) }));
}
