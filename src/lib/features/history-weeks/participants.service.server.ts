import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { wallTime } from '#lib/time/zone.ts';
import { escortsOf } from './history-week.ts';
import { type Pair, suggestPairs } from './pairs.ts';
import * as participants from './participants.repository.server.ts';
import type { ParticipantInput } from './schema.ts';
import { loadPlan, record, requireOpenSession, requireOpenWeek } from './service.server.ts';
import * as repository from './sessions.repository.server.ts';

type Guest = { eventId: string; participantId: string };

/**
 * Adds a resident, or changes what is known. A consent that is new or different is noted with whoever took it. Throws
 * NOT_FOUND, SHIFT_CLOSED, also once the lists are deleted; ALREADY_EXISTS on `givenName`; INVALID_INPUT on
 * `consentOn` for a day to come.
 */
export async function saveParticipant(
  ctx: ActorContext,
  { projectId, participantId, ...input }: ParticipantInput,
): Promise<{ participantId: string }> {
  const { week } = await requireOpenWeek(ctx, { projectId });
  if (week.days.participantsDeletedAt) throw new DomainError('SHIFT_CLOSED', { reason: 'closed' });
  const known = participantId ? await participants.findParticipant(ctx.db, participantId) : null;
  if (participantId) requireAllowed(known?.projectId === projectId);
  const consentOn = input.photoConsent === 'unknown' ? null : input.consentOn;
  if (consentOn && consentOn > wallTime(ctx.now, week.timeZone).date) {
    throw new DomainError('INVALID_INPUT', { field: 'consentOn' });
  }
  const isSameConsent = known?.photoConsent === input.photoConsent && known.consentOn === consentOn;
  const consentBy = consentOn === null ? null : isSameConsent ? known.consentBy : ctx.actor.id;
  const row = { ...input, consentOn, consentBy };
  try {
    return await withTransaction(ctx.db, async (db) => {
      await record({ ...ctx, db }, known ? 'participant_changed' : 'participant_added', week);
      if (known) {
        await participants.updateParticipant(db, known.id, row);
        return { participantId: known.id };
      }
      const created = { projectId, createdAt: ctx.now, createdBy: ctx.actor.id };
      return { participantId: await participants.insertParticipant(db, { ...row, ...created }) };
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'participant_name') throw error;
    throw new DomainError('ALREADY_EXISTS', { field: 'givenName' });
  }
}

/** Takes a resident out of the week and of all its sessions. Throws NOT_FOUND, SHIFT_CLOSED. */
export async function removeParticipant(
  ctx: ActorContext,
  { participantId }: { participantId: string },
): Promise<void> {
  const known = await participants.findParticipant(ctx.db, participantId);
  requireAllowed(known !== null);
  const { week } = await requireOpenWeek(ctx, known);
  await withTransaction(ctx.db, async (db) => {
    await participants.deleteParticipant(db, participantId);
    await record({ ...ctx, db }, 'participant_removed', week);
  });
}

/**
 * Puts a resident into a session, to listen or to tell. Throws NOT_FOUND, SHIFT_CLOSED, PARTICIPANT_BUSY (`details`
 * name the resident and the other session).
 */
export async function addGuest(ctx: ActorContext, input: Guest & { isWitness: boolean }): Promise<void> {
  const { week, session } = await openSession(ctx, input.eventId);
  if (session.cancelledAt) throw new DomainError('SHIFT_CLOSED', { reason: 'cancelled' });
  const known = await participants.findParticipant(ctx.db, input.participantId);
  requireAllowed(known?.projectId === week.projectId);
  try {
    await withTransaction(ctx.db, async (db) => {
      await repository.insertGuest(db, { ...input, addedAt: ctx.now, addedBy: ctx.actor.id });
      await record({ ...ctx, db }, 'session_participant_added', week, input.eventId);
    });
  } catch (error) {
    if (brokenConstraint(error) !== 'session_participant_no_overlap') throw error;
    const busy = await repository.findBusySession(ctx.db, input.eventId, input.participantId);
    throw new DomainError('PARTICIPANT_BUSY', { ...busy });
  }
}

/** Takes a resident out of a session. Repeating it changes nothing. */
export async function removeGuest(ctx: ActorContext, { eventId, participantId }: Guest): Promise<void> {
  const { week } = await requireOpenSession(ctx, { eventId });
  await withTransaction(ctx.db, async (db) => {
    if (await repository.deleteGuest(db, eventId, participantId)) {
      await record({ ...ctx, db }, 'session_participant_removed', week, eventId);
    }
  });
}

/**
 * Sets who accompanies whom. Throws ESCORT_TAKEN when two residents would have the same escort, NOT_FOUND for an
 * escort without a place there.
 */
export async function setPairs(
  ctx: ActorContext,
  { eventId, pairs }: { eventId: string; pairs: Pair[] },
): Promise<void> {
  const { week, session } = await openSession(ctx, eventId);
  const present = new Set(escortsOf(session).map(({ personId }) => personId));
  requireAllowed(pairs.every(({ escortId }) => escortId === null || present.has(escortId)));
  try {
    await withTransaction(ctx.db, async (db) => {
      await repository.setEscorts(db, eventId, pairs);
      await record({ ...ctx, db }, 'escorts_paired', week, eventId);
    });
  } catch (error) {
    if (brokenConstraint(error) === 'session_participant_escort') throw new DomainError('ESCORT_TAKEN');
    throw error;
  }
}

/** Gives free escorts to residents who need one; those who stand stay. Returns how many new pairs there are. */
export async function pairEscorts(
  ctx: ActorContext,
  { eventId }: { eventId: string },
): Promise<{ pairs: number }> {
  const { session, plan } = await openSession(ctx, eventId);
  const others = plan.sessions.filter(({ id }) => id !== eventId);
  const pairs = suggestPairs(session, plan.participants, others);
  if (pairs.length > 0) await setPairs(ctx, { eventId, pairs });
  return { pairs: pairs.length };
}

/** Allows somebody to tell more often that day than the week's limit says. Throws NOT_FOUND. */
export async function allowWitness(
  ctx: ActorContext,
  input: { eventId: string; personId: string | null; participantId: string | null; note: string },
): Promise<void> {
  const { week, session } = await openSession(ctx, input.eventId);
  const { personId, participantId, note } = input;
  const isThere =
    session.guests.some((guest) => guest.participantId === participantId) ||
    session.roles.some(({ people }) => people.some((helper) => helper.personId === personId));
  requireAllowed(isThere && (personId === null) !== (participantId === null));
  await withTransaction(ctx.db, async (db) => {
    await repository.putException(db, {
      ...{ personId, participantId, note },
      projectId: week.projectId,
      onDate: session.date,
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    });
    await record({ ...ctx, db }, 'witness_limit_lifted', week, input.eventId);
  });
}

async function openSession(ctx: ActorContext, eventId: string) {
  const { week, side } = await requireOpenSession(ctx, { eventId });
  const plan = await loadPlan(ctx, week, side);
  const session = plan.sessions.find(({ id }) => id === eventId);
  requireAllowed(session !== undefined);
  return { week, plan, session };
}
