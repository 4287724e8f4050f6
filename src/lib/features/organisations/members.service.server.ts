import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import * as repository from './members.repository.server.ts';
import { type Member, rolesFor } from './organisation.ts';
import { canAdministrate } from './policy.ts';
import { recordEvent } from './repository.server.ts';
import type { AddMember } from './schema.ts';
import { getOrganisation } from './service.server.ts';

/** Seconds in which an ended seat can be given back, and what a slow network may take on top. */
const UNDO_SECONDS = 10;
const GRACE_MS = (UNDO_SECONDS + 10) * 1000;

/** Who has a seat in the organisation today. */
export async function listMembers(ctx: ActorContext, input: { organisationId: string }): Promise<Member[]> {
  requireAllowed(canAdministrate(ctx.actor));
  return repository.listMembers(ctx.db, input.organisationId);
}

/**
 * Gives the person with this address a seat; who has no account yet gets one, and a letter that says how to sign
 * in. Throws INVALID_INPUT (`givenName` is missing for a new account, `role` does not fit the organisation, `email`
 * belongs to a closed account), ALREADY_EXISTS on `email`.
 */
export async function addMember(
  ctx: ActorContext,
  input: AddMember,
): Promise<{ membershipId: string; isNewPerson: boolean }> {
  const organisation = await getOrganisation(ctx, input);
  if (organisation.archivedAt || !rolesFor(organisation.kind).includes(input.role)) {
    throw new DomainError('INVALID_INPUT', { field: 'role' });
  }
  return withTransaction(ctx.db, async (tx) => {
    const known = await repository.findPersonByEmail(tx, input.email);
    if (known && !known.isActive) throw new DomainError('INVALID_INPUT', { field: 'email' });
    const personId = known?.id ?? (await openAccount({ ...ctx, db: tx }, input, organisation.name));
    const { organisationId, role } = input;
    const membershipId = await repository.insertMembership(tx, {
      personId,
      organisationId,
      role,
      startedAt: ctx.now,
      startedBy: ctx.actor.id,
    });
    await record({ ...ctx, db: tx }, 'membership_started', { personId, organisationId, role });
    return { membershipId, isNewPerson: !known };
  }).catch((error: unknown) => {
    const constraint = brokenConstraint(error);
    if (constraint === 'membership_active') throw new DomainError('ALREADY_EXISTS', { field: 'email' });
    if (constraint === 'person_email') throw new DomainError('CHANGED_MEANWHILE');
    throw error;
  });
}

async function openAccount(ctx: ActorContext, input: AddMember, organisationName: string): Promise<string> {
  const { givenName, familyName, email } = input;
  if (!givenName || !familyName) {
    throw new DomainError('INVALID_INPUT', {
      field: givenName ? 'familyName' : 'givenName',
      reason: 'new_person',
    });
  }
  const personId = await repository.insertPerson(ctx.db, {
    givenName,
    familyName,
    email,
    createdAt: ctx.now,
    createdBy: ctx.actor.id,
  });
  await addJob(ctx.db, 'send_mail', {
    to: email,
    subject: m.organisations_invitation_subject({}, { locale: 'de' }),
    text: m.organisations_invitation_text(
      { name: givenName, organisation: organisationName, email },
      { locale: 'de' },
    ),
  });
  return personId;
}

/** Ends a seat at once. Throws NOT_FOUND, LAST_ADMINISTRATOR. Repeating it changes nothing. */
export async function endMembership(ctx: ActorContext, input: { membershipId: string }): Promise<void> {
  requireAllowed(canAdministrate(ctx.actor));
  await withTransaction(ctx.db, async (tx) => {
    const administrators = await repository.lockAdministrators(tx);
    const seat = await repository.lockMembership(tx, input.membershipId);
    requireAllowed(seat !== null);
    if (seat.endedAt) return;
    if (administrators.length === 1 && administrators[0]!.membershipId === seat.id) {
      throw new DomainError('LAST_ADMINISTRATOR');
    }
    await repository.endMembership(tx, seat.id, ctx.actor.id, ctx.now);
    await record({ ...ctx, db: tx }, 'membership_ended', seat);
  });
}

/** Gives a seat back that the same administrator ended a moment ago. Throws NOT_FOUND, UNDO_TOO_LATE. */
export async function undoEndMembership(ctx: ActorContext, input: { membershipId: string }): Promise<void> {
  requireAllowed(canAdministrate(ctx.actor));
  await withTransaction(ctx.db, async (tx) => {
    const seat = await repository.lockMembership(tx, input.membershipId);
    requireAllowed(seat !== null);
    if (!seat.endedAt) return;
    const isRecent = ctx.now.getTime() - seat.endedAt.getTime() <= GRACE_MS;
    if (!isRecent || seat.endedBy !== ctx.actor.id) throw new DomainError('UNDO_TOO_LATE');
    await repository.restoreMembership(tx, seat.id);
    await record({ ...ctx, db: tx }, 'membership_restored', seat);
  }).catch((error: unknown) => {
    if (brokenConstraint(error) === 'membership_active') throw new DomainError('UNDO_TOO_LATE');
    throw error;
  });
}

function record(
  ctx: ActorContext,
  type: string,
  seat: { personId: string; organisationId: string; role: string },
): Promise<void> {
  return recordEvent(ctx.db, {
    type,
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    organisationId: seat.organisationId,
    personId: seat.personId,
    details: { role: seat.role },
  });
}
