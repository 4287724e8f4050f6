import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { CallFacts, CallKind, CallOutcome, Notice, NoticeFacts, NoticeKind } from './notice.ts';
import * as repository from './repository.server.ts';

/** One thing to tell one person. */
export type NewNotice<Kind extends NoticeKind = NoticeKind> = {
  [K in Kind]: {
    personId: string;
    kind: K;
    facts: NoticeFacts[K];
    /** What makes it one: who was told under this key is not told again. */
    key?: string;
    organisationId?: string;
    projectId?: string;
    eventId?: string;
    shiftId?: string;
  };
}[Kind];

/**
 * Tells people something, in the caller's transaction: in the application at once, by e-mail as soon as it commits.
 *
 * @returns the ids of those notices that are new
 */
export function notify(ctx: Context, notices: NewNotice[]): Promise<string[]> {
  return repository.insertNotices(
    ctx.db,
    notices.map(({ facts, ...notice }) => ({
      ...notice,
      details: facts,
      createdAt: ctx.now,
      createdBy: ctx.actor?.id ?? null,
    })),
  );
}

/**
 * Tells one person something that must arrive: if it is not read within `minutes`, the office gets a call to make.
 * In the caller's transaction.
 */
export async function notifyOrCall(
  ctx: Context,
  notice: NewNotice & { organisationId: string },
  { minutes, title }: { minutes: number; title: string },
): Promise<void> {
  const [noticeId] = await notify(ctx, [notice]);
  if (!noticeId) return;
  const runAt = new Date(ctx.now.getTime() + minutes * 60_000);
  await repository.watchNotice(ctx.db, noticeId, { organisationId: notice.organisationId, title, runAt });
}

/** A call that an office is to make. */
export type NewCall<Kind extends CallKind = CallKind> = {
  [K in Kind]: {
    organisationId: string;
    kind: K;
    facts: CallFacts[K];
    dueAt: Date;
    key?: string;
    personId?: string;
    requestId?: string;
    eventId?: string;
    noticeId?: string;
  };
}[Kind];

/** Asks an office to telephone, in the caller's transaction. A call with the same key is opened once. */
export async function askToCall(ctx: Context, calls: NewCall[]): Promise<void> {
  await repository.insertCallTasks(
    ctx.db,
    calls.map(({ facts, ...call }) => ({
      ...call,
      details: facts,
      createdAt: ctx.now,
      createdBy: ctx.actor?.id ?? null,
    })),
  );
}

/** Another office answers the request, so its calls are that office's; in the caller's transaction. */
export function handOverCalls(
  { db }: Context,
  { requestId, organisationId }: { requestId: string; organisationId: string },
): Promise<void> {
  return repository.moveCalls(db, requestId, organisationId);
}

/** The background job behind `notifyOrCall`. */
export async function callIfUnread(
  ctx: Context,
  { noticeId, organisationId, title }: { noticeId: string; organisationId: string; title: string },
): Promise<void> {
  const notice = await repository.findNotice(ctx.db, noticeId);
  if (!notice || notice.readAt) return;
  await askToCall(ctx, [
    {
      organisationId,
      kind: 'notice_unread',
      facts: { kind: notice.kind as NoticeKind, title },
      dueAt: ctx.now,
      key: `unread ${noticeId}`,
      personId: notice.personId,
      noticeId,
      ...(notice.eventId && { eventId: notice.eventId }),
    },
  ]);
}

const NOTICES_PER_PAGE = 20;

/** The own notices, newest first, and how many are unread. */
export function listNotices(
  { db, actor }: ActorContext,
  { onlyUnread, page }: { onlyUnread: boolean; page: number },
) {
  return repository.listNotices(db, actor.id, {
    onlyUnread,
    limit: NOTICES_PER_PAGE,
    offset: (page - 1) * NOTICES_PER_PAGE,
  });
}

