import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { PersonsWeek, Proposal, ProposalState, ProposedShift, RosterReason } from './roster-run.ts';

type NewProposal = {
  shiftId: string;
  personId: string;
  kind: 'place' | 'release';
  score: number;
  reasons: RosterReason[];
};

/** Stores what was found. Whoever was deleted meanwhile, and shifts that are gone, are left out. */
export async function insertProposals(
  db: Db,
  runId: string,
  proposals: NewProposal[],
  { isMended = false } = {},
): Promise<void> {
  await db.execute(sql`
    insert into roster_proposal (run_id, shift_id, person_id, kind, score, reasons, is_mended)
    select ${runId}::uuid, s.id, v.person_id, x.kind, x.score, x.reasons, ${isMended}
    from jsonb_to_recordset(${JSON.stringify(proposals)}::jsonb)
      as x("shiftId" uuid, "personId" uuid, kind text, score float8, reasons jsonb)
    join shift s on s.id = x."shiftId" join volunteer v on v.person_id = x."personId" and v.left_at is null
    on conflict (run_id, shift_id, person_id, kind) do nothing`);
}

type Learned = { shiftId: string; price: number; suited: number; lacking: Record<string, number> };

export async function saveShifts(db: Db, runId: string, rows: Learned[]): Promise<void> {
  await db.execute(sql`
    insert into roster_shift (run_id, shift_id, price, suited, lacking)
    select ${runId}::uuid, s.id, x.price, x.suited, x.lacking
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x("shiftId" uuid, price float8, suited int, lacking jsonb) join shift s on s.id = x."shiftId"
    on conflict (run_id, shift_id) do update
      set price = excluded.price, suited = excluded.suited, lacking = excluded.lacking`);
}

type Week = Omit<PersonsWeek, 'name'>;

export async function savePeople(db: Db, runId: string, rows: Week[]): Promise<void> {
  await db.execute(sql`
    insert into roster_person (run_id, person_id, minutes_before, minutes_after, suited, obstacle)
    select ${runId}::uuid, v.person_id, x."minutesBefore", x."minutesAfter", x.suited, x.obstacle
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x("personId" uuid, "minutesBefore" int, "minutesAfter" int, suited int, obstacle text)
    join volunteer v on v.person_id = x."personId"
    on conflict (run_id, person_id) do nothing`);
}

export async function listPeople(db: Db, runId: string): Promise<PersonsWeek[]> {
  return db.execute<PersonsWeek>(sql`
    select r.person_id as "personId", p.given_name || ' ' || p.family_name as name, r.minutes_before as "minutesBefore",
      r.minutes_after as "minutesAfter", r.suited, r.obstacle
    from roster_person r join person p on p.id = r.person_id where r.run_id = ${runId}
    order by p.family_name collate german, p.given_name collate german, p.id`);
}

/** The week's shifts as they are now, each with its proposals. One statement. */
export async function listShifts(db: Db, runId: string): Promise<ProposedShift[]> {
  type Row = Omit<ProposedShift, 'startAt' | 'endAt'> & { startAt: string; endAt: string };
  const rows = await db.execute<Row>(sql`
    select s.id, e.id as "eventId", coalesce(e.title, p.title) as title, s.role, s.label, s.start_at as "startAt",
      s.end_at as "endAt", e.time_zone as "timeZone", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName",
      p.places_by as "placesBy", s.min_places as min, s.max_places as max, s.taken_places as taken,
      s.waiting_count as waiting, r.suited, r.lacking,
      (select count(*)::int from shift_ask a where a.shift_id = s.id and a.answered_at is null and a.withdrawn_at is null)
        as asked,
      coalesce((select json_agg(json_build_object('id', x.id, 'shiftId', x.shift_id, 'personId', x.person_id,
          'name', n.given_name || ' ' || n.family_name, 'kind', x.kind, 'reasons', x.reasons, 'isMended', x.is_mended,
          'state', x.state, 'step', x.step, 'refusal', x.refusal, 'refusalDetails', x.refusal_details)
          order by x.kind desc, x.score desc, x.id)
        from roster_proposal x join person n on n.id = x.person_id
        where x.run_id = r.run_id and x.shift_id = s.id), '[]') as proposals
    from roster_shift r join shift s on s.id = r.shift_id join event e on e.id = s.event_id
    join project p on p.id = e.project_id left join organisation v on v.id = e.venue_id
    where r.run_id = ${runId} order by s.start_at, s.id`);
  return rows.map((row) => ({ ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) }));
}

