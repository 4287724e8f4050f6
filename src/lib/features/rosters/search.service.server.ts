import {
  type Assignment,
  ProblemError,
  type Progress,
  type Solution,
} from '#lib/features/matching/roster/problem.ts';
import {
  solveInThread,
  SolverError,
  type ThreadOptions,
} from '#lib/features/matching/roster/solve-in-thread.ts';
import { isDatabaseUnavailable } from '#lib/errors/postgres.ts';
import type { Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addDays } from '#lib/time/date.ts';
import { startOfDay } from '#lib/time/zone.ts';
import { setImmediate } from 'node:timers/promises';
import { readWeekFacts } from './facts.repository.server.ts';
import { problemOfWeek, type WeekProblem } from './problem-of-week.ts';
import * as proposals from './proposals.repository.server.ts';
import type { RosterRun, RunFailure } from './roster-run.ts';
import * as repository from './runs.repository.server.ts';
import type { WeekFacts } from './week-facts.ts';

/** Between two reports of progress: each is one short statement. */
const REPORT_MS = 500;
const MENDING_SECONDS = 5;
/** Nobody else is moved because one person has said no, unless a shift would stay short otherwise. */
const MOVE_COST = 300;

type Found = { week: WeekProblem; facts: WeekFacts; solution: Solution };

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
async function search(ctx: Context, run: RosterRun): Promise<Found | null> {
  const facts = await factsOf(ctx, run);
  const hasRoom = (shift: WeekFacts['shifts'][number]) => shift.taken + shift.asked < shift.max;
  if (!run.mayMove && !facts.shifts.some(hasRoom)) throw new NoProposal('nothing_open');
  const week = await problemOfWeek(facts, { mayMove: run.mayMove, breathe: () => setImmediate() });
  if (![...week.people.values()].some(({ suited }) => suited > 0)) throw new NoProposal('nobody_eligible');
  if (run.seconds === 0) throw new NoProposal('no_time');

  const stop = new AbortController();
  const solution = await reporting(ctx, run.id, stop, (onProgress) =>
    solve(week, { timeLimit: run.seconds, signal: stop.signal, onProgress }),
  );
  if (stop.signal.aborted) return null;
  if (solution.status === 'time-limit' && solution.assignments.length === week.fixed.length) {
    throw new NoProposal('no_time');
  }
  return { week, facts, solution };
}

const solve = (week: WeekProblem, options: ThreadOptions) =>
  solveInThread(week.problem, { ...options, fixed: week.fixed });

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

const pairKey = ({ volunteer, shift }: Assignment) => `${volunteer} ${shift}`;

/** What the plan changes: places to give, and places to take away. */
function changesOf({ week, solution }: Found) {
  const standing = new Set([...week.fixed, ...week.movable].map(pairKey));
  const planned = new Set(solution.assignments.map(pairKey));
  const change = (kind: 'place' | 'release') => (assignment: Assignment) => ({
    kind,
    shiftId: assignment.shift,
    personId: assignment.volunteer,
    score: week.scoreOf(assignment),
    reasons: kind === 'place' ? week.reasonsOf(assignment) : [],
  });
  return [
    ...week.movable.filter((place) => !planned.has(pairKey(place))).map(change('release')),
    ...solution.assignments.filter((place) => !standing.has(pairKey(place))).map(change('place')),
  ];
}

function pricesOf({ week, facts, solution }: Found) {
  return facts.shifts.map(({ id }, index) => ({
    shiftId: id,
    // A shift that is full has none.
    price: Number.isFinite(solution.prices[index]) ? solution.prices[index]! : 0,
    ...week.shifts.get(id)!,
  }));
}

async function store(ctx: Context, run: RosterRun, found: Found): Promise<void> {
  const { week, facts, solution } = found;
  const minutesOf = new Map(
    facts.shifts.map(({ id, startAt, endAt }) => [id, (endAt.getTime() - startAt.getTime()) / 60_000]),
  );
  const changes = changesOf(found);
  const gained = new Map<string, number>();
  for (const { kind, personId, shiftId } of changes) {
    const minutes = (kind === 'place' ? 1 : -1) * minutesOf.get(shiftId)!;
    gained.set(personId, (gained.get(personId) ?? 0) + minutes);
  }
  const people = [...week.people].map(([personId, chances]) => ({
    ...{ personId, ...chances },
    minutesAfter: chances.minutesBefore + (gained.get(personId) ?? 0),
  }));
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
  const week = await problemOfWeek(facts, { breathe: () => setImmediate() });
  const eligible = new Set(
    week.problem.pairs.map(([v, s]) => `${week.problem.volunteers[v]!.id} ${week.problem.shifts[s]!.id}`),
  );
  const open = (await proposals.listShifts(ctx.db, runId))
    .flatMap((shift) => shift.proposals)
    .filter(({ state, kind }) => state === 'proposed' && kind === 'place');
  const previous = open
    .map(({ personId, shiftId }) => ({ volunteer: personId, shift: shiftId }))
    .filter((assignment) => eligible.has(pairKey(assignment)));
  const prices = await proposals.readPrices(ctx.db, runId);
  const solution = await solve(week, {
    previous: [...week.fixed, ...previous],
    moveCost: MOVE_COST,
    prices: Float64Array.from(week.problem.shifts, ({ id }) => prices.get(id) ?? 0),
    timeLimit: MENDING_SECONDS,
  });
  const found = { week, facts, solution };
  const changes = changesOf(found);
  await withTransaction(ctx.db, async (tx) => {
    if (!(await repository.lockOpenRun(tx, runId))) return;
    await proposals.dropOpen(tx, runId, changes);
    await proposals.insertProposals(tx, runId, changes, { isMended: true });
    await proposals.saveShifts(tx, runId, pricesOf(found));
  });
}
