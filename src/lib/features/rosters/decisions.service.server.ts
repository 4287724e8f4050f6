import { DomainError, domainErrorOf } from '#lib/errors/domain-error.ts';
import { type NewNotice, notify, settleNotices } from '#lib/features/messaging/service.server.ts';
import { retryDeadlock } from '#lib/features/scheduling/deadlock.ts';
import { assign, unassign } from '#lib/features/scheduling/signups.service.server.ts';
import { refuseMeeting } from '#lib/features/volunteers/pairs.service.server.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import * as asks from './asks.repository.server.ts';
import { refuseAsking } from './asks.service.server.ts';
import type { Decided } from './proposals.repository.server.ts';
import * as proposals from './proposals.repository.server.ts';
import type { ProposalState } from './roster-run.ts';
import * as repository from './runs.repository.server.ts';
import { requireRun } from './runs.service.server.ts';

type Choice = { runId: string; proposalIds?: string[] | undefined };
type Told = 'roster_question' | 'roster_placed' | 'roster_released' | 'roster_withdrawn';

const keyOf = (kind: Told, runId: string, step: number) => `${kind} ${runId} ${step}`;

/** Who is told what about which dates: one message to each person, however many dates there are. */
class Telling {
  readonly #dates = new Map<string, { kind: Told; personId: string; dates: Decided[] }>();

  add(kind: Told, proposal: Decided): void {
    const id = `${kind} ${proposal.personId}`;
    const told = this.#dates.get(id) ?? { kind, personId: proposal.personId, dates: [] };
    told.dates.push(proposal);
    this.#dates.set(id, told);
  }

  async send(ctx: ActorContext, runId: string, step: number): Promise<void> {
    const notices = [...this.#dates.values()].map(({ kind, personId, dates }): NewNotice => ({
      ...{ kind, personId, key: keyOf(kind, runId, step), organisationId: dates[0]!.organisationId },
      facts: {
        dates: dates
          .map(({ title, startAt }) => ({ title, at: new Date(startAt).toISOString() }))
          .toSorted((a, b) => (a.at < b.at ? -1 : 1)),
      },
    }));
    await notify(ctx, notices);
  }
}

/** One step of a coordinator on an open run, in one transaction. Throws NOT_FOUND, CHANGED_MEANWHILE when it is closed. */
function asStep<T>(
  ctx: ActorContext,
  runId: string,
  work: (within: ActorContext, step: number) => Promise<T>,
): Promise<T> {
  return retryDeadlock(() =>
    withTransaction(ctx.db, async (tx) => {
      const within = { ...ctx, db: tx };
      await requireRun(within, { runId });
      const step = await repository.nextStep(tx, runId);
      if (step === null) throw new DomainError('CHANGED_MEANWHILE');
      return work(within, step);
    }),
  );
}

/**
 * Accepts proposals, all that are open or some: each place is given, or its person asked, as its project says. Who is
 * to move keeps her place until she says yes; whoever is to have it waits (`waiting`), still proposed. What has changed
 * meanwhile is refused place by place, and the rest stands. One step, which `undoStep` takes back.
 */
export function accept(
  ctx: ActorContext,
  { runId, proposalIds }: Choice,
): Promise<{ placed: number; asked: number; released: number; refused: number; waiting: number }> {
  return asStep(ctx, runId, async (within, step) => {
    const counts = { placed: 0, asked: 0, released: 0, refused: 0, waiting: 0 };
    const telling = new Telling();
    const open = await proposals.lockOpen(within.db, runId, proposalIds ?? null);
    const outcomes = new Map<string, Outcome>();
    for (const proposal of open.filter(({ isPartOfMove }) => !isPartOfMove)) {
      const outcome = await carryOut(within, proposal, keyOf('roster_question', runId, step));
      if (
        outcome.refusal?.code === 'SHIFT_FULL' &&
        (await proposals.isReleaseOpen(within.db, runId, proposal.shiftId))
      ) {
        counts.waiting++;
      } else {
        outcomes.set(proposal.id, outcome);
      }
    }
    // The other half of a move shares its fate.
    for (const { id, personId, shiftId } of open.filter(({ isPartOfMove }) => isPartOfMove)) {
      const move = open.find((one) => one.personId === personId && one.insteadOf === shiftId);
      const outcome = move && outcomes.get(move.id);
      if (outcome) outcomes.set(id, outcome);
    }
    for (const proposal of open) {
      const outcome = outcomes.get(proposal.id);
      if (!outcome) continue;
      const { state, refusal } = outcome;
      if (!proposal.isPartOfMove) counts[state]++;
      await proposals.setState(within.db, proposal.id, {
        ...{ state, step, decidedBy: ctx.actor.id, decidedAt: ctx.now },
        ...(refusal && { refusal: refusal.code, refusalDetails: detailsOf(refusal) }),
      });
      if (proposal.isPartOfMove) continue;
      if (state === 'placed') telling.add('roster_placed', proposal);
      else if (state === 'asked') telling.add('roster_question', proposal);
      else if (state === 'released') telling.add('roster_released', proposal);
    }
    await telling.send(within, runId, step);
    return counts;
  });
}

