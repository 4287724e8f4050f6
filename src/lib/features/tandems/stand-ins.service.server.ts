import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { suggestForVisit } from '#lib/features/matching/service.server.ts';
import {
  askToCall,
  notify,
  settleCall,
  settleCallsAbout,
  settleNotices,
} from '#lib/features/messaging/service.server.ts';
import { assign, takeInvitedPlace, unassign } from '#lib/features/scheduling/signups.service.server.ts';
import { callOffDates } from '#lib/features/series/dates.service.server.ts';
import { callOfficeAt } from '#lib/features/substitutes/substitutes.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { record, requireClient } from './clients.service.server.ts';
import { caresFor } from './policy.ts';
import type { StandInPage } from './stand-in.ts';
import * as repository from './stand-ins.repository.server.ts';
import type { Tandem } from './tandem.ts';
import { requireTandem } from './tandems.service.server.ts';

type VisitId = { tandemId: string; eventId: string };
type StandInId = { standInId: string };

/** What makes the office's call about visits without a visitor one. */
export const unattendedKey = (tandemId: string) => `tandem ${tandemId} stand-in`;
const askKey = (standInId: string) => `stand-in ${standInId}`;

async function requireVisit(tx: ActorContext, { tandemId, eventId }: VisitId) {
  const tandem = await requireTandem(tx, tandemId);
  const visit = await repository.findVisit(tx.db, { tandemId, eventId, now: tx.now });
  requireAllowed(visit !== null);
  return { tandem, visit };
}

/**
 * Whom to ask to come to a single visit: ranked as for a tandem, for that one time, without those who have something
 * else then; nobody where the person has not agreed to it. Nobody is asked by this. Throws NOT_FOUND.
 */
export function suggestStandIns(ctx: ActorContext, input: VisitId): Promise<StandInPage> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { tandem, visit } = await requireVisit(tx, input);
    if (!visit.isAgreed || visit.standIn || visit.visitorName)
      return { tandem, visit, suggested: [], nearly: [] };
    return { tandem, visit, ...(await rank(tx, tandem, visit)) };
  });
}

async function rank(tx: ActorContext, tandem: Tandem, { eventId, startAt, endAt }: StandInPage['visit']) {
  const declined = await repository.listDeclined(tx.db, eventId);
  return suggestForVisit(tx, {
    ...{ clientId: tandem.clientId, startAt, endAt },
    not: [tandem.volunteerId, ...declined],
  });
}

/**
 * Asks one person whether she would come to this visit: she is told where about, how old about and which interests.
 * Throws NOT_FOUND, PROPOSAL_OPEN while somebody is asked or comes, NOT_ELIGIBLE where something stands in the way or
 * the person has not agreed to stand-ins.
 */
export function askStandIn(
  ctx: ActorContext,
  { volunteerId, ...input }: VisitId & { volunteerId: string },
): Promise<StandInId> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { tandem, visit } = await requireVisit(tx, input);
    if (visit.standIn || visit.visitorName) throw new DomainError('PROPOSAL_OPEN', { who: 'client' });
    const { suggested } = await rank(tx, tandem, visit);
    if (!visit.isAgreed || !suggested.some(({ giverId }) => giverId === volunteerId)) {
      throw new DomainError('NOT_ELIGIBLE', { obstacles: [] });
    }
    const { organisationId } = tandem;
    const standInId = await repository
      .insertStandIn(db, { ...input, organisationId, volunteerId, askedAt: ctx.now, askedBy: ctx.actor.id })
      .catch((error: unknown) => {
        if (brokenConstraint(error) !== 'visit_stand_in_open') throw error;
        throw new DomainError('PROPOSAL_OPEN', { who: 'client' });
      });
    const { districtName } = await requireClient(tx, tandem.clientId);
    const key = askKey(standInId);
    const at = visit.startAt.toISOString();
    await notify(tx, [
      {
        ...{ personId: volunteerId, kind: 'tandem_stand_in_question', key, organisationId },
        facts: { standInId, district: districtName ?? '', at },
      },
    ]);
    await askToCall(tx, [
      {
        ...{ organisationId, kind: 'tandem_stand_in_no_answer', personId: volunteerId, key },
        facts: { tandemId: tandem.id },
        dueAt: callOfficeAt(visit.startAt, ctx.now),
      },
    ]);
    await settleCallsAbout(tx, { organisationId, prefix: unattendedKey(tandem.id) });
    await record(tx, 'visit_stand_in_asked', { ...tandem, tandemId: tandem.id });
    return { standInId };
  });
}

