import type { Db } from '#lib/server/db/client.server.ts';
import { shiftAsk } from '#lib/server/db/schema/index.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { sql } from 'drizzle-orm';
import type { Ask, AskedShift } from './ask.ts';

/** Why somebody cannot be asked any more; the same outcomes as signing up has. */
type Hindrance = 'not_found' | 'cancelled' | 'closed' | 'past' | 'full' | 'check_missing' | 'overlapping';

/** Whether somebody could still take the place; people who are asked already count as coming. */
export async function findHindrance(
  db: Db,
  {
    shiftId,
    personId,
    insteadOf,
    now,
  }: { shiftId: string; personId: string; insteadOf: string | null; now: Date },
): Promise<Hindrance | null> {
  const [row] = await db.execute<{ hindrance: Hindrance | null }>(sql`
    select case
      when s.cancelled_at is not null or e.cancelled_at is not null then 'cancelled'
      when p.closed_at is not null or p.published_at is null or e.published_at is null then 'closed'
      when s.start_at <= ${now.toISOString()} then 'past'
      when s.taken_places + (select count(*) from shift_ask a where a.shift_id = s.id and a.person_id <> ${personId}
        and a.answered_at is null and a.withdrawn_at is null) >= s.max_places then 'full'
      when cardinality(missing_requirements(s.id, ${personId})) > 0 then 'check_missing'
      when conflicting_shift(s.id, ${personId}) is distinct from ${insteadOf}::uuid
        and conflicting_shift(s.id, ${personId}) is not null then 'overlapping' end as hindrance
    from shift s join event e on e.id = s.event_id join project p on p.id = e.project_id where s.id = ${shiftId}`);
  return row ? row.hindrance : 'not_found';
}

export async function insertAsk(db: Db, row: typeof shiftAsk.$inferInsert): Promise<boolean> {
  const inserted = await db.insert(shiftAsk).values(row).onConflictDoNothing().returning({ id: shiftAsk.id });
  return inserted.length === 1;
}

const asks = sql`select a.id, a.shift_id as "shiftId", e.id as "eventId", a.person_id as "personId",
    a.proposal_id as "proposalId", x.run_id as "runId", a.notice_key as "noticeKey",
    coalesce(e.title, p.title) as title, s.role, s.label, s.start_at as "startAt", s.end_at as "endAt",
    e.time_zone as "timeZone", coalesce(nullif(e.place_name, ''), v.name, '') as "placeName", o.name as "organisationName",
    a.answer, a.withdrawn_at is not null as "isWithdrawn",
    case when i.id is not null then json_build_object('shiftId', i.id, 'title', coalesce(ie.title, ip.title),
      'startAt', i.start_at) end as "insteadOf"
  from shift_ask a join shift s on s.id = a.shift_id join event e on e.id = s.event_id join project p on p.id = e.project_id
  join organisation o on o.id = e.organisation_id left join organisation v on v.id = e.venue_id
  left join roster_proposal x on x.id = a.proposal_id left join shift i on i.id = a.instead_of
  left join event ie on ie.id = i.event_id left join project ip on ip.id = ie.project_id`;
type Row = Omit<Ask, 'startAt' | 'endAt' | 'insteadOf'> & {
  startAt: string;
  endAt: string;
  insteadOf: { shiftId: string; title: string; startAt: string } | null;
};
const askOf = ({ insteadOf, ...row }: Row): Ask => ({
  ...row,
  startAt: new Date(row.startAt),
  endAt: new Date(row.endAt),
  insteadOf: insteadOf && { ...insteadOf, startAt: new Date(insteadOf.startAt) },
});

/** What a person is asked about dates that lie ahead, the next one first. */
export async function listOpen(db: Db, personId: string, now: Date): Promise<Ask[]> {
  const rows = await db.execute<Row>(sql`${asks}
    where a.person_id = ${personId} and a.answered_at is null and a.withdrawn_at is null
      and s.start_at > ${now.toISOString()} and s.cancelled_at is null and e.cancelled_at is null
    order by s.start_at, a.id limit 50`);
  return rows.map(askOf);
}

/** Locked, so that answering and withdrawing take turns. */
export async function lockAsk(db: Db, askId: string): Promise<Ask | null> {
  const [row] = await db.execute<Row>(sql`${asks} where a.id = ${askId} for update of a`);
  return row ? askOf(row) : null;
}

export async function setAnswer(
  db: Db,
  askId: string,
  answer: { answer: 'yes' | 'no'; at: Date } | null,
): Promise<void> {
  await db.execute(sql`update shift_ask set answer = ${answer?.answer ?? null},
    answered_at = ${answer?.at.toISOString() ?? null} where id = ${askId}`);
}

export async function withdraw(
  db: Db,
  which: { askId: string } | { proposalId: string },
  now: Date,
): Promise<void> {
  await db.execute(sql`update shift_ask set withdrawn_at = ${now.toISOString()}
    where ${'askId' in which ? sql`id = ${which.askId}` : sql`proposal_id = ${which.proposalId}`}
      and answered_at is null and withdrawn_at is null`);
}

/** Whether the person is asked about nothing else under this key any more. */
export async function isSettled(db: Db, personId: string, noticeKey: string): Promise<boolean> {
  const rows =
    await db.execute(sql`select from shift_ask where person_id = ${personId} and notice_key = ${noticeKey}
    and answered_at is null and withdrawn_at is null limit 1`);
  return rows.length === 0;
}

/** Who is asked about a shift, or has answered. */
export async function listAskedIds(db: Db, shiftId: string): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`select distinct person_id as id from shift_ask
    where shift_id = ${shiftId} and withdrawn_at is null`);
  return rows.map(({ id }) => id);
}

/** Sets the search for somebody else to work; several answers in a short time are one search. */
export function mendLater(db: Db, runId: string): Promise<void> {
  return addJob(db, 'mend_roster', { runId }, { key: `mend ${runId}`, maxAttempts: 2 });
}

/** A shift as the page and a message about it tell it; null when there is none. */
export async function findShift(db: Db, shiftId: string): Promise<AskedShift | null> {
  type Row = Omit<AskedShift, 'startAt' | 'endAt'> & { startAt: string; endAt: string };
  const [row] = await db.execute<Row>(sql`
    select s.id, e.id as "eventId", p.id as "projectId", e.organisation_id as "organisationId",
      coalesce(e.title, p.title) as title, s.role, s.label, s.start_at as "startAt", s.end_at as "endAt",
      e.time_zone as "timeZone", s.min_places as min, s.max_places as max, s.taken_places as taken,
      s.waiting_count as waiting
    from shift s join event e on e.id = s.event_id join project p on p.id = e.project_id where s.id = ${shiftId}`);
  return row ? { ...row, startAt: new Date(row.startAt), endAt: new Date(row.endAt) } : null;
}
