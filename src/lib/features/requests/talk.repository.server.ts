import type { Db } from '#lib/server/db/client.server.ts';
import { requestDate, requestMessage, requestNote } from '#lib/server/db/schema/index.ts';
import { and, asc, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm';
import type { RequestDate, RequestMessage } from './request.ts';

/** How much of a conversation a page shows; nobody has written more yet. */
const LIMIT = 200;

type NewMessage = typeof requestMessage.$inferInsert;
type NewNote = typeof requestNote.$inferInsert;
type NewDate = typeof requestDate.$inferInsert;

export async function insertMessage(db: Db, row: NewMessage): Promise<void> {
  await db.insert(requestMessage).values(row);
}

export async function insertNote(db: Db, row: NewNote): Promise<void> {
  await db.insert(requestNote).values(row);
}

export async function insertDates(db: Db, rows: NewDate[]): Promise<void> {
  if (rows.length > 0) await db.insert(requestDate).values(rows);
}

export async function listMessages(db: Db, requestId: string): Promise<RequestMessage[]> {
  type Row = Omit<RequestMessage, 'createdAt'> & { createdAt: string };
  const rows = await db.execute<Row>(sql`
    select n.id, n.is_from_office as "isFromOffice", n.text, n.created_at as "createdAt",
      p.given_name || ' ' || p.family_name as "authorName"
    from request_message n left join person p on p.id = n.created_by
    where n.request_id = ${requestId} order by n.created_at, n.id limit ${LIMIT}`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

export type Note = { id: string; text: string; authorName: string; createdAt: Date };

/** The notes that this office has written, not those of an office that had the request before. */
export async function listNotes(db: Db, requestId: string, organisationId: string): Promise<Note[]> {
  const rows = await db.execute<Omit<Note, 'createdAt'> & { createdAt: string }>(sql`
    select n.id, n.text, n.created_at as "createdAt", p.given_name || ' ' || p.family_name as "authorName"
    from request_note n join person p on p.id = n.created_by
    where n.request_id = ${requestId} and n.organisation_id = ${organisationId}
    order by n.created_at desc, n.id limit ${LIMIT}`);
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

export function listDates(db: Db, requestId: string): Promise<RequestDate[]> {
  return db
    .select({
      id: requestDate.id,
      isFromOffice: requestDate.isFromOffice,
      startAt: requestDate.startAt,
      endAt: requestDate.endAt,
      note: requestDate.note,
      eventId: requestDate.eventId,
      insteadOfId: requestDate.insteadOfId,
      confirmedAt: requestDate.confirmedAt,
      withdrawnAt: requestDate.withdrawnAt,
    })
    .from(requestDate)
    .where(eq(requestDate.requestId, requestId))
    .orderBy(asc(requestDate.startAt), asc(requestDate.id))
    .limit(LIMIT);
}

type DateId = { requestId: string; dateId: string };
/** The date that was agreed on or ended, and the date of the project that is meant. */
export type EndedDate = { eventId: string | null; startAt: Date; endAt: Date };
const ended = { eventId: requestDate.eventId, startAt: requestDate.startAt, endAt: requestDate.endAt };

/** Ends an open proposal of one side; null when the other side, or another tab, was faster. */
export async function endDate(
  db: Db,
  date: DateId & { isFromOffice?: boolean },
  end: { confirmedAt: Date } | { withdrawnAt: Date },
): Promise<EndedDate | null> {
  const [changed] = await db
    .update(requestDate)
    .set(end)
    .where(
      and(
        eq(requestDate.id, date.dateId),
        eq(requestDate.requestId, date.requestId),
        isNull(requestDate.withdrawnAt),
        isNull(requestDate.confirmedAt),
        date.isFromOffice === undefined ? undefined : eq(requestDate.isFromOffice, date.isFromOffice),
      ),
    )
    .returning(ended);
  return changed ?? null;
}

/** Calls a date off on which both sides had agreed; null when it has begun or was called off already. */
export async function callOffDate(
  db: Db,
  { requestId, dateId }: DateId,
  now: Date,
): Promise<EndedDate | null> {
  const [changed] = await db
    .update(requestDate)
    .set({ withdrawnAt: now })
    .where(
      and(
        eq(requestDate.id, dateId),
        eq(requestDate.requestId, requestId),
        isNotNull(requestDate.confirmedAt),
        isNull(requestDate.withdrawnAt),
        gt(requestDate.startAt, now),
      ),
    )
    .returning(ended);
  return changed ?? null;
}
