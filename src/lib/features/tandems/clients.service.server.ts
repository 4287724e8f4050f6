import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { planningFacts } from '#lib/features/requests/service.server.ts';
import { markPlaced } from '#lib/features/requests/office.service.server.ts';
import { getVolunteer } from '#lib/features/volunteers/office.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { type Client, isReadOnly } from './client.ts';
import * as repository from './clients.repository.server.ts';
import { caresFor, caringOfficeIds } from './policy.ts';
import { CLIENTS_PER_PAGE, type ClientFields, type OpenClient, type UpdateClient } from './schema.ts';
import * as tandems from './tandems.repository.server.ts';
import type { ClientFilter } from './client.ts';

type ClientId = { clientId: string };

/** Somebody whom one's office cares for; inside `asActor`. Throws NOT_FOUND. */
export async function requireClient(ctx: ActorContext, clientId: string): Promise<Client> {
  const client = await repository.findClient(ctx.db, clientId);
  // A volunteer may read name and address of whom she visits; the file is the office's.
  requireAllowed(client !== null && caresFor(ctx.actor, client));
  return client;
}

/** The same with whom she is not brought together and what was tried before. Throws NOT_FOUND. */
export function getClientFile(ctx: ActorContext, { clientId }: ClientId) {
  return asActor(ctx, async (db) => {
    const client = await requireClient({ ...ctx, db }, clientId);
    const apart = await repository.listApart(db, clientId);
    const history = await tandems.listHistory(db, clientId);
    return { client, apart, history };
  });
}

/** A page of the people whom one's offices care for. */
export function listClients(
  ctx: ActorContext,
  { which, text, page }: { which: ClientFilter; text: string; page: number },
) {
  const organisationIds = caringOfficeIds(ctx.actor);
  return asActor(ctx, async (db) => ({
    ...(await repository.listClients(db, {
      ...{ organisationIds, which, text },
      limit: CLIENTS_PER_PAGE,
      offset: (page - 1) * CLIENTS_PER_PAGE,
    })),
    pageSize: CLIENTS_PER_PAGE,
  }));
}

/**
 * Opens the file of somebody who waits, from a request or from a talk; the request counts as planned. Throws NOT_FOUND
 * for an office that one does not coordinate.
 */
export async function openClient(ctx: ActorContext, input: OpenClient): Promise<ClientId> {
  const { organisationId, requestId, ...fields } = input;
  requireAllowed(caresFor(ctx.actor, input));
  if (requestId) {
    const request = await planningFacts(ctx, { requestId });
    requireAllowed(request.organisationId === organisationId);
  }
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const clientId = await repository.insertClient(
      db,
      {
        organisationId,
        requestId: requestId || null,
        ...(await columnsOf(tx, fields, null)),
        waitingSince: wallTime(ctx.now).date,
        createdAt: ctx.now,
        createdBy: ctx.actor.id,
      },
      fields.windows,
    );
    if (requestId) await markPlaced(tx, { requestId });
    await record(tx, 'client_opened', { organisationId, clientId });
    return { clientId };
  });
}

/** Changes what is known. Throws NOT_FOUND, CHANGED_MEANWHILE after a death. */
export function updateClient(ctx: ActorContext, { clientId, ...fields }: UpdateClient): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const client = await requireClient(tx, clientId);
    if (isReadOnly(client)) throw new DomainError('CHANGED_MEANWHILE');
    await repository.updateClient(db, clientId, await columnsOf(tx, fields, client));
    await repository.putWindows(db, client, fields.windows);
    await record(tx, 'client_changed', { organisationId: client.organisationId, clientId });
  });
}

