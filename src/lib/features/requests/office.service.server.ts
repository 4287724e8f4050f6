import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { handOverCalls } from '#lib/features/messaging/service.server.ts';
import { townTimeZone } from '#lib/features/scheduling/events.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { duplicatesOf } from './duplicates.service.server.ts';
import * as inbox from './inbox.repository.server.ts';
import * as places from './places.repository.server.ts';
import * as repository from './repository.server.ts';
import {
  type DeclineReason,
  type OfficeStep,
  openStates,
  requestStates,
  type RequestState,
  statesBefore,
  unfinishedStates,
} from './request.ts';
import { type Inbox, REQUESTS_PER_PAGE } from './schema.ts';
import { record, requireOwn } from './service.server.ts';
import { listDates, listMessages, listNotes } from './talk.repository.server.ts';
import { tellRequester } from './telling.service.server.ts';

type RequestId = { requestId: string };

/** Requests on the desk. */
const ON_DESK = 4;

/** The requests of one's offices: those with news first, then whoever waits longest. */
export async function listInbox(ctx: ActorContext, input: Inbox) {
  const filter = {
    organisationIds: plannedOrganisationIds(ctx.actor),
    text: input.text || null,
    kind: input.kind ?? null,
    assigneeId: input.isMine ? ctx.actor.id : null,
  };
  const states = input.state ? [input.state] : openStates;
  const [items, counted, timeZone] = await Promise.all([
    inbox.listRequests(ctx.db, {
      ...filter,
      states,
      order: input.order,
      limit: REQUESTS_PER_PAGE,
      offset: (input.page - 1) * REQUESTS_PER_PAGE,
    }),
    inbox.countByState(ctx.db, filter),
    townTimeZone(ctx),
  ]);
  const counts = Object.fromEntries(requestStates.map((state) => [state, counted[state] ?? 0])) as Record<
    RequestState,
    number
  >;
  const total = states.reduce((sum, state) => sum + counts[state], 0);
  return { items, counts, total, pageSize: REQUESTS_PER_PAGE, timeZone };
}

/** What waits at this moment at one's offices, or at one of them, for the desk. */
export async function deskRequests(ctx: ActorContext, organisationId?: string) {
  const planned = plannedOrganisationIds(ctx.actor);
  const asked = planned.filter((id) => organisationId === undefined || id === organisationId);
  const [waiting, timeZone] = await Promise.all([
    inbox.listWaiting(ctx.db, asked, ON_DESK),
    townTimeZone(ctx),
  ]);
  return { ...waiting, timeZone };
}

/** One request with its conversation, dates, notes, and what may be the same. Throws NOT_FOUND. */
export async function getRequest(ctx: ActorContext, input: RequestId) {
  const request = await requireOwn(ctx, input);
  const { id, organisationId } = request;
  const [messages, dates, notes, duplicates, merged, handovers, colleagues, suggestions, offices, timeZone] =
    await Promise.all([
      listMessages(ctx.db, id),
      listDates(ctx.db, id),
      listNotes(ctx.db, id, organisationId),
      unfinishedStates.includes(request.state) && !request.facilityId ? duplicatesOf(ctx, request) : [],
      inbox.listMerged(ctx.db, id),
      repository.listHandovers(ctx.db, id),
      places.listColleagues(ctx.db, organisationId),
      request.place ? places.suggestDistricts(ctx.db, request.place) : [],
      places.listOffices(ctx.db),
      townTimeZone(ctx),
    ]);
  return {
    request,
    ...{ messages, dates, notes, duplicates, merged, handovers, colleagues, suggestions },
    offices: offices.filter((office) => office.id !== organisationId),
    timeZone,
  };
}

/**
 * Takes a request one step on. Throws CHANGED_MEANWHILE with the `name` of the colleague who was faster, or when
 * the state allows no such step any more.
 */
export async function advance(ctx: ActorContext, input: RequestId & { to: OfficeStep }): Promise<void> {
  const request = await requireOwn(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    const moved = await repository.markStep(tx, request.id, {
      from: statesBefore(input.to),
      step: input.to,
      by: ctx.actor.id,
      now: ctx.now,
    });
    if (!moved) {
      const now = await repository.findRequest(tx, request.id);
      throw new DomainError('CHANGED_MEANWHILE', { name: now?.assigneeName ?? null });
    }
    await record({ ...ctx, db: tx }, `request_${input.to}`, request);
    if (input.to === 'running') await tellRequester({ ...ctx, db: tx }, request, 'news');
  });
}