export async function readPrices(db: Db, runId: string): Promise<Map<string, number>> {
  const rows = await db.execute<{ id: string; price: number }>(
    sql`select shift_id as id, price from roster_shift where run_id = ${runId}`,
  );
  return new Map(rows.map(({ id, price }) => [id, price]));
}

/** A proposal on which a step works. */
export type Decided = Pick<Proposal, 'id' | 'shiftId' | 'personId' | 'kind'> & {
  state: ProposalState;
  placesBy: 'asking' | 'placing';
  title: string;
  startAt: string;
  timeZone: string;
  eventId: string;
  projectId: string;
  organisationId: string;
};

const decidedColumns = sql`x.id, x.shift_id as "shiftId", x.person_id as "personId", x.kind, x.state,
  p.places_by as "placesBy", coalesce(e.title, p.title) as title, s.start_at as "startAt", e.time_zone as "timeZone",
  e.id as "eventId", p.id as "projectId", e.organisation_id as "organisationId"
  from roster_proposal x join shift s on s.id = x.shift_id join event e on e.id = s.event_id
  join project p on p.id = e.project_id`;

/** Those of the run that are still open, for a step; who must go first, then by shift, so that steps lock in one order. */
export function lockOpen(db: Db, runId: string, proposalIds: string[] | null): Promise<Decided[]> {
  return db.execute<Decided>(sql`select ${decidedColumns}
    where x.run_id = ${runId} and x.state = 'proposed'
      and (${proposalIds === null} or x.id = any (${sql.param(proposalIds ?? [])}::uuid[]))
    order by x.kind desc, x.shift_id, x.id for update of x`);
}

/** What the step made of proposals, the last first. */
export function lockStep(db: Db, runId: string, step: number): Promise<Decided[]> {
  return db.execute<Decided>(sql`select ${decidedColumns}
    where x.run_id = ${runId} and x.step = ${step} order by x.kind, x.shift_id, x.id for update of x`);
}

/** The last step that is not undone, or null. */
export async function findLastStep(db: Db, runId: string): Promise<number | null> {
  const [row] = await db.execute<{ step: number | null }>(
    sql`select max(step) as step from roster_proposal where run_id = ${runId}`,
  );
  return row!.step;
}

export async function setState(
  db: Db,
  proposalId: string,
  to: {
    state: ProposalState;
    step: number | null;
    refusal?: string;
    refusalDetails?: Record<string, unknown>;
    decidedBy: string | null;
    decidedAt: Date | null;
  },
): Promise<void> {
  await db.execute(sql`
    update roster_proposal set state = ${to.state}, step = ${to.step}, refusal = ${to.refusal ?? null},
      refusal_details = ${to.refusalDetails ? JSON.stringify(to.refusalDetails) : null}::jsonb,
      decided_by = ${to.decidedBy}::uuid, decided_at = ${to.decidedAt?.toISOString() ?? null}
    where id = ${proposalId}`);
}

/** Proposals nobody has decided on are given up, because something better was found. */
export async function dropOpen(
  db: Db,
  runId: string,
  keep: { personId: string; shiftId: string }[],
): Promise<void> {
  await db.execute(sql`
    delete from roster_proposal x where x.run_id = ${runId} and x.state = 'proposed' and not exists (
      select from jsonb_to_recordset(${JSON.stringify(keep)}::jsonb) as k("personId" uuid, "shiftId" uuid)
      where k."personId" = x.person_id and k."shiftId" = x.shift_id)`);
}

/** The person has answered, or takes that back. It no longer belongs to the step that asked. */
export async function setAnswered(
  db: Db,
  proposalId: string,
  state: 'agreed' | 'declined' | 'asked',
): Promise<void> {
  await db.execute(sql`update roster_proposal set state = ${state}, step = null where id = ${proposalId}
    and state in ('asked','agreed','declined')`);
}