/** How many own notices are unread. */
export async function countUnread({ db, actor }: ActorContext): Promise<{ unread: number }> {
  return { unread: await repository.countUnread(db, actor.id) };
}

/** Marks own notices as read. Whom the office was to telephone because of one needs no call any more. */
export function markRead(ctx: ActorContext, { ids }: { ids: string[] | 'all' }): Promise<{ read: number }> {
  return withTransaction(ctx.db, async (tx) => {
    const read = await repository.markRead(tx, ctx.actor.id, ids, ctx.now);
    await endCalls({ ...ctx, db: tx }, { noticeIds: read });
    return { read: read.length };
  });
}

/** One of the own notices; opening it is reading it. Throws NOT_FOUND. */
export async function openNotice(ctx: ActorContext, { noticeId }: { noticeId: string }): Promise<Notice> {
  const notice = await repository.findNotice(ctx.db, noticeId);
  requireAllowed(notice !== null && notice.personId === ctx.actor.id);
  await markRead(ctx, { ids: [noticeId] });
  return notice;
}

/**
 * What these people were told under this key has settled itself: it counts as read, and no call about it is needed.
 * In the caller's transaction.
 */
export async function settleNotices(ctx: ActorContext, personIds: string[], key: string): Promise<void> {
  const noticeIds = await repository.settleNotices(ctx.db, personIds, key, ctx.now);
  await endCalls(ctx, { noticeIds });
}

/** The call that an office was to make under this key is not needed any more. In the caller's transaction. */
export function settleCall(ctx: ActorContext, call: { organisationId: string; key: string }): Promise<void> {
  return endCalls(ctx, call);
}

/** In whose name something is settled, whether or not that person is signed in. */
type Doer = Pick<Context, 'db' | 'now'> & { actor: { id: string } };

/** None of the calls whose keys begin so is needed any more. In the caller's transaction. */
export function settleCallsAbout(
  ctx: Doer,
  { organisationId, prefix }: { organisationId: string; prefix: string },
): Promise<void> {
  return endCalls(ctx, { organisationId, prefix });
}

function endCalls(ctx: Doer, which: Parameters<typeof repository.settleCalls>[1]): Promise<void> {
  return repository.settleCalls(ctx.db, which, { doneBy: ctx.actor.id, doneAt: ctx.now });
}

const CALLS_PER_PAGE = 25;

/** Calls that the actor's offices are to make, or have made. Throws NOT_FOUND for somebody else's office. */
export async function listCalls(
  ctx: ActorContext,
  { organisationId, isDone, page }: { organisationId?: string | undefined; isDone: boolean; page: number },
) {
  const planned = plannedOrganisationIds(ctx.actor);
  requireAllowed(organisationId === undefined || planned.includes(organisationId));
  return repository.listCallTasks(ctx.db, {
    organisationIds: organisationId ? [organisationId] : planned,
    isDone,
    limit: CALLS_PER_PAGE,
    offset: (page - 1) * CALLS_PER_PAGE,
  });
}

/** Says how a call went. Repeating it changes nothing. Throws NOT_FOUND for another office's. */
export async function finishCall(
  ctx: ActorContext,
  { callId, outcome, note }: { callId: string; outcome: CallOutcome; note: string },
): Promise<void> {
  await requireOwnCall(ctx, callId);
  await repository.setCallOutcome(ctx.db, callId, { outcome, note, doneBy: ctx.actor.id, doneAt: ctx.now });
}

/** Takes that back. */
export async function reopenCall(ctx: ActorContext, { callId }: { callId: string }): Promise<void> {
  await requireOwnCall(ctx, callId);
  await repository.setCallOutcome(ctx.db, callId, null);
}

async function requireOwnCall(ctx: ActorContext, callId: string): Promise<void> {
  const call = await repository.findCallTask(ctx.db, callId);
  requireAllowed(call !== null && plannedOrganisationIds(ctx.actor).includes(call.organisationId));
}
