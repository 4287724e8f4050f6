import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import { refuseMeeting } from '#lib/features/volunteers/pairs.service.server.ts';
import { ensureVolunteer } from '#lib/features/volunteers/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { retryDeadlock } from './deadlock.ts';
import type { MySignup, SignupStatus } from './signup.ts';
import { UNDO_SECONDS } from './signup.ts';
import * as repository from './signups.repository.server.ts';

type Shift = { shiftId: string };

/** The message with the button stays a little longer than promised, and a slow network comes on top. */
const UNDO_GRACE_SECONDS = UNDO_SECONDS + 10;

function refuse(result: repository.SignUpOutcome): never {
  switch (result.outcome) {
    case 'cancelled':
    case 'past':
    case 'closed':
      throw new DomainError('SHIFT_CLOSED', { reason: result.outcome });
    case 'full':
      throw new DomainError('SHIFT_FULL');
    case 'check_missing':
      throw new DomainError('CHECK_MISSING', { missing: result.missing ?? [] });
    case 'overlapping':
      throw new DomainError('OVERLAPPING_SIGNUP', { shiftId: result.conflict });
    default:
      throw new DomainError('NOT_FOUND');
  }
}

/**
 * Takes a place for the signed-in person, or one on the waiting list when the shift is full. Repeating it changes
 * nothing. Throws NOT_FOUND, SHIFT_CLOSED, OVERLAPPING_SIGNUP, CHECK_MISSING.
 */
export async function signUp(
  ctx: ActorContext,
  { shiftId }: Shift,
): Promise<{ status: SignupStatus; position?: number }> {
  if (!ctx.actor.isVolunteer) await ensureVolunteer(ctx);
  const id = ctx.actor.id;
  const result = await retryDeadlock(() =>
    repository.signUp(ctx.db, { shiftId, personId: id, actorId: id, now: ctx.now, byHand: false }),
  );
  if (result.outcome === 'confirmed') return { status: 'confirmed' };
  if (result.outcome === 'waiting') return { status: 'waiting', position: result.place! };
  refuse(result);
}

/** Gives one's place back; whoever waits longest moves up. Throws NOT_FOUND, SHIFT_CLOSED once it has begun. */
export async function cancelSignup(ctx: ActorContext, { shiftId }: Shift): Promise<{ movedUp: number }> {
  const id = ctx.actor.id;
  const result = await retryDeadlock(() =>
    repository.cancelSignup(ctx.db, {
      shiftId,
      personId: id,
      actorId: id,
      now: ctx.now,
      reason: 'cancelled_by_person',
    }),
  );
  if (result.outcome === 'past') throw new DomainError('SHIFT_CLOSED', { reason: 'past' });
  if (result.outcome === 'none') requireAllowed(await repository.hadSignup(ctx.db, shiftId, id));
  return { movedUp: result.movedUp };
}

/**
 * Takes back a cancellation within ten seconds: place, and position on the waiting list, are as before.
 * `personId` is given when an office takes back its own removal. Throws UNDO_TOO_LATE, OVERLAPPING_SIGNUP.
 */
export async function undoCancellation(
  ctx: ActorContext,
  { shiftId, personId }: Shift & { personId?: string | undefined },
): Promise<{ status: SignupStatus }> {
  if (personId) {
    requireAllowed(await repository.isShiftOf(ctx.db, shiftId, plannedOrganisationIds(ctx.actor)));
  }
  const outcome = await retryDeadlock(() =>
    repository.undoCancellation(ctx.db, {
      shiftId,
      personId: personId ?? ctx.actor.id,
      actorId: ctx.actor.id,
      graceSeconds: UNDO_GRACE_SECONDS,
      now: ctx.now,
    }),
  );
  switch (outcome) {
    case 'confirmed':
    case 'waiting':
      return { status: outcome };
    case 'none':
      throw new DomainError('NOT_FOUND');
    case 'overlapping':
      throw new DomainError('OVERLAPPING_SIGNUP');
    default:
      throw new DomainError('UNDO_TOO_LATE');
  }
}

/** One's own places, upcoming first; with `from` and `to` those of a calendar's window. */
export function mySignups(
  ctx: ActorContext,
  window: { from?: Date | undefined; to?: Date | undefined } = {},
): Promise<MySignup[]> {
  return repository.listMySignups(ctx.db, ctx.actor.id, {
    from: window.from ?? ctx.now,
    to: window.to ?? null,
    now: ctx.now,
    limit: 200,
  });
}

/** Whether this is a volunteer who has not left. */
export function isVolunteer(
  ctx: Pick<ActorContext, 'db'>,
  { personId }: { personId: string },
): Promise<boolean> {
  return repository.isVolunteer(ctx.db, personId);
}

/** Places somebody by hand. Throws as `signUp`, SHIFT_FULL, and NOT_TOGETHER. */
export async function assign(ctx: ActorContext, input: Shift & { personId: string }): Promise<void> {
  requireAllowed(await repository.isShiftOf(ctx.db, input.shiftId, plannedOrganisationIds(ctx.actor)));
  requireAllowed(await repository.isVolunteer(ctx.db, input.personId));
  await refuseMeeting(ctx, input);
  const result = await retryDeadlock(() =>
    repository.signUp(ctx.db, { ...input, actorId: ctx.actor.id, now: ctx.now, byHand: true }),
  );
  if (result.outcome !== 'confirmed' && result.outcome !== 'waiting') refuse(result);
}

/**
 * Gives the signed-in person a place at a date that is not public, such as a talk at the office. The caller has judged
 * that she is invited. Repeating it changes nothing. Throws as `assign`.
 */
export async function takeInvitedPlace(ctx: ActorContext, { shiftId }: Shift): Promise<void> {
  const { id } = ctx.actor;
  const result = await retryDeadlock(() =>
    repository.signUp(ctx.db, { shiftId, personId: id, actorId: id, now: ctx.now, byHand: true }),
  );
  if (result.outcome !== 'confirmed') refuse(result);
}

/** Takes somebody off a shift by hand; the waiting list moves up. */
export async function unassign(
  ctx: ActorContext,
  input: Shift & { personId: string },
): Promise<{ movedUp: number }> {
  requireAllowed(await repository.isShiftOf(ctx.db, input.shiftId, plannedOrganisationIds(ctx.actor)));
  const result = await retryDeadlock(() =>
    repository.cancelSignup(ctx.db, {
      ...input,
      actorId: ctx.actor.id,
      now: ctx.now,
      reason: 'removed_by_office',
    }),
  );
  return { movedUp: result.movedUp };
}

/**
 * Frees somebody's place because they are away; whoever waits longest moves up. In the caller's transaction: it has
 * judged the permission. A standing promise stays.
 */
export function freePlace(
  ctx: ActorContext,
  place: Shift & { personId: string },
): Promise<{ movedUp: number }> {
  return repository.cancelSignup(ctx.db, { ...place, actorId: ctx.actor.id, now: ctx.now, reason: 'absent' });
}

/**
 * Gives up the signed-in person's place because the office has offered her another one; whoever waits longest moves up.
 * It is no cancellation that the office would have to look after. In the caller's transaction.
 */
export async function exchangePlace(ctx: ActorContext, { shiftId }: Shift): Promise<void> {
  const { id } = ctx.actor;
  const place = { shiftId, personId: id, actorId: id, now: ctx.now };
  await repository.cancelSignup(ctx.db, { ...place, reason: 'removed_by_office' });
}