/**
 * Her answer, on her own page or told to the office on the telephone. Yes: the place is hers, and the person is told who
 * comes. No: the office asks somebody else. Throws NOT_FOUND, CHANGED_MEANWHILE when it was answered or taken back,
 * OVERLAPPING_SIGNUP, SHIFT_CLOSED.
 */
export function answerStandIn(
  ctx: ActorContext,
  { standInId, answer }: StandInId & { answer: 'yes' | 'no' },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const found = await repository.findStandIn(db, standInId);
    requireAllowed(found !== null && (found.volunteerId === ctx.actor.id || caresFor(ctx.actor, found)));
    const { organisationId, tandemId, volunteerId, shiftId, startAt } = found;
    if (!(await repository.putAnswer(db, standInId, { answer, answeredAt: ctx.now }))) {
      throw new DomainError('CHANGED_MEANWHILE');
    }
    await settleCall(tx, { organisationId, key: askKey(standInId) });
    const call = { organisationId, facts: { tandemId }, dueAt: ctx.now };
    if (answer === 'yes') {
      if (volunteerId === ctx.actor.id) await takeInvitedPlace(tx, { shiftId });
      else await assign(tx, { shiftId, personId: volunteerId });
      const key = `tandem ${tandemId} comes ${standInId}`;
      await askToCall(tx, [{ ...call, kind: 'tandem_stand_in_client', key }]);
    } else if (startAt > ctx.now) {
      const key = `${unattendedKey(tandemId)} after ${standInId}`;
      await askToCall(tx, [{ ...call, kind: 'tandem_stand_in', key }]);
    }
    await record(tx, 'visit_stand_in_answered', { organisationId, tandemId, details: { answer } });
  });
}

/** The volunteer of the tandem cannot come, as she said on the telephone: her place is free. Throws NOT_FOUND. */
export function cannotCome(ctx: ActorContext, input: VisitId): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { tandem, visit } = await requireVisit(tx, input);
    await unassign(tx, { shiftId: visit.shiftId, personId: tandem.volunteerId });
    await record(tx, 'visit_volunteer_absent', { ...tandem, tandemId: tandem.id });
  });
}

/**
 * A visit does not take place: who was asked or was to come is told, and the office tells the person by telephone.
 * Throws NOT_FOUND.
 */
export function callOffVisit(ctx: ActorContext, input: VisitId): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { tandem, visit } = await requireVisit(tx, input);
    const { organisationId } = tandem;
    await releaseStandIns(tx, tandem, [visit.eventId]);
    await callOffDates(tx, {
      seriesId: tandem.seriesId!,
      eventIds: [visit.eventId],
      reason: m.tandems_visit_cancelled(),
    });
    await settleCallsAbout(tx, { organisationId, prefix: unattendedKey(tandem.id) });
    await askToCall(tx, [
      {
        ...{ organisationId, kind: 'tandem_visit_off', facts: { tandemId: tandem.id }, dueAt: ctx.now },
        key: `tandem ${tandem.id} off ${visit.eventId}`,
      },
    ]);
    await record(tx, 'visit_called_off', { ...tandem, tandemId: tandem.id });
  });
}

/** Takes a question back, or that she comes. Throws NOT_FOUND. */
export function withdrawStandIn(ctx: ActorContext, input: VisitId): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const { tandem, visit } = await requireVisit(tx, input);
    await releaseStandIns(tx, tandem, [visit.eventId]);
    const { standIn, shiftId } = visit;
    if (standIn) await unassign(tx, { shiftId, personId: standIn.volunteerId });
    await record(tx, 'visit_stand_in_withdrawn', { ...tandem, tandemId: tandem.id });
  });
}

/**
 * Nobody comes instead to these visits, or to any ahead, any more. Who was asked need not answer; who was to come is told,
 * or called where nobody is to be written to (`isQuiet`).
 */
export async function releaseStandIns(
  tx: ActorContext,
  { id: tandemId, organisationId }: Tandem,
  eventIds?: string[],
  { isQuiet = false } = {},
): Promise<void> {
  const ids = eventIds ?? (await repository.listAskedVisits(tx.db, tandemId, tx.now));
  for (const one of await repository.withdraw(tx.db, ids, tx.now)) {
    const { volunteerId: personId } = one;
    const key = askKey(one.id);
    await settleNotices(tx, [personId], key);
    await settleCall(tx, { organisationId, key });
    const off = { personId, organisationId, key: `${key} off` };
    if (!isQuiet) await notify(tx, [{ ...off, kind: 'tandem_stand_in_off', facts: {} }]);
    else if (one.answer === 'yes') {
      await askToCall(tx, [{ ...off, kind: 'tandem_stand_in_dropped', facts: { tandemId }, dueAt: tx.now }]);
    }
  }
}
