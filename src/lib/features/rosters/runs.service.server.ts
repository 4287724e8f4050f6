import { DomainError } from '#lib/errors/domain-error.ts';
import { brokenConstraint } from '#lib/errors/postgres.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { PlainDate } from '#lib/time/date.ts';
import { type Fairness, fairnessOf, withMinutes } from './fairness.ts';
import { canPropose } from './policy.ts';
import * as proposals from './proposals.repository.server.ts';
import {
  PATIENCE_SECONDS,
  type PersonsWeek,
  type ProposedShift,
  proposedPlaces,
  type Replacement,
  type RosterRun,
} from './roster-run.ts';
import * as replacements from './replacements.repository.server.ts';
import * as repository from './runs.repository.server.ts';
import type { StartRoster } from './schema.ts';

type RunId = { runId: string };
const RUNS_SHOWN = 20;

/** A run of one's offices. Throws NOT_FOUND, also when one of its offices is somebody else's. */
export async function requireRun(ctx: ActorContext, { runId }: RunId): Promise<RosterRun> {
  const run = await repository.findRun(ctx.db, runId);
  requireAllowed(
    run !== null &&
      canPropose(
        ctx.actor,
        run.organisations.map(({ id }) => id),
      ),
  );
  return run;
}

/**
 * Sets a search for a week to work. Throws NOT_FOUND for somebody else's office, ROSTER_OPEN while one of the offices
 * has an open proposal for that week.
 */
export async function startRun(ctx: ActorContext, input: StartRoster): Promise<RunId> {
  const organisationIds =
    input.organisationIds.length > 0
      ? [...new Set(input.organisationIds)]
      : plannedOrganisationIds(ctx.actor);
  requireAllowed(canPropose(ctx.actor, organisationIds));
  const { weekOn, moves, seconds } = input;
  try {
    return await withTransaction(ctx.db, async (tx) => ({
      runId: await repository.insertRun(
        tx,
        { weekOn, moves, seconds, createdAt: ctx.now, createdBy: ctx.actor.id },
        organisationIds,
      ),
    }));
  } catch (error) {
    if (brokenConstraint(error) !== 'roster_run_open') throw error;
    const runId = await repository.findOpenRunId(ctx.db, weekOn, organisationIds);
    throw new DomainError('ROSTER_OPEN', { field: 'weekOn', ...(runId && { runId }) });
  }
}

export type RosterPage = {
  run: RosterRun;
  shifts: ProposedShift[];
  people: PersonsWeek[];
  fairness: Fairness;
  /** What the last step decided, while it can be undone; null when there is none. */
  undoable: number | null;
};

/** A run with all that it proposes. Throws NOT_FOUND. */
export async function getRun(ctx: ActorContext, input: RunId): Promise<RosterPage> {
  const run = await requireRun(ctx, input);
  const [shifts, week, lastStep] = await Promise.all([
    proposals.listShifts(ctx.db, run.id),
    proposals.listPeople(ctx.db, run.id),
    proposals.findLastStep(ctx.db, run.id),
  ]);
  const people = withMinutes(week, shifts);
  const decided = shifts
    .flatMap((shift) => shift.proposals)
    .filter(({ step, isPartOfMove }) => step === lastStep && !isPartOfMove).length;
  return {
    ...{ run, shifts, people, fairness: fairnessOf(people) },
    undoable: run.isClosed || lastStep === null ? null : decided,
  };
}

/** One's runs of these weeks, those that are open first. */
export function listRuns(
  ctx: ActorContext,
  { from, to }: { from: PlainDate; to: PlainDate },
): Promise<RosterRun[]> {
  return repository.listRuns(ctx.db, {
    organisationIds: plannedOrganisationIds(ctx.actor),
    ...{ from, to, limit: RUNS_SHOWN },
  });
}

/** How many people open runs of these weeks would bring to each date: for the calendar. */
export async function listProposed(
  ctx: ActorContext,
  weeks: { from: PlainDate; to: PlainDate },
): Promise<{ eventId: string; runId: string; places: number }[]> {
  const open = (await listRuns(ctx, weeks)).filter((run) => run.state === 'done' && !run.isClosed);
  const found = new Map<string, { eventId: string; runId: string; places: number }>();
  for (const run of open) {
    for (const shift of await proposals.listShifts(ctx.db, run.id)) {
      const places = proposedPlaces(shift) + (found.get(shift.eventId)?.places ?? 0);
      if (places !== 0) found.set(shift.eventId, { eventId: shift.eventId, runId: run.id, places });
    }
  }
  return [...found.values()];
}

/** For the desk: who was found instead of somebody, and waits for the coordinator. Throws NOT_FOUND. */
export function listReplacements(
  ctx: ActorContext,
  { organisationId }: { organisationId?: string | undefined },
): Promise<Replacement[]> {
  const plannedIds = plannedOrganisationIds(ctx.actor);
  requireAllowed(organisationId === undefined || plannedIds.includes(organisationId));
  const organisationIds = organisationId ? [organisationId] : plannedIds;
  return replacements.listReplacements(ctx.db, { organisationIds, plannedIds, now: ctx.now });
}

/** Ends a search that is at work; nothing has changed. Repeating it changes nothing. Throws NOT_FOUND. */
export async function cancelRun(ctx: ActorContext, input: RunId): Promise<void> {
  await requireRun(ctx, input);
  await repository.endRun(ctx.db, input.runId, { state: 'cancelled' }, ctx.now);
}

/** The coordinator is done with a proposal: what nobody decided on lapses. Throws NOT_FOUND. */
export async function closeRun(ctx: ActorContext, input: RunId): Promise<void> {
  const run = await requireRun(ctx, input);
  if (run.state !== 'done') throw new DomainError('CHANGED_MEANWHILE');
  await withTransaction(ctx.db, (tx) => repository.closeRun(tx, run.id, ctx.actor.id, ctx.now));
}

/** Says of searches whose worker has died that they have: nothing has changed, and they may be begun again. */
export async function endSilentRuns(ctx: Context): Promise<{ ended: number }> {
  const silent = await repository.listSilent(ctx.db, PATIENCE_SECONDS);
  for (const runId of silent) {
    await repository.endRun(ctx.db, runId, { state: 'failed', failure: 'interrupted' }, ctx.now);
  }
  return { ended: silent.length };
}
