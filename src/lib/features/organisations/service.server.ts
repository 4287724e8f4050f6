import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as members from './members.repository.server.ts';
import {
  needsDistrict,
  type Organisation,
  type OrganisationKind,
  type PublicOrganisation,
} from './organisation.ts';
import { canAdministrate } from './policy.ts';
import * as repository from './repository.server.ts';
import {
  type CreateOrganisation,
  type ListOrganisations,
  ORGANISATIONS_PER_PAGE,
  type UpdateOrganisation,
} from './schema.ts';

type OrganisationId = { organisationId: string };

/** How many venues a type-ahead offers. */
const VENUES = 10;

/** The organisations in alphabetical order, page by page. */
export async function listOrganisations(ctx: ActorContext, input: ListOrganisations) {
  requireAllowed(canAdministrate(ctx.actor));
  const filter = {
    text: input.text || null,
    kind: input.kind ?? null,
    districtCode: input.districtCode || null,
    isArchived: input.isArchived,
  };
  const page = { limit: ORGANISATIONS_PER_PAGE, offset: (input.page - 1) * ORGANISATIONS_PER_PAGE };
  const [items, total] = await Promise.all([
    repository.listOrganisations(ctx.db, { ...filter, ...page }),
    repository.countOrganisations(ctx.db, filter),
  ]);
  return { items, total, pageSize: ORGANISATIONS_PER_PAGE };
}

/** How many there are of each kind, for the overview. */
export function countByKind(ctx: ActorContext) {
  requireAllowed(canAdministrate(ctx.actor));
  return repository.countByKind(ctx.db);
}

/** An organisation with everything an administrator may change. Throws NOT_FOUND. */
export async function getOrganisation(ctx: ActorContext, input: OrganisationId): Promise<Organisation> {
  requireAllowed(canAdministrate(ctx.actor));
  const found = await repository.findOrganisation(ctx.db, input.organisationId);
  requireAllowed(found !== null);
  return found;
}

/** What everybody may know. Throws NOT_FOUND, also for what is archived. */
export async function getPublic(ctx: Context, input: OrganisationId): Promise<PublicOrganisation> {
  const found = await repository.findOrganisation(ctx.db, input.organisationId);
  requireAllowed(found !== null && found.archivedAt === null);
  const { archivedAt: _archivedAt, providerId: _providerId, ...known } = found;
  return known;
}

export function listProviders(ctx: ActorContext) {
  requireAllowed(canAdministrate(ctx.actor));
  return repository.listProviders(ctx.db);
}

/** Houses whose name fits, for whoever plans a date. */
export function listVenues(ctx: ActorContext, input: { text: string }) {
  return repository.listVenues(ctx.db, input.text, VENUES);
}

/** Throws INVALID_INPUT with the field when a district is missing or the provider is none. */
export async function createOrganisation(
  ctx: ActorContext,
  { kind, ...input }: CreateOrganisation,
): Promise<OrganisationId> {
  requireAllowed(canAdministrate(ctx.actor));
  const row = await columns(ctx, kind, input);
  return withTransaction(ctx.db, async (tx) => {
    const created = { ...row, kind, createdAt: ctx.now, createdBy: ctx.actor.id };
    const organisationId = await repository.insertOrganisation(tx, created);
    await record({ ...ctx, db: tx }, 'organisation_created', organisationId);
    return { organisationId };
  }).catch(refuseDistrict);
}

/** Throws as `createOrganisation`, and NOT_FOUND. */
export async function updateOrganisation(
  ctx: ActorContext,
  { organisationId, ...input }: UpdateOrganisation,
): Promise<void> {
  const before = await getOrganisation(ctx, { organisationId });
  const row = await columns(ctx, before.kind, input);
  await withTransaction(ctx.db, async (tx) => {
    await repository.updateOrganisation(tx, organisationId, row, row.postalCode !== before.postalCode);
    await record({ ...ctx, db: tx }, 'organisation_changed', organisationId);
  }).catch(refuseDistrict);
}

/**
 * Takes it out of every list; its seats no longer count. Throws STILL_IN_USE while it has dates ahead, volunteers
 * or organisations that it carries, LAST_ADMINISTRATOR when nobody could administrate any more.
 */
export async function archiveOrganisation(ctx: ActorContext, input: OrganisationId): Promise<void> {
  const { id } = await getOrganisation(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    const administrators = await members.lockAdministrators(tx);
    if (administrators.every((seat) => seat.organisationId === id))
      throw new DomainError('LAST_ADMINISTRATOR');
    const archived = await repository.markArchived(tx, id, ctx.actor.id, ctx.now);
    if (await repository.isInUse(tx, id, ctx.now)) throw new DomainError('STILL_IN_USE');
    if (archived) await record({ ...ctx, db: tx }, 'organisation_archived', id);
  });
}

/** Brings it back with the seats it had. */
export async function returnOrganisation(ctx: ActorContext, input: OrganisationId): Promise<void> {
  const { id } = await getOrganisation(ctx, input);
  await withTransaction(ctx.db, async (tx) => {
    if (await repository.markReturned(tx, id)) await record({ ...ctx, db: tx }, 'organisation_returned', id);
  });
}

type Fields = Omit<CreateOrganisation, 'kind'>;

/** The form's fields as columns: what is empty is not there. */
async function columns(ctx: ActorContext, kind: OrganisationKind, { name, isStepFree, ...texts }: Fields) {
  if (needsDistrict(kind) && !texts.districtCode) {
    throw new DomainError('INVALID_INPUT', { field: 'districtCode', reason: 'required' });
  }
  const providerId = kind === 'provider' ? null : texts.providerId || null;
  if (providerId && !(await repository.isProvider(ctx.db, providerId))) {
    throw new DomainError('INVALID_INPUT', { field: 'providerId' });
  }
  return {
    name,
    isStepFree,
    providerId,
    districtCode: texts.districtCode || null,
    street: texts.street || null,
    postalCode: texts.postalCode || null,
    city: texts.city || null,
    phone: texts.phone || null,
    email: texts.email || null,
    website: texts.website || null,
    openingHours: texts.openingHours || null,
    accessNote: texts.accessNote || null,
  };
}

function refuseDistrict(error: unknown): never {
  if (brokenConstraint(error)?.startsWith('organisation_district')) {
    throw new DomainError('INVALID_INPUT', { field: 'districtCode' });
  }
  throw error;
}

function record(ctx: ActorContext, type: string, organisationId: string): Promise<void> {
  return repository.recordEvent(ctx.db, { type, occurredAt: ctx.now, actorId: ctx.actor.id, organisationId });
}
