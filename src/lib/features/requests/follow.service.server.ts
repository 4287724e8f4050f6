import { DomainError } from '#lib/errors/domain-error.ts';
import { townTimeZone } from '#lib/features/scheduling/events.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { listOfHouses } from './inbox.repository.server.ts';
import { linkToken, requestOfToken } from './link.server.ts';
import { findOfficeContact } from './places.repository.server.ts';
import { askingOrganisations, canAskFor } from './policy.ts';
import * as repository from './repository.server.ts';
import { type FollowedRequest, type Request, unfinishedStates } from './request.ts';
import { type MoveDate, REQUESTS_PER_PAGE } from './schema.ts';
import { type PublicContext, record } from './service.server.ts';
import * as talk from './talk.repository.server.ts';
import { spanOf } from './talk.service.server.ts';

type Token = { token: string };

/** The request that a link opens. Throws NOT_FOUND for every other text. */
async function requireLinked(ctx: PublicContext, { token }: Token): Promise<Request> {
  const id = requestOfToken(token, ctx.secret);
  const request = id === null ? null : await repository.findRequest(ctx.db, id);
  requireAllowed(request !== null);
  return request;
}

/**
 * What the requester may see: the state, the conversation, the dates; never the office's notes. Who asked for what
 * somebody else has asked for as well sees that one's state and nothing else of it.
 */
export async function follow(ctx: PublicContext, input: Token): Promise<FollowedRequest> {
  const request = await requireLinked(ctx, input);
  const [office, messages, dates, timeZone] = await Promise.all([
    findOfficeContact(ctx.db, request.organisationId),
    talk.listMessages(ctx.db, request.id),
    talk.listDates(ctx.db, request.id),
    townTimeZone(ctx),
  ]);
  const { reference, kind, contactName, personName, wish, isPlain, createdAt, assigneeName } = request;
  return {
    ...{ reference, kind, contactName, personName, wish, isPlain, createdAt, assigneeName },
    state: request.mergedIntoState ?? request.state,
    hasEmail: request.contactEmail !== null,
    officeName: office.name,
    officePhone: office.phone,
    takenAt: request.taken?.at ?? null,
    plannedAt: request.planned?.at ?? null,
    startedAt: request.started?.at ?? null,
    doneAt: request.done?.at ?? null,
    declineReason: request.declineReason,
    declineText: request.declineText,
    messages,
    dates,
    timeZone,
  };
}

/** The requester writes to the office. */
export async function reply(ctx: PublicContext, input: Token & { text: string }): Promise<void> {
  const request = await requireLinked(ctx, input);
  await ctx.limits.use('requestByAddress', ctx.address);
  await change(ctx, request, 'request_replied', async (inside) => {
    await talk.insertMessage(inside.db, {
      requestId: request.id,
      isFromOffice: false,
      text: input.text,
      createdAt: ctx.now,
      createdBy: ctx.actor?.id ?? null,
    });
  });
}

/** The proposed date suits. Repeating it changes nothing. Throws CHANGED_MEANWHILE when the office took it back. */
export async function confirmDate(ctx: PublicContext, input: Token & { dateId: string }): Promise<void> {
  const request = await requireLinked(ctx, input);
  const dates = await talk.listDates(ctx.db, request.id);
  if (dates.some((date) => date.id === input.dateId && date.confirmedAt)) return;
  await change(ctx, request, 'request_date_confirmed', async (inside) => {
    const date = { requestId: request.id, dateId: input.dateId, isFromOffice: true };
    if (!(await talk.endDate(inside.db, date, { confirmedAt: ctx.now })))
      throw new DomainError('CHANGED_MEANWHILE');
  });
}

/** A confirmed date does not suit after all. Throws CHANGED_MEANWHILE when it has begun or was called off already. */
export async function callOffDate(ctx: PublicContext, input: Token & { dateId: string }): Promise<void> {
  const request = await requireLinked(ctx, input);
  await change(ctx, request, 'request_date_called_off', async (inside) => {
    const date = { requestId: request.id, dateId: input.dateId };
    if (!(await talk.callOffDate(inside.db, date, ctx.now))) throw new DomainError('CHANGED_MEANWHILE');
  });
}

/**
 * Another date would suit better, also than a confirmed one: it stands in that one's place until the office agrees.
 * Throws CHANGED_MEANWHILE, INVALID_INPUT on `date` for what is past.
 */
export async function moveDate(ctx: PublicContext, input: MoveDate): Promise<void> {
  const request = await requireLinked(ctx, input);
  const span = spanOf(input, await townTimeZone(ctx), ctx.now);
  await change(ctx, request, 'request_date_moved', async (inside) => {
    const id = { requestId: request.id, dateId: input.dateId };
    const old =
      (await talk.endDate(inside.db, { ...id, isFromOffice: true }, { withdrawnAt: ctx.now })) ??
      (await talk.callOffDate(inside.db, id, ctx.now));
    if (!old) throw new DomainError('CHANGED_MEANWHILE');
    await talk.insertDates(inside.db, [
      {
        requestId: request.id,
        isFromOffice: false,
        ...span,
        eventId: old.eventId,
        insteadOfId: input.dateId,
        createdAt: ctx.now,
        createdBy: ctx.actor?.id ?? null,
      },
    ]);
  });
}

/** The requester needs it no more. Throws CHANGED_MEANWHILE when it is finished already. */
export async function withdraw(ctx: PublicContext, input: Token): Promise<void> {
  const request = await requireLinked(ctx, input);
  await change(ctx, request, 'request_withdrawn', async (inside) => {
    const changes = { withdrawnAt: ctx.now };
    if (!(await repository.updateInState(inside.db, request.id, unfinishedStates, changes)))
      throw new DomainError('CHANGED_MEANWHILE');
  });
}

/** Takes the withdrawal back. */
export async function resume(ctx: PublicContext, input: Token): Promise<void> {
  const request = await requireLinked(ctx, input);
  await change(ctx, request, 'request_resumed', async (inside) => {
    const changes = { withdrawnAt: null };
    if (!(await repository.updateInState(inside.db, request.id, ['withdrawn'], changes)))
      throw new DomainError('CHANGED_MEANWHILE');
  });
}

/** What one's own houses have asked for, the newest first. */
export async function listOwn(ctx: ActorContext, { page }: { page: number }) {
  const houses = askingOrganisations(ctx.actor);
  const list = await listOfHouses(
    ctx.db,
    houses.map(({ id }) => id),
    { limit: REQUESTS_PER_PAGE, offset: (page - 1) * REQUESTS_PER_PAGE },
  );
  return { ...list, houses, pageSize: REQUESTS_PER_PAGE };
}

/** The link to a request of one's own house. Throws NOT_FOUND for another house's. */
export async function linkOfOwn(
  ctx: ActorContext & PublicContext,
  { requestId }: { requestId: string },
): Promise<Token> {
  const request = await repository.findRequest(ctx.db, requestId);
  requireAllowed(request !== null && canAskFor(ctx.actor, request));
  return { token: linkToken(request.id, ctx.secret) };
}

/** One change by the requester: the office finds it on top of its inbox. */
function change(
  ctx: PublicContext,
  request: Request,
  type: string,
  work: (inside: PublicContext) => Promise<void>,
): Promise<void> {
  return withTransaction(ctx.db, async (tx) => {
    const inside = { ...ctx, db: tx };
    await work(inside);
    await repository.updateRequest(tx, request.id, { newsAt: ctx.now });
    await record(inside, type, request);
  });
}
