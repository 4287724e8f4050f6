import type { Db } from '#lib/server/db/client.server.ts';
import { callTask, notice, person, request } from '#lib/server/db/schema/index.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { and, asc, count, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { CallOutcome, CallTask, Notice } from './notice.ts';

export type NewNotice = typeof notice.$inferInsert;
export type NewCallTask = typeof callTask.$inferInsert;

/** Writes notices; one whose key the person has already is passed over. Each new one is also sent by e-mail. */
export async function insertNotices(db: Db, rows: NewNotice[]): Promise<string[]> {
  if (rows.length === 0) return [];
  const inserted = await db.insert(notice).values(rows).onConflictDoNothing().returning({ id: notice.id });
  for (const { id } of inserted) await addJob(db, 'send_notice', { noticeId: id }, { key: `notice ${id}` });
  return inserted.map(({ id }) => id);
}

/** Looks later whether the notice was read; if not, the office is asked to telephone. */
export async function watchNotice(
  db: Db,
  noticeId: string,
  call: { organisationId: string; title: string; runAt: Date },
): Promise<void> {
  const { runAt, ...payload } = call;
  await addJob(db, 'call_if_unread', { noticeId, ...payload }, { key: `unread ${noticeId}`, runAt });
}

const noticeColumns = {
  id: notice.id,
  kind: notice.kind,
  details: notice.details,
  eventId: notice.eventId,
  shiftId: notice.shiftId,
  projectId: notice.projectId,
  createdAt: notice.createdAt,
  readAt: notice.readAt,
};

/** A person's notices, the newest first. */
export async function listNotices(
  db: Db,
  personId: string,
  { onlyUnread, limit, offset }: { onlyUnread: boolean; limit: number; offset: number },
): Promise<{ items: Notice[]; total: number; unread: number }> {
  const mine = eq(notice.personId, personId);
  const which = onlyUnread ? and(mine, isNull(notice.readAt)) : mine;
  const items = await db
    .select(noticeColumns)
    .from(notice)
    .where(which)
    .orderBy(desc(notice.createdAt), desc(notice.id))
    .limit(limit)
    .offset(offset);
  const [counts] = await db
    .select({ total: count(), unread: sql<number>`count(*) filter (where read_at is null)::int` })
    .from(notice)
    .where(mine);
  return { items, total: onlyUnread ? counts!.unread : counts!.total, unread: counts!.unread };
}

/** How many notices the person has not read: one look into a partial index. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  const [row] = await db
    .select({ unread: count() })
    .from(notice)
    .where(and(eq(notice.personId, personId), isNull(notice.readAt)));
  return row!.unread;
}

/** Marks notices as read; of somebody else nothing happens. Returns those that were unread until now. */
export async function markRead(
  db: Db,
  personId: string,
  ids: string[] | 'all',
  now: Date,
): Promise<string[]> {
  const mine = and(eq(notice.personId, personId), isNull(notice.readAt));
  const rows = await db
    .update(notice)
    .set({ readAt: now })
    .where(ids === 'all' ? mine : and(mine, inArray(notice.id, ids)))
    .returning({ id: notice.id });
  return rows.map(({ id }) => id);
}

/** Marks what these people were told under this key as read: it has settled itself. */
export async function settleNotices(db: Db, personIds: string[], key: string, now: Date): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .update(notice)
    .set({ readAt: now })
    .where(and(inArray(notice.personId, personIds), eq(notice.key, key), isNull(notice.readAt)))
    .returning({ id: notice.id });
  return rows.map(({ id }) => id);
}

export async function markMailed(db: Db, id: string, now: Date): Promise<void> {
  await db.update(notice).set({ mailedAt: now }).where(eq(notice.id, id));
}

/** What sending a notice needs; null when the person has no e-mail address or has been told meanwhile. */
export async function findNoticeToSend(db: Db, id: string) {
  const [row] = await db
    .select({
      ...noticeColumns,
      email: person.email,
      mailedAt: notice.mailedAt,
      givenName: person.givenName,
      locale: person.locale,
    })
    .from(notice)
    .innerJoin(person, eq(person.id, notice.personId))
    .where(and(eq(notice.id, id), isNotNull(person.email), isNull(person.deactivatedAt)));
  return row ?? null;
}

