import type { Db } from '#lib/server/db/client.server.ts';
import { sql } from 'drizzle-orm';
import type { Change } from './changes.ts';
import type { PersonsWeek, Proposal, ProposalState, ProposedShift } from './roster-run.ts';

/** Stores what was found. Whoever was deleted meanwhile, and shifts that are gone, are left out. */
export async function insertProposals(
  db: Db,
  runId: string,
  proposals: Change[],
  { isMended = false } = {},
): Promise<void> {
  await db.execute(sql`
    insert into roster_proposal as old (run_id, shift_id, person_id, kind, instead_of, score, reasons, is_mended)
    select ${runId}::uuid, s.id, v.person_id, x.kind, i.id, x.score, x.reasons, ${isMended}
    from jsonb_to_recordset(${JSON.stringify(proposals)}::jsonb)
      as x("shiftId" uuid, "personId" uuid, kind text, "insteadOf" uuid, score float8, reasons jsonb)
    join shift s on s.id = x."shiftId" left join shift i on i.id = x."insteadOf" join volunteer v on v.person_id = x."personId" and v.left_at is null
    on conflict (run_id, shift_id, person_id, kind) do update set instead_of = excluded.instead_of
      where old.state = 'proposed'`);
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

type Week = Omit<PersonsWeek, 'minutesAccepted' | 'minutesAfter'>;

export async function savePeople(db: Db, runId: string, rows: Omit<Week, 'name'>[]): Promise<void> {
  await db.execute(sql`
    insert into roster_person (run_id, person_id, minutes_before, suited, obstacle)
    select ${runId}::uuid, v.person_id, x."minutesBefore", x.suited, x.obstacle
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as x("personId" uuid, "minutesBefore" int, suited int, obstacle text)
    join volunteer v on v.person_id = x."personId"
    on conflict (run_id, person_id) do nothing`);
}

export async function listPeople(db: Db, runId: string): Promise<Week[]> {
  return db.execute<Week>(sql`
    select r.person_id as "personId", p.given_name || ' ' || p.family_name as name, r.minutes_before as "minutesBefore",
      r.suited, r.obstacle
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
          'name', n.given_name || ' ' || n.family_name, 'kind', x.kind, 'insteadOf', (
            select json_build_object('title', coalesce(oe.title, op.title), 'startAt', os.start_at) from shift os
            join event oe on oe.id = os.event_id join project op on op.id = oe.project_id where os.id = x.instead_of),
          'isPartOfMove', x.kind = 'release' and exists (select from roster_proposal m where m.run_id = x.run_id
            and m.person_id = x.person_id and m.instead_of = x.shift_id), 'reasons', x.reasons, 'isMended', x.is_mended,
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
export type Decided = Pick<Proposal, 'id' | 'shiftId' | 'personId' | 'kind' | 'isPartOfMove'> & {
  state: ProposalState;
  insteadOf: string | null;
  placesBy: 'asking' | 'placing';
  title: string;
  startAt: string;
  timeZone: string;
  eventId: string;
  projectId: string;
  organisationId: string;
};

/** What belongs to the proposal `x` of a run: a place and the release of the place that is given up for it. */
const moveWith = (condition: string) => sql`select from roster_proposal m where m.run_id = x.run_id
  and m.person_id = x.person_id and m.kind <> x.kind and ${sql.raw(condition)}`;

const decidedColumns = sql`x.id, x.shift_id as "shiftId", x.person_id as "personId", x.kind, x.state,
  x.instead_of as "insteadOf", x.kind = 'release' and exists (${moveWith('m.instead_of = x.shift_id')}) as "isPartOfMove",
  p.places_by as "placesBy", coalesce(e.title, p.title) as title, s.start_at as "startAt", e.time_zone as "timeZone",
  e.id as "eventId", p.id as "projectId", e.organisation_id as "organisationId"
  from roster_proposal x join shift s on s.id = x.shift_id join event e on e.id = s.event_id
  join project p on p.id = e.project_id`;

/**
 * Those of the run that are still open, for a step, with both halves of a move; who must go first, then by shift, so that
 * steps lock in one order.
 */
export function lockOpen(db: Db, runId: string, proposalIds: string[] | null): Promise<Decided[]> {
  const chosen = sql`${sql.param(proposalIds ?? [])}::uuid[]`;
  return db.execute<Decided>(sql`select ${decidedColumns}
    where x.run_id = ${runId} and x.state = 'proposed'
      and (${proposalIds === null} or x.id = any (${chosen})
        or exists (${moveWith('(m.instead_of = x.shift_id or x.instead_of = m.shift_id)')} and m.id = any (${chosen})))
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
  keep: Pick<Change, 'personId' | 'shiftId' | 'kind'>[],
): Promise<void> {
  await db.execute(sql`
    delete from roster_proposal x where x.run_id = ${runId} and x.state = 'proposed' and not exists (
      select from jsonb_to_recordset(${JSON.stringify(keep)}::jsonb) as k("personId" uuid, "shiftId" uuid, kind text)
      where k."personId" = x.person_id and k."shiftId" = x.shift_id and k.kind = x.kind)`);
}

/**
 * The person has answered, or takes that back; for a move, about both halves. It no longer belongs to the step that asked.
 */
export async function setAnswered(
  db: Db,
  proposalId: string,
  state: 'agreed' | 'declined' | 'asked',
): Promise<void> {
  await db.execute(sql`update roster_proposal x set state = ${state}, step = null
    where (x.id = ${proposalId} or x.kind = 'release'
        and exists (${moveWith('m.instead_of = x.shift_id')} and m.id = ${proposalId}))
      and x.state in ('asked','agreed','declined')`);
}

/** Whether somebody of the run may still give up a place at this shift: it is proposed, or she is asked. */
export async function isReleaseOpen(db: Db, runId: string, shiftId: string): Promise<boolean> {
  const rows = await db.execute(sql`select from roster_proposal
    where run_id = ${runId} and shift_id = ${shiftId} and kind = 'release' and state in ('proposed','asked') limit 1`);
  return rows.length > 0;
}
