import { ProblemError, type Progress } from '#lib/features/matching/roster/problem.ts';
import { SolverError } from '#lib/features/matching/roster/solve-in-thread.ts';
import { isDatabaseUnavailable } from '#lib/errors/postgres.ts';
import type { Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay } from '#lib/time/zone.ts';
import { setImmediate } from 'node:timers/promises';
import { readWeekFacts } from './facts.repository.server.ts';
import { keyOf, problemOfWeek } from './problem-of-week.ts';
import * as proposals from './proposals.repository.server.ts';
import type { RosterRun, RunFailure } from './roster-run.ts';
import * as repository from './runs.repository.server.ts';
import { solveWeek, type SolvedWeek } from './solve-week.ts';
import type { WeekFacts } from './week-facts.ts';

/** Lets others come in between. */
const breathe = () => setImmediate();

/** Between two reports of progress: each is one short statement. */
const REPORT_MS = 500;
const MENDING_SECONDS = 5;
/** Nobody else is moved because one person has said no, unless a shift would stay short otherwise. */
const MOVE_COST = 300;

/** Ends a run without a proposal; the message is the failure's code. */
class NoProposal extends Error {
  readonly failure: RunFailure;
  constructor(failure: RunFailure) {
    super(failure);
    this.failure = failure;
  }
}

/**
 * The background job: searches in a thread of its own, and stores what it found when the checker has agreed and nobody
 * has cancelled it. Whatever goes wrong, no place has changed, and the run says why.
 */
export async function proposeWeek(ctx: Context, { runId }: { runId: string }): Promise<void> {
  if (!(await repository.claimRun(ctx.db, runId, ctx.now))) return;
  const run = (await repository.findRun(ctx.db, runId))!;
  try {
    const found = await search(ctx, run);
    if (found) await store(ctx, run, found);
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    await repository.endRun(ctx.db, runId, { state: 'failed', failure: failureOf(error) }, ctx.now);
    if (failureOf(error) === 'unexpected') throw error;
  }
}

function failureOf(error: unknown): RunFailure {
  if (error instanceof NoProposal) return error.failure;
  if (error instanceof ProblemError) return 'contradiction';
  return error instanceof SolverError ? 'stopped' : 'unexpected';
}

/** Null when it was cancelled. */
async function search(ctx: Context, run: RosterRun): Promise<SolvedWeek | null> {
  const facts = await factsOf(ctx, run);
  const hasRoom = (shift: WeekFacts['shifts'][number]) => shift.taken + shift.asked < shift.max;
  if (run.moves === 'none' && !facts.shifts.some(hasRoom)) throw new NoProposal('nothing_open');
  const week = await problemOfWeek(facts, { moves: run.moves, breathe });
  if (![...week.people.values()].some(({ suited }) => suited > 0)) throw new NoProposal('nobody_eligible');
  if (run.seconds === 0) throw new NoProposal('no_time');

  const stop = new AbortController();
  const found = await reporting(ctx, run.id, stop, (onProgress) =>
    solveWeek(facts, week, run.moves, { timeLimit: run.seconds, signal: stop.signal, onProgress, breathe }),
  );
  if (stop.signal.aborted) return null;
  const { status, assignments } = found.solution;
  if (status === 'time-limit' && assignments.length === found.week.fixed.length) {
    throw new NoProposal('no_time');
  }
  return found;
}

/** Writes the progress down now and then, and stops the search as soon as nobody wants it any more. */
async function reporting<T>(
  ctx: Context,
  runId: string,
  stop: AbortController,
  work: (onProgress: (progress: Progress) => void) => Promise<T>,
): Promise<T> {
  let latest: Progress | null = null;
  let isReporting = false;
  const timer = setInterval(() => {
    if (isReporting) return;
    isReporting = true;
    repository
      .reportProgress(ctx.db, runId, latest)
      .then((isWanted) => isWanted || stop.abort())
      // The next report says it; a database that stays away ends the job when it stores its plan.
      .catch(() => {})
      .finally(() => (isReporting = false));
  }, REPORT_MS);
  try {
    return await work((progress) => (latest = progress));
  } finally {
    clearInterval(timer);
  }
}

async function factsOf(ctx: Context, run: RosterRun): Promise<WeekFacts> {
  const origin = startOfDay(run.weekOn);
  const facts = await readWeekFacts(ctx.db, {
    organisationIds: run.organisations.map(({ id }) => id),
    ...{ runId: run.id, from: origin, to: startOfDay(addDays(run.weekOn, 7)), now: ctx.now },
  });
  return { origin, ...facts };
}

function pricesOf({ week, facts, solution }: SolvedWeek) {
  return facts.shifts.map(({ id }, index) => ({
    shiftId: id,
    // A shift that is full has none.
    price: Number.isFinite(solution.prices[index]) ? solution.prices[index]! : 0,
    ...week.shifts.get(id)!,
  }));
}

async function store(ctx: Context, run: RosterRun, found: SolvedWeek): Promise<void> {
  const { week, solution, changes } = found;
  const people = [...week.people].map(([personId, chances]) => ({ personId, ...chances }));
  await withTransaction(ctx.db, async (tx) => {
    const { objective, bound, gap, seconds, status } = solution;
    const figures = { objective, bound, gap, seconds, outcome: status };
    const eligiblePairs = week.problem.pairs.length - week.fixed.length;
    if (!(await repository.finishRun(tx, run.id, { ...figures, eligiblePairs }, ctx.now))) return;
    await proposals.saveShifts(tx, run.id, pricesOf(found));
    await proposals.savePeople(tx, run.id, people);
    await proposals.insertProposals(tx, run.id, changes);
  });
}

/**
 * The background job after a no: only what surrounds it is searched again, from the plan and the prices that are there.
 * What has been decided stands; what is new waits for the coordinator.
 */
export async function mendRoster(ctx: Context, { runId }: { runId: string }): Promise<void> {
  const run = await repository.findRun(ctx.db, runId);
  if (!run || run.isClosed || run.state !== 'done') return;
  const facts = await factsOf(ctx, run);
  const week = await problemOfWeek(facts, { moves: run.moves, breathe });
  const eligible = new Set(
    week.problem.pairs.map(([v, s]) => keyOf(week.problem.volunteers[v]!.id, week.problem.shifts[s]!.id)),
  );
  const open = (await proposals.listShifts(ctx.db, runId))
    .flatMap((shift) => shift.proposals)
    .filter(({ state }) => state === 'proposed');
  const releases = new Set(
    open.filter(({ kind }) => kind === 'release').map(({ personId, shiftId }) => keyOf(personId, shiftId)),
  );
  const previous = [
    ...week.movable.filter(({ volunteer, shift }) => !releases.has(keyOf(volunteer, shift))),
    ...open
      .filter(({ kind, personId, shiftId }) => kind === 'place' && eligible.has(keyOf(personId, shiftId)))
      .map(({ personId, shiftId }) => ({ volunteer: personId, shift: shiftId })),
  ];
  const prices = await proposals.readPrices(ctx.db, runId);
  const found = await solveWeek(facts, week, run.moves, {
    previous,
    moveCost: MOVE_COST,
    prices: Float64Array.from(week.problem.shifts, ({ id }) => prices.get(id) ?? 0),
    timeLimit: MENDING_SECONDS,
    breathe,
  });
  await withTransaction(ctx.db, async (tx) => {
    if (!(await repository.lockOpenRun(tx, runId))) return;
    await proposals.dropOpen(tx, runId, found.changes);
    await proposals.insertProposals(tx, runId, found.changes, { isMended: true });
    await proposals.saveShifts(tx, runId, pricesOf(found));
  });
}
