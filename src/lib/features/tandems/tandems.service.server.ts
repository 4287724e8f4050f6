import { DomainError } from '#lib/errors/domain-error.ts';
import { ANSWER_DAYS, stepsFrom, type VolunteerAnswer } from '#lib/features/matching/pair-life.ts';
import { judgePair } from '#lib/features/matching/service.server.ts';
import { askToCall, notify, settleCall } from '#lib/features/messaging/service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { asActor } from '#lib/server/db/as-actor.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { instantOf } from '#lib/time/zone.ts';
import { record, refusedTandem, requireClient } from './clients.service.server.ts';
import { caresFor, caringOfficeIds } from './policy.ts';
import { TANDEMS_PER_PAGE } from './schema.ts';
import type { Tandem } from './tandem.ts';
import * as repository from './tandems.repository.server.ts';

type TandemId = { tandemId: string };
const DAY = 86_400_000;

/** A pair of one's office. Throws NOT_FOUND. */
export function getTandem(ctx: ActorContext, { tandemId }: TandemId): Promise<Tandem> {
  return asActor(ctx, (db) => requireTandem({ ...ctx, db }, tandemId));
}

/** The same inside `asActor`. */
export async function requireTandem(ctx: ActorContext, tandemId: string): Promise<Tandem> {
  const tandem = await repository.findTandem(ctx.db, tandemId);
  requireAllowed(tandem !== null && caresFor(ctx.actor, tandem));
  return tandem;
}

/** A page of the pairs of one's offices: proposals, those that run, or those that are over. */
export function listTandems(
  ctx: ActorContext,
  { which, page }: { which: 'proposals' | 'running' | 'ended'; page: number },
) {
  const organisationIds = caringOfficeIds(ctx.actor);
  return asActor(ctx, async (db) => ({
    ...(await repository.listTandems(db, {
      ...{ which, organisationIds },
      limit: TANDEMS_PER_PAGE,
      offset: (page - 1) * TANDEMS_PER_PAGE,
    })),
    pageSize: TANDEMS_PER_PAGE,
  }));
}

/**
 * Asks a volunteer whether she would visit somebody: she is told where about, how old about and which interests, and
 * answers on her page; after a week the office is to telephone her. Throws NOT_FOUND, PROPOSAL_OPEN when one of the two
 * is being asked already, NOT_ELIGIBLE with the `obstacles` that no weighing can outweigh.
 */
export function ask(
  ctx: ActorContext,
  input: { clientId: string; volunteerId: string; note: string },
): Promise<TandemId> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const client = await requireClient(tx, input.clientId);
    const { obstacles } = await judgePair(tx, input);
    if (obstacles.length > 0) {
      throw new DomainError('NOT_ELIGIBLE', { obstacles: obstacles.map(({ code }) => code) });
    }
    const { organisationId } = client;
    const tandemId = await repository
      .insertTandem(db, { ...input, organisationId, askedAt: ctx.now, askedBy: ctx.actor.id })
      .catch(refusedTandem);
    await notify(tx, [
      {
        personId: input.volunteerId,
        kind: 'tandem_question',
        facts: { tandemId, district: client.districtName ?? '' },
        key: `tandem ${tandemId}`,
        organisationId,
      },
    ]);
    await askToCall(tx, [
      {
        organisationId,
        kind: 'tandem_no_answer',
        facts: { tandemId },
        dueAt: new Date(ctx.now.getTime() + ANSWER_DAYS * DAY),
        key: callKey(tandemId, 'answer'),
        personId: input.volunteerId,
      },
    ]);
    await record(tx, 'tandem_asked', { organisationId, clientId: client.id, tandemId });
    return { tandemId };
  });
}

const callKey = (tandemId: string, what: string) => `tandem ${tandemId} ${what}`;

/**
 * The volunteer's answer, on her own page or told to the office on the telephone. Yes: the office calls the person.
 * No: the proposal is over, without a reason for anybody. "Please call me" opens a call. Throws NOT_FOUND, and
 * CHANGED_MEANWHILE when the person has been asked already.
 */