async function columnsOf(ctx: ActorContext, fields: ClientFields, before: Client | null) {
  const { windows: _windows, isReadBack, ...rest } = fields;
  const postalCode = fields.postalCode || null;
  const districtCode = fields.districtCode || null;
  const today = wallTime(ctx.now).date;
  return {
    ...rest,
    postalCode,
    districtCode,
    ...(await repository.locate(ctx.db, { postalCode, districtCode })),
    gender: fields.gender || null,
    wishesGender: fields.wishesGender || null,
    phone: fields.phone || null,
    contactPhone: fields.contactPhone || null,
    contactRelation: fields.contactRelation || null,
    standInsAgreedOn: fields.standInsAgreedOn || null,
    // The day on which this very text was read back.
    readBackOn: !isReadBack ? null : before?.about === fields.about ? (before.readBackOn ?? today) : today,
    changedAt: ctx.now,
  };
}

/** "Not with": the two are never brought together. Throws NOT_FOUND. */
export async function keepApart(ctx: ActorContext, input: ClientId & { volunteerId: string }): Promise<void> {
  await getVolunteer(ctx, { personId: input.volunteerId });
  await asActor(ctx, async (db) => {
    const { organisationId } = await requireClient({ ...ctx, db }, input.clientId);
    await repository.keepApart(db, {
      ...input,
      organisationId,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
  });
}

/** Takes that back. Throws NOT_FOUND. */
export function allowAgain(ctx: ActorContext, input: ClientId & { volunteerId: string }): Promise<void> {
  return asActor(ctx, async (db) => {
    await requireClient({ ...ctx, db }, input.clientId);
    await repository.allowAgain(db, input.clientId, input.volunteerId);
  });
}

/** The person needs nothing more of us. Throws NOT_FOUND, STILL_IN_USE while a tandem runs. */
export function closeClient(ctx: ActorContext, { clientId }: ClientId): Promise<void> {
  return asActor(ctx, async (db) => {
    const client = await requireClient({ ...ctx, db }, clientId);
    if (client.tandemId) throw new DomainError('STILL_IN_USE');
    await repository.updateClient(db, clientId, {
      closedAt: ctx.now,
      closedBy: ctx.actor.id,
      changedAt: ctx.now,
    });
    await record({ ...ctx, db }, 'client_closed', { organisationId: client.organisationId, clientId });
  });
}

/** Somebody who was closed waits again, from today. Throws NOT_FOUND, CHANGED_MEANWHILE after a death. */
export function reopenClient(ctx: ActorContext, { clientId }: ClientId): Promise<void> {
  return asActor(ctx, async (db) => {
    const client = await requireClient({ ...ctx, db }, clientId);
    if (isReadOnly(client)) throw new DomainError('CHANGED_MEANWHILE');
    await repository.updateClient(db, clientId, { closedAt: null, closedBy: null, changedAt: ctx.now });
    await record({ ...ctx, db }, 'client_reopened', { organisationId: client.organisationId, clientId });
  });
}

/** Records what happened; never to whom by name. */
export function record(
  ctx: ActorContext,
  type: string,
  {
    organisationId,
    clientId,
    tandemId,
    details,
  }: {
    organisationId: string;
    clientId?: string;
    tandemId?: string;
    details?: Record<string, unknown>;
  },
): Promise<void> {
  return tandems.recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    organisationId,
    details: { ...(clientId && { clientId }), ...(tandemId && { tandemId }), ...details },
  });
}

/** What the database refuses about a new tandem, as a sentence can tell it. */
export function refusedTandem(error: unknown): never {
  switch (brokenConstraint(error)) {
    case 'tandem_running_of_client':
      throw new DomainError('PROPOSAL_OPEN', { who: 'client' });
    case 'tandem_open_of_volunteer':
      throw new DomainError('PROPOSAL_OPEN', { who: 'volunteer' });
    case 'tandem_capacity':
      throw new DomainError('NOT_ELIGIBLE', { obstacles: ['capacity'] });
    case 'tandem_not_apart':
      throw new DomainError('NOT_ELIGIBLE', { obstacles: ['apart'] });
    case 'tandem_client_open':
      throw new DomainError('CHANGED_MEANWHILE');
    default:
      throw error;
  }
}
