import { DomainError } from '#lib/errors/domain-error.ts';
import { notify, settleNotices } from '#lib/features/messaging/service.server.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import { cancelSignup, exchangePlace, signUp } from '#lib/features/scheduling/signups.service.server.ts';
import { type Candidate, listCandidates } from '#lib/features/scheduling/staffing.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { Ask, AskedShift } from './ask.ts';
import * as repository from './asks.repository.server.ts';
import * as proposals from './proposals.repository.server.ts';

/**
 * Throws what signing up would throw, and SHIFT_FULL when others are asked about the last places. A place that is given
 * up for it does not stand in the way.
 */
export async function refuseAsking(
  ctx: ActorContext,
  place: { shiftId: string; personId: string; insteadOf: string | null },
): Promise<void> {
  const hindrance = await repository.findHindrance(ctx.db, { ...place, now: ctx.now });
  switch (hindrance) {
    case null:
      return;
    case 'full':
      throw new DomainError('SHIFT_FULL');
    case 'check_missing':
      throw new DomainError('CHECK_MISSING');
    case 'overlapping':
      throw new DomainError('OVERLAPPING_SIGNUP');
    case 'not_found':
      throw new DomainError('NOT_FOUND');
    default:
      throw new DomainError('SHIFT_CLOSED', { reason: hindrance });
  }
}

/** What the signed-in person is asked about dates ahead. */
export function listAsked({ db, actor, now }: ActorContext): Promise<Ask[]> {
  return repository.listOpen(db, actor.id, now);
}

/**
 * Answers a question. With yes the place is taken, and the one that it was offered for given up; where that is no longer possible the reason is thrown: PLACE_GONE
 * when it is full, and as `signUp`. After a no somebody else is looked for. Throws NOT_FOUND.
 */
export async function answerAsk(
  ctx: ActorContext,
  { askId, answer }: { askId: string; answer: 'yes' | 'no' },
): Promise<{ shiftId: string }> {
  try {
    return await retryDeadlock(() =>
      withTransaction(ctx.db, async (tx) => {
        const within = { ...ctx, db: tx };
        const ask = await requireOwn(within, askId);
        if (ask.isWithdrawn) throw new DomainError('PLACE_GONE');
        if (ask.answer === answer) return ask;
        if (ask.answer) throw new DomainError('CHANGED_MEANWHILE');
        if (answer === 'yes') {
          if (ask.insteadOf) await exchangePlace(within, ask.insteadOf);
          const { status } = await signUp(within, ask);
          if (status === 'waiting') throw new DomainError('PLACE_GONE');
        }
        await repository.setAnswer(tx, askId, { answer, at: ctx.now });
        await settle(within, ask);
        if (ask.proposalId) {
          await proposals.setAnswered(tx, ask.proposalId, answer === 'yes' ? 'agreed' : 'declined');
          if (answer === 'no') await repository.mendLater(tx, ask.runId!);
        }
        return ask;
      }),
    );
  } catch (error) {
    // Nobody is asked twice about what is gone.
    if (error instanceof DomainError && error.code === 'PLACE_GONE') {
      await repository.withdraw(ctx.db, { askId }, ctx.now);
    }
    throw error;
  }
}

/**
 * Takes an answer back: the question is open again, a place that was taken is free, and one that was given up for it is
 * hers again. Throws NOT_FOUND, PLACE_GONE.
 */
export async function reopenAsk(ctx: ActorContext, { askId }: { askId: string }): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const within = { ...ctx, db: tx };
    const ask = await requireOwn(within, askId);
    if (ask.answer === 'yes') {
      await cancelSignup(within, ask);
      if (ask.insteadOf && (await signUp(within, ask.insteadOf)).status === 'waiting')
        throw new DomainError('PLACE_GONE');
    } else if (ask.answer === 'no') {
      await refuseAsking(within, { ...ask, insteadOf: ask.insteadOf?.shiftId ?? null });
    } else return;
    await repository.setAnswer(tx, askId, null);
    if (ask.proposalId) await proposals.setAnswered(tx, ask.proposalId, 'asked');
  });
}

async function requireOwn(ctx: ActorContext, askId: string): Promise<Ask> {
  const ask = await repository.lockAsk(ctx.db, askId);
  requireAllowed(ask !== null && ask.personId === ctx.actor.id);
  return ask;
}

async function settle(ctx: ActorContext, { personId, noticeKey }: Ask): Promise<void> {
  if (await repository.isSettled(ctx.db, personId, noticeKey))
    await settleNotices(ctx, [personId], noticeKey);
}

/** More than these are not asked about one shift at once. */
const SHOWN = 8;

/**
 * For a shift that stays short: the few who fit and have not been asked, who fits best first, and those who are one
 * criterion short of it. Throws NOT_FOUND.
 */
export async function listHelpers(
  ctx: ActorContext,
  { shiftId }: { shiftId: string },
): Promise<{ shift: AskedShift; fitting: Candidate[]; nearly: Candidate[]; asked: number }> {
  // Also the permission: whose shift it is.
  const { items } = await listCandidates(ctx, { shiftId, scope: 'office', page: 1 });
  const shift = await repository.findShift(ctx.db, shiftId);
  requireAllowed(shift !== null);
  const asked = new Set(await repository.listAskedIds(ctx.db, shiftId));
  const others = items.filter(({ personId }) => !asked.has(personId));
  return {
    shift,
    fitting: others.filter(({ fit }) => fit.fits).slice(0, SHOWN),
    nearly: others
      .filter(({ fit }) => !fit.fits && fit.blocking.length + fit.concerns.length === 1)
      .slice(0, SHOWN),
    asked: asked.size,
  };
}

/** Asks these people whether they could help at a shift, one message to each. Throws NOT_FOUND. */
export async function askHelpers(
  ctx: ActorContext,
  { shiftId, personIds }: { shiftId: string; personIds: string[] },
): Promise<{ asked: number }> {
  const { shift, fitting } = await listHelpers(ctx, { shiftId });
  const known = fitting.map(({ personId }) => personId).filter((id) => personIds.includes(id));
  const noticeKey = `shortage ${shiftId}`;
  return withTransaction(ctx.db, async (tx) => {
    const within = { ...ctx, db: tx };
    const { title, startAt, organisationId, projectId, eventId } = shift;
    const linked = { organisationId, projectId, eventId };
    const facts = { dates: [{ title, at: startAt.toISOString() }] };
    const told: string[] = [];
    for (const personId of known) {
      const row = { shiftId, personId, noticeKey, askedAt: ctx.now, askedBy: ctx.actor.id };
      if (await repository.insertAsk(tx, row)) told.push(personId);
    }
    await notify(
      within,
      told.map(
        (personId) => ({ kind: 'roster_question', personId, key: noticeKey, facts, ...linked }) as const,
      ),
    );
    return { asked: told.length };
  });
}