export async function findNotice(db: Db, id: string) {
  const [row] = await db.select().from(notice).where(eq(notice.id, id));
  return row ?? null;
}

/** Opens calls; one whose key the office has already is passed over. */
export async function insertCallTasks(db: Db, rows: NewCallTask[]): Promise<void> {
  if (rows.length > 0) await db.insert(callTask).values(rows).onConflictDoNothing();
}

const callColumns = {
  id: callTask.id,
  organisationId: callTask.organisationId,
  kind: callTask.kind,
  details: callTask.details,
  personId: callTask.personId,
  personName: sql<
    string | null
  >`coalesce(nullif(concat_ws(' ', ${person.givenName}, ${person.familyName}), ''), ${request.contactName})`,
  phone: sql<string | null>`coalesce(${person.phone}, ${request.contactPhone})`,
  requestId: callTask.requestId,
  eventId: callTask.eventId,
  createdAt: callTask.createdAt,
  dueAt: callTask.dueAt,
  doneAt: callTask.doneAt,
  outcome: callTask.outcome,
  note: callTask.note,
};

/** Calls of these offices: open ones by when they are due, done ones the newest first. */
export async function listCallTasks(
  db: Db,
  {
    organisationIds,
    isDone,
    limit,
    offset,
  }: { organisationIds: string[]; isDone: boolean; limit: number; offset: number },
): Promise<{ items: CallTask[]; total: number }> {
  const which: SQL = and(
    inArray(callTask.organisationId, organisationIds),
    isDone ? isNotNull(callTask.doneAt) : isNull(callTask.doneAt),
  )!;
  const items = await db
    .select(callColumns)
    .from(callTask)
    .leftJoin(person, eq(person.id, callTask.personId))
    .leftJoin(request, eq(request.id, callTask.requestId))
    .where(which)
    .orderBy(isDone ? desc(callTask.doneAt) : asc(callTask.dueAt), asc(callTask.id))
    .limit(limit)
    .offset(offset);
  const [all] = await db.select({ total: count() }).from(callTask).where(which);
  return { items, total: all!.total };
}

export async function findCallTask(db: Db, id: string) {
  const [row] = await db.select().from(callTask).where(eq(callTask.id, id));
  return row ?? null;
}

/** The open calls about a request are another office's from now on. */
export async function moveCalls(db: Db, requestId: string, organisationId: string): Promise<void> {
  await db
    .update(callTask)
    .set({ organisationId })
    .where(and(eq(callTask.requestId, requestId), isNull(callTask.doneAt)));
}

/** Ends the open calls that these notices, or keys of an office's, have opened: nobody has to telephone any more. */
export async function settleCalls(
  db: Db,
  which:
    | { noticeIds: string[] }
    | { organisationId: string; key: string }
    | { organisationId: string; prefix: string },
  end: { doneBy: string; doneAt: Date },
): Promise<void> {
  if ('noticeIds' in which && which.noticeIds.length === 0) return;
  await db
    .update(callTask)
    .set({ outcome: 'settled', ...end })
    .where(
      and(
        isNull(callTask.doneAt),
        'noticeIds' in which
          ? inArray(callTask.noticeId, which.noticeIds)
          : and(
              eq(callTask.organisationId, which.organisationId),
              'key' in which
                ? eq(callTask.key, which.key)
                : sql`starts_with(${callTask.key}, ${which.prefix})`,
            ),
      ),
    );
}

/** Ends an open call, or opens it again (`outcome` null). Returns whether anything changed. */
export async function setCallOutcome(
  db: Db,
  id: string,
  end: { outcome: CallOutcome; note: string; doneBy: string; doneAt: Date } | null,
): Promise<boolean> {
  const rows = await db
    .update(callTask)
    .set(end ?? { outcome: null, doneBy: null, doneAt: null })
    .where(and(eq(callTask.id, id), end ? isNull(callTask.doneAt) : isNotNull(callTask.doneAt)))
    .returning({ id: callTask.id });
  return rows.length > 0;
}