type Outcome = {
  state: Extract<ProposalState, 'placed' | 'asked' | 'released' | 'refused'>;
  refusal?: DomainError;
};

async function carryOut(ctx: ActorContext, proposal: Decided, noticeKey: string): Promise<Outcome> {
  const { shiftId, personId } = proposal;
  try {
    if (proposal.kind === 'release') {
      await unassign(ctx, { shiftId, personId });
      return { state: 'released' };
    }
    if (proposal.placesBy === 'placing' && !proposal.insteadOf) {
      await assign(ctx, { shiftId, personId });
      return { state: 'placed' };
    }
    const { insteadOf } = proposal;
    await refuseMeeting(ctx, { shiftId, personId });
    await refuseAsking(ctx, { shiftId, personId, insteadOf });
    await asks.insertAsk(ctx.db, {
      ...{ shiftId, personId, insteadOf, proposalId: proposal.id, noticeKey },
      ...{ askedAt: ctx.now, askedBy: ctx.actor.id },
    });
    return { state: 'asked' };
  } catch (error) {
    const refusal = domainErrorOf(error);
    if (!refusal) throw error;
    return { state: 'refused', refusal };
  }
}

/** What a sentence about it needs; never a name. */
function detailsOf({ details }: DomainError): Record<string, unknown> {
  const { reason, missing } = details;
  return { ...(reason !== undefined && { reason }), ...(missing !== undefined && { missing }) };
}

/** Leaves proposals out: nobody is told, and they do not come again in this run. One step. */
export function leaveOut(ctx: ActorContext, { runId, proposalIds }: Choice): Promise<{ leftOut: number }> {
  return asStep(ctx, runId, async (within, step) => {
    const open = await proposals.lockOpen(within.db, runId, proposalIds ?? null);
    for (const { id } of open) {
      await proposals.setState(within.db, id, {
        ...{ state: 'left_out', step, decidedBy: ctx.actor.id, decidedAt: ctx.now },
      });
    }
    return { leftOut: open.filter(({ isPartOfMove }) => !isPartOfMove).length };
  });
}

/**
 * Takes the last step back: places are free again, questions withdrawn, places that were taken away given back. Who has
 * answered meanwhile is left alone, and so is what can no longer be taken back: `kept` counts it.
 */
export function undoStep(
  ctx: ActorContext,
  { runId }: { runId: string },
): Promise<{ undone: number; kept: number }> {
  return asStep(ctx, runId, async (within, step) => {
    const last = await proposals.findLastStep(within.db, runId);
    if (last === null) throw new DomainError('UNDO_TOO_LATE');
    const counts = { undone: 0, kept: 0 };
    const telling = new Telling();
    const asked = new Set<string>();
    for (const proposal of await proposals.lockStep(within.db, runId, last)) {
      const isUndone = await takeBack(within, proposal);
      if (!proposal.isPartOfMove) counts[isUndone ? 'undone' : 'kept']++;
      await proposals.setState(within.db, proposal.id, {
        ...{ state: isUndone ? 'proposed' : proposal.state, step: null },
        ...(isUndone
          ? { decidedBy: null, decidedAt: null }
          : { decidedBy: ctx.actor.id, decidedAt: ctx.now }),
      });
      if (!isUndone) continue;
      if (proposal.state === 'placed') telling.add('roster_withdrawn', proposal);
      if (proposal.state === 'released') telling.add('roster_placed', proposal);
      if (proposal.state === 'asked') asked.add(proposal.personId);
    }
    await settleNotices(within, [...asked], keyOf('roster_question', runId, last));
    await telling.send(within, runId, step);
    return counts;
  });
}

/** Whether a proposal is as open as before. */
async function takeBack(ctx: ActorContext, { id, state, shiftId, personId }: Decided): Promise<boolean> {
  try {
    if (state === 'placed') await unassign(ctx, { shiftId, personId });
    else if (state === 'released') await assign(ctx, { shiftId, personId });
    else if (state === 'asked') await asks.withdraw(ctx.db, { proposalId: id }, ctx.now);
    return true;
  } catch (error) {
    if (!domainErrorOf(error)) throw error;
    return false;
  }
}