export function answer(
  ctx: ActorContext,
  { tandemId, answer: said }: TandemId & { answer: VolunteerAnswer },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const found = await repository.findParties(db, tandemId);
    requireAllowed(found !== null && (found.volunteerId === ctx.actor.id || caresFor(ctx.actor, found)));
    const { organisationId, volunteerId } = found;
    const changed = await repository.updateIn(db, tandemId, stepsFrom.answer, {
      volunteerAnswer: said,
      volunteerAnsweredAt: ctx.now,
      ...(said === 'no' && { endedAt: ctx.now, endedBy: ctx.actor.id, endReason: 'volunteer_declined' }),
    });
    if (!changed) throw new DomainError('CHANGED_MEANWHILE');
    await settleCall(tx, { organisationId, key: callKey(tandemId, 'answer') });
    if (said === 'yes') await callClient(tx, { organisationId, tandemId });
    if (said === 'call') {
      await askToCall(tx, [
        {
          ...{ organisationId, personId: volunteerId, dueAt: ctx.now },
          kind: 'tandem_wants_call',
          facts: { tandemId },
          key: callKey(tandemId, 'wants call'),
        },
      ]);
    }
    await record(tx, 'tandem_answered', { organisationId, tandemId, details: { answer: said } });
  });
}

/** The person is asked by telephone, by the office. */
function callClient(ctx: ActorContext, { organisationId, tandemId }: TandemId & { organisationId: string }) {
  return askToCall(ctx, [
    {
      organisationId,
      kind: 'tandem_ask_client',
      facts: { tandemId },
      dueAt: ctx.now,
      key: callKey(tandemId, 'client'),
    },
  ]);
}

/** What the person said on the telephone. No: both are free again. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export function answerForClient(
  ctx: ActorContext,
  { tandemId, answer: said }: TandemId & { answer: 'yes' | 'no' },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    const changed = await repository.updateIn(db, tandemId, stepsFrom.agree, {
      clientAnswer: said,
      clientAnsweredAt: ctx.now,
      ...(said === 'no' && { endedAt: ctx.now, endedBy: ctx.actor.id, endReason: 'client_declined' }),
    });
    if (!changed) throw new DomainError('CHANGED_MEANWHILE');
    await settleCall(tx, { organisationId: tandem.organisationId, key: callKey(tandemId, 'client') });
    if (said === 'no') await tellFree(tx, tandem);
    await record(tx, 'tandem_client_answered', { ...tandem, tandemId, details: { answer: said } });
  });
}

/** The volunteer is thanked and free again; why is nobody's business. */
export function tellFree(ctx: ActorContext, tandem: Tandem): Promise<string[]> {
  return notify(ctx, [
    {
      personId: tandem.volunteerId,
      kind: 'tandem_not_now',
      facts: {},
      key: `tandem free ${tandem.id}`,
      organisationId: tandem.organisationId,
    },
  ]);
}

/**
 * The joint first meeting with somebody of the office: from now on the volunteer knows name and address. Setting another
 * time moves it. Throws NOT_FOUND, CHANGED_MEANWHILE before both have said yes.
 */
export function arrangeMeeting(
  ctx: ActorContext,
  { tandemId, on, at }: TandemId & { on: string; at: string },
): Promise<void> {
  return asActor(ctx, async (db) => {
    const tx = { ...ctx, db };
    const tandem = await requireTandem(tx, tandemId);
    const meetingAt = instantOf(on, at);
    const changed = await repository.updateIn(db, tandemId, stepsFrom.meetPerson, {
      meetingAt,
      meetingWith: ctx.actor.id,
    });
    if (!changed) throw new DomainError('CHANGED_MEANWHILE');
    await notify(tx, [
      {
        personId: tandem.volunteerId,
        kind: 'tandem_meeting',
        facts: { tandemId, at: meetingAt.toISOString() },
        key: `tandem meeting ${tandemId} ${meetingAt.toISOString()}`,
        organisationId: tandem.organisationId,
      },
    ]);
    await record(tx, 'tandem_meeting_arranged', { ...tandem, tandemId });
  });
}
