import { DomainError } from '#lib/errors/domain-error.ts';
import { moveEvent } from '#lib/features/scheduling/event-changes.service.server.ts';
import { getEvent } from '#lib/features/scheduling/event-pages.service.server.ts';
import { townTimeZone } from '#lib/features/scheduling/events.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { instantOf } from '#lib/time/zone.ts';
import * as repository from './repository.server.ts';
import type { Proposal, ProposeDates } from './schema.ts';
import { record, requireOwn } from './service.server.ts';
import * as talk from './talk.repository.server.ts';
import { tellRequester } from './telling.service.server.ts';

type RequestId = { requestId: string };

/** A note for the own office; the requester never sees it. */
export async function addNote(ctx: ActorContext, input: RequestId & { text: string }): Promise<void> {
  const request = await requireOwn(ctx, input);
  await talk.insertNote(ctx.db, {
    requestId: request.id,
    organisationId: request.organisationId,
    text: input.text,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
  });
}

/** Writes to the requester; whoever has no e-mail is to be called instead: then `isTold` is false. */
export async function answer(
  ctx: ActorContext,
  input: RequestId & { text: string },
): Promise<{ isTold: boolean }> {
  const request = await requireOwn(ctx, input);
  return withTransaction(ctx.db, async (tx) => {
    await talk.insertMessage(tx, {
      requestId: request.id,
      isFromOffice: true,
      text: input.text,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    await repository.updateRequest(tx, request.id, { newsAt: null });
    await record({ ...ctx, db: tx }, 'request_answered', request);
    return { isTold: await tellRequester({ ...ctx, db: tx }, request, 'news') };
  });
}

/** Where and when a proposal lies. Throws INVALID_INPUT on `date` for what is past. */
export function spanOf(
  { date, startTime, endTime, note }: Proposal,
  timeZone: string,
  now: Date,
): { startAt: Date; endAt: Date; note: string } {
  const startAt = instantOf(date, startTime, timeZone);
  if (startAt <= now) throw new DomainError('INVALID_INPUT', { field: 'date', reason: 'past' });
  return { startAt, endAt: instantOf(date, endTime, timeZone), note };
}

/**
 * Proposes dates to the requester, new ones or some of the linked project. Throws INVALID_INPUT when none is given
 * or one is past, NOT_FOUND for dates of another project.
 */
export async function proposeDates(ctx: ActorContext, input: ProposeDates): Promise<{ proposed: number }> {
  const request = await requireOwn(ctx, input);
  const timeZone = await townTimeZone(ctx);
  const spans = input.dates.map((proposal) => ({ ...spanOf(proposal, timeZone, ctx.now), eventId: null }));
  const events = [];
  for (const eventId of input.eventIds) {
    const event = await getEvent(ctx, { eventId });
    requireAllowed(event.projectId === request.projectId);
    events.push({ startAt: event.startAt, endAt: event.endAt, note: '', eventId });
  }
  const all = [...events, ...spans];
  if (all.length === 0) throw new DomainError('INVALID_INPUT', { field: 'date' });
  await withTransaction(ctx.db, async (tx) => {
    const origin = { requestId: request.id, isFromOffice: true, createdAt: ctx.now, createdBy: ctx.actor.id };
    await talk.insertDates(
      tx,
      all.map((span) => ({ ...span, ...origin })),
    );
    await repository.updateRequest(tx, request.id, { newsAt: null });
    await record({ ...ctx, db: tx }, 'request_dates_proposed', request);
    await tellRequester({ ...ctx, db: tx }, request, 'dates');
  });
  return { proposed: all.length };
}

/** Takes an open proposal back, or refuses the requester's. Throws CHANGED_MEANWHILE, also when it was just confirmed. */
export function withdrawDate(ctx: ActorContext, input: RequestId & { dateId: string }): Promise<void> {
  return endDate(ctx, input, 'request_date_withdrawn', (db) =>
    talk.endDate(db, input, { withdrawnAt: ctx.now }),
  );
}

/** A confirmed date cannot be kept after all. Throws CHANGED_MEANWHILE when it has begun or was called off already. */
export function cancelDate(ctx: ActorContext, input: RequestId & { dateId: string }): Promise<void> {
  return endDate(ctx, input, 'request_date_called_off', (db) => talk.callOffDate(db, input, ctx.now));
}

async function endDate(
  ctx: ActorContext,
  input: RequestId,
  type: string,
  end: (db: ActorContext['db']) => Promise<talk.EndedDate | null>,
): Promise<void> {
  const request = await requireOwn(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    if (!(await end(tx))) throw new DomainError('CHANGED_MEANWHILE');
    await record({ ...ctx, db: tx }, type, request);
    await tellRequester({ ...ctx, db: tx }, request, 'dates');
  });
}

/**
 * Says yes to the date that the requester proposed; the date of the project that it is about moves with it, or nothing
 * changes. Throws CHANGED_MEANWHILE, and as `moveEvent`.
 */
export async function acceptDate(ctx: ActorContext, input: RequestId & { dateId: string }): Promise<void> {
  const request = await requireOwn(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    const agreed = await talk.endDate(tx, { ...input, isFromOffice: false }, { confirmedAt: ctx.now });
    if (!agreed) throw new DomainError('CHANGED_MEANWHILE');
    await moveAlong({ ...ctx, db: tx }, agreed);
    await repository.updateRequest(tx, request.id, { newsAt: null });
    await record({ ...ctx, db: tx }, 'request_date_confirmed', request);
    await tellRequester({ ...ctx, db: tx }, request, 'dates');
  });
}

/** Moves the date of the project to what was agreed. */
async function moveAlong(ctx: ActorContext, { eventId, startAt, endAt }: talk.EndedDate): Promise<void> {
  if (!eventId) return;
  const event = await getEvent(ctx, { eventId });
  const isThere = event.startAt.getTime() === startAt.getTime() && event.endAt.getTime() === endAt.getTime();
  if (!isThere) await moveEvent(ctx, { eventId, version: event.version, startAt, endAt });
}