/** The office's own record answers the request from now on: it is planned. In the caller's transaction. */
export async function markPlaced(ctx: ActorContext, input: RequestId): Promise<void> {
  const request = await requireOwn(ctx, input);
  const by = { by: ctx.actor.id, now: ctx.now };
  await repository.markStep(ctx.db, request.id, { from: ['new'], step: 'in_talk', ...by });
  await repository.markStep(ctx.db, request.id, { from: ['in_talk'], step: 'planned', ...by });
  await record(ctx, 'request_planned', request);
}

/** It is done, and nobody is told: after a death. In the caller's transaction. */
export async function finishQuietly(ctx: ActorContext, input: RequestId): Promise<void> {
  const request = await requireOwn(ctx, input);
  const by = { by: ctx.actor.id, now: ctx.now };
  await repository.markStep(ctx.db, request.id, {
    from: ['in_talk', 'planned', 'running'],
    step: 'done',
    ...by,
  });
}

/** Takes the newest step back, also a refusal or a merging. Throws CHANGED_MEANWHILE. */
export async function stepBack(ctx: ActorContext, input: RequestId & { from: RequestState }): Promise<void> {
  const request = await requireOwn(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    if (!(await repository.markStepBack(tx, request.id, input.from)))
      throw new DomainError('CHANGED_MEANWHILE');
    await record({ ...ctx, db: tx }, 'request_stepped_back', request);
  });
}

/** Gives a request to a colleague of the same office, or to nobody. */
export async function assign(ctx: ActorContext, input: RequestId & { personId: string }): Promise<void> {
  const request = await requireOwn(ctx, input);
  if (input.personId) {
    const colleagues = await places.listColleagues(ctx.db, request.organisationId);
    if (!colleagues.some(({ id }) => id === input.personId))
      throw new DomainError('INVALID_INPUT', { field: 'personId' });
  }
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateRequest(tx, request.id, { assigneeId: input.personId || null });
    await record({ ...ctx, db: tx }, 'request_assigned', request);
  });
}

/**
 * Hands a request to the office that answers for another district. From then on it is theirs alone; notes stay
 * behind. Throws CHANGED_MEANWHILE once it is planned, INVALID_INPUT for what is no office.
 */
export async function handOver(
  ctx: ActorContext,
  input: RequestId & { organisationId: string; reason: string },
): Promise<void> {
  const request = await requireOwn(ctx, input);
  const office = (await places.listOffices(ctx.db)).find(({ id }) => id === input.organisationId);
  if (!office || office.id === request.organisationId) {
    throw new DomainError('INVALID_INPUT', { field: 'organisationId' });
  }
  await withTransaction(ctx.db, async (tx) => {
    const handed = await repository.updateInState(tx, request.id, ['new', 'in_talk'], {
      organisationId: office.id,
      districtCode: office.districtCode ?? request.districtCode,
      assigneeId: null,
      takenAt: null,
      takenBy: null,
    });
    if (!handed) throw new DomainError('CHANGED_MEANWHILE');
    await repository.insertHandover(tx, {
      requestId: request.id,
      fromOrganisationId: request.organisationId,
      toOrganisationId: office.id,
      reason: input.reason,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    await handOverCalls({ ...ctx, db: tx }, { requestId: request.id, organisationId: office.id });
    await record({ ...ctx, db: tx }, 'request_handed_over', request);
    await record({ ...ctx, db: tx }, 'request_received', { id: request.id, organisationId: office.id });
  });
}

/** Says no, kindly: the requester reads the sentences. Throws CHANGED_MEANWHILE. */
export async function decline(
  ctx: ActorContext,
  input: RequestId & { reason: DeclineReason; text: string },
): Promise<void> {
  const request = await requireOwn(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    const declined = await repository.updateInState(tx, request.id, unfinishedStates, {
      declinedAt: ctx.now,
      declinedBy: ctx.actor.id,
      declineReason: input.reason,
      declineText: input.text,
      newsAt: null,
    });
    if (!declined) throw new DomainError('CHANGED_MEANWHILE');
    await record({ ...ctx, db: tx }, 'request_declined', request);
    await tellRequester({ ...ctx, db: tx }, request, 'news');
  });
}

/** The office has read what the requester wrote. */
export async function markSeen(ctx: ActorContext, input: RequestId): Promise<void> {
  const request = await requireOwn(ctx, input);
  await repository.updateRequest(ctx.db, request.id, { newsAt: null });
}
