import type { Db } from '#lib/server/db/client.server.ts';
import { person, request, requestHandover } from '#lib/server/db/schema/index.ts';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { OfficeStep, Request, RequestState, RequestStep } from './request.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

export type NewRequest = typeof request.$inferInsert;

export async function insertRequest(db: Db, row: NewRequest): Promise<string> {
  const [inserted] = await db.insert(request).values(row).returning({ id: request.id });
  return inserted!.id;
}

const step = (
  column: string,
) => sql`case when r.${sql.raw(`${column}_at`)} is not null then json_build_object(
  'at', r.${sql.raw(`${column}_at`)}, 'by', (select given_name || ' ' || family_name from person
    where id = r.${sql.raw(`${column}_by`)})) end`;

type Row = Omit<
  Request,
  'createdAt' | 'newsAt' | 'withdrawnAt' | 'taken' | 'planned' | 'started' | 'done' | 'declined'
> & {
  createdAt: string;
  newsAt: string | null;
  withdrawnAt: string | null;
} & Record<'taken' | 'planned' | 'started' | 'done' | 'declined', { at: string; by: string | null } | null>;

const dated = (found: { at: string; by: string | null } | null): RequestStep | null =>
  found && { at: new Date(found.at), by: found.by };

/** A request with everything about it; who may see what is the caller's to decide. */
export async function findRequest(db: Db, id: string): Promise<Request | null> {
  const [row] = await db.execute<Row>(sql`
    select r.id, r.reference, r.channel, r.kind, r.state, r.contact_name as "contactName",
      r.contact_phone as "contactPhone", r.contact_email as "contactEmail", r.locale, r.is_plain as "isPlain",
      r.relation, r.person_name as "personName", r.person_born_on as "personBornOn",
      r.person_knows as "personKnows", r.place, r.district_code as "districtCode", d.name as "districtName",
      r.wish, r.facts, r.organisation_id as "organisationId", o.name as "organisationName",
      r.facility_id as "facilityId", f.name as "facilityName", r.created_at as "createdAt",
      r.created_by as "createdBy", r.assignee_id as "assigneeId",
      a.given_name || ' ' || a.family_name as "assigneeName", r.project_id as "projectId",
      p.title as "projectTitle", r.decline_reason as "declineReason", r.decline_text as "declineText",
      r.withdrawn_at as "withdrawnAt", r.merged_into_id as "mergedIntoId", i.reference as "mergedIntoReference",
      i.state as "mergedIntoState", r.news_at as "newsAt", ${step('taken')} as taken, ${step('planned')} as planned,
      ${step('started')} as started, ${step('done')} as done, ${step('declined')} as declined
    from request r join organisation o on o.id = r.organisation_id
    left join organisation f on f.id = r.facility_id left join district d on d.code = r.district_code
    left join person a on a.id = r.assignee_id left join project p on p.id = r.project_id
    left join request i on i.id = r.merged_into_id
    where r.id = ${id}`);
  if (!row) return null;
  return {
    ...row,
    createdAt: new Date(row.createdAt),
    newsAt: row.newsAt ? new Date(row.newsAt) : null,
    withdrawnAt: row.withdrawnAt ? new Date(row.withdrawnAt) : null,
    taken: dated(row.taken),
    planned: dated(row.planned),
    started: dated(row.started),
    done: dated(row.done),
    declined: dated(row.declined),
  };
}

const inState = (states: readonly RequestState[]) => sql`state = any (${sql.param(states)}::text[])`;

/** Changes the request if it is in one of these states. False when it no longer was: somebody else was faster. */
export async function updateInState(
  db: Db,
  id: string,
  states: readonly RequestState[],
  changes: Partial<NewRequest>,
): Promise<boolean> {
  const changed = await db
    .update(request)
    .set(changes)
    .where(and(eq(request.id, id), inState(states)))
    .returning({ id: request.id });
  return changed.length === 1;
}

export async function updateRequest(db: Db, id: string, changes: Partial<NewRequest>): Promise<void> {
  await db.update(request).set(changes).where(eq(request.id, id));
}

/** Takes one step; whoever takes the first one cares for the request from now on. */
export function markStep(
  db: Db,
  id: string,
  { from, step, by, now }: { from: RequestState[]; step: OfficeStep; by: string; now: Date },
): Promise<boolean> {
  const marks = {
    in_talk: { takenAt: now, takenBy: by },
    planned: { plannedAt: now, plannedBy: by },
    running: { startedAt: now, startedBy: by },
    done: { doneAt: now, doneBy: by },
  };
  const assigneeId: SQL = sql`coalesce(${request.assigneeId}, ${by})`;
  return updateInState(db, id, from, { ...marks[step], assigneeId: assigneeId as never, newsAt: null });
}

/** What the database forgets when a state is taken back. */
const undone: Partial<Record<RequestState, Partial<NewRequest>>> = {
  in_talk: { takenAt: null, takenBy: null, assigneeId: null },
  planned: { plannedAt: null, plannedBy: null, projectId: null },
  running: { startedAt: null, startedBy: null },
  done: { doneAt: null, doneBy: null },
  declined: { declinedAt: null, declinedBy: null, declineReason: null, declineText: null },
  merged: { mergedIntoId: null, mergedAt: null, mergedBy: null },
};

/** Takes the newest step back; false when the request is no longer in that state. */
export async function markStepBack(db: Db, id: string, from: RequestState): Promise<boolean> {
  const changes = undone[from];
  return changes ? updateInState(db, id, [from], changes) : false;
}

/** Locks requests in a fixed order and tells their offices and states. */
export async function lockRequests(
  db: Db,
  ids: string[],
): Promise<{ id: string; organisationId: string; state: RequestState }[]> {
  return db.execute(sql`
    select id, organisation_id as "organisationId", state from request
    where id = any (${sql.param(ids)}::uuid[]) order by id for update`);
}

/** What was merged into one request belongs to another from now on: there are no chains. */
export async function moveMerged(db: Db, fromId: string, intoId: string): Promise<void> {
  await db.update(request).set({ mergedIntoId: intoId }).where(eq(request.mergedIntoId, fromId));
}

export async function insertHandover(db: Db, row: typeof requestHandover.$inferInsert): Promise<void> {
  await db.insert(requestHandover).values(row);
}

export type Handover = { fromName: string; toName: string; reason: string; at: Date; by: string };

export async function listHandovers(db: Db, requestId: string): Promise<Handover[]> {
  const rows = await db.execute<Omit<Handover, 'at'> & { at: string }>(sql`
    select f.name as "fromName", t.name as "toName", h.reason, h.created_at as at,
      p.given_name || ' ' || p.family_name as by
    from request_handover h join organisation f on f.id = h.from_organisation_id
    join organisation t on t.id = h.to_organisation_id join person p on p.id = h.created_by
    where h.request_id = ${requestId} order by h.created_at`);
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** A person's own telephone number, for whom a facility's contact leaves the field empty. */
export async function findContact(db: Db, personId: string) {
  const [row] = await db
    .select({ phone: person.phone, email: person.email, locale: person.locale })
    .from(person)
    .where(eq(person.id, personId));
  return row ?? null;
}
