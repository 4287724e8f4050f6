import { DomainError } from '#lib/errors/domain-error.ts';
import { plannedOrganisationIds } from '#lib/features/accounts/actor.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import type { z } from 'zod';
import { guessMapping } from './headers.ts';
import {
  choicesFor,
  type DuplicateChoice,
  importFields,
  type ImportRun,
  type ImportState,
  judgeMapping,
  type Mapping,
} from './import.ts';
import { canImport } from './policy.ts';
import * as repository from './repository.server.ts';
import { countChosen, listRows as findRows, sampleRows, setChoice } from './rows.repository.server.ts';
import { type chooseSchema, type listRowsSchema, ROWS_PER_PAGE, RUNS_PER_PAGE } from './schema.ts';
import { listKept } from './undo.repository.server.ts';

type RunId = { runId: string };

/** Values shown beside each column. */
const SAMPLES = 3;
/** Rows that are looked at to guess what a column is. */
const SAMPLES_TO_GUESS = 20;
/** Names listed of what an undo has left. */
const KEPT_SHOWN = 50;

/** An import of one's own office. Throws NOT_FOUND. */
export async function getRun(ctx: ActorContext, { runId }: RunId): Promise<ImportRun> {
  const run = await repository.findRun(ctx.db, runId);
  requireAllowed(run !== null && canImport(ctx.actor, run));
  return run;
}

/** The imports of one's offices, the newest first. */
export function listRuns(ctx: ActorContext, { page }: { page: number }) {
  return repository.listRuns(ctx.db, {
    organisationIds: plannedOrganisationIds(ctx.actor),
    limit: RUNS_PER_PAGE,
    offset: (page - 1) * RUNS_PER_PAGE,
  });
}

/** The columns with what stands in them, and what each is: as chosen, else as guessed. Throws NOT_FOUND. */
export async function getColumns(ctx: ActorContext, input: RunId) {
  const run = await getRun(ctx, input);
  const [samples, remembered] = await Promise.all([
    sampleRows(ctx.db, run.id, SAMPLES_TO_GUESS),
    repository.rememberedColumns(ctx.db, run.organisationId, run.kind),
  ]);
  const mapping = run.mapping ?? guessMapping(run.kind, run.headers, samples, remembered);
  return {
    run,
    columns: run.headers.map((header, column) => ({
      header,
      field: mapping[column] ?? null,
      samples: [...new Set(samples.map((cells) => cells[column]?.trim() ?? ''))]
        .filter(Boolean)
        .slice(0, SAMPLES),
    })),
  };
}

/**
 * Says what the columns are and sets the dry run to work. Throws INVALID_INPUT with what is `missing` or `repeated`,
 * CHANGED_MEANWHILE when the import has been carried out or is at work.
 */
export async function setColumns(
  ctx: ActorContext,
  { runId, mapping: chosen }: RunId & { mapping: string[] },
): Promise<void> {
  const run = await getRun(ctx, { runId });
  const known = new Set<string>(importFields[run.kind]);
  const mapping = run.headers.map((_, column) => chosen[column] || null) as Mapping;
  if (mapping.some((field) => field !== null && !known.has(field))) throw new DomainError('INVALID_INPUT');
  const { missing, repeated } = judgeMapping(run.kind, mapping);
  if (missing.length > 0 || repeated.length > 0) {
    throw new DomainError('INVALID_INPUT', { missing, repeated });
  }
  await setToWork(ctx, run, ['uploaded', 'checked'], {
    state: 'checking',
    mapping: mapping.map((field) => field ?? ''),
  });
}

/** The rows of one verdict, a page at a time. Throws NOT_FOUND. */
export async function listRows(
  ctx: ActorContext,
  { runId, verdict, hintsOnly, page }: z.output<typeof listRowsSchema>,
) {
  const run = await getRun(ctx, { runId });
  const found = await findRows(ctx.db, {
    ...{ runId, verdict, hintsOnly },
    kind: run.kind,
    limit: ROWS_PER_PAGE,
    offset: (page - 1) * ROWS_PER_PAGE,
  });
  return { ...found, pageSize: ROWS_PER_PAGE };
}

/** How many duplicates are skipped, updated and created, and how many rows have a hint. Throws NOT_FOUND. */
export async function getChoices(ctx: ActorContext, input: RunId) {
  const run = await getRun(ctx, input);
  return countChosen(ctx.db, run.id);
}

/** Decides about one duplicate, or all. Throws NOT_FOUND, CHANGED_MEANWHILE when the dry run no longer stands. */
export async function choose(
  ctx: ActorContext,
  { runId, choice, number }: z.output<typeof chooseSchema>,
): Promise<void> {
  const run = await getRun(ctx, { runId });
  const choices: readonly DuplicateChoice[] = choicesFor(run.kind);
  if (!choices.includes(choice)) throw new DomainError('INVALID_INPUT', { field: 'choice' });
  if ((await setChoice(ctx.db, runId, choice, number ?? null)) === 0)
    throw new DomainError('CHANGED_MEANWHILE');
}

/** Sets the takeover to work. Throws NOT_FOUND, CHANGED_MEANWHILE unless the dry run stands. */
export async function takeOver(
  ctx: ActorContext,
  { runId, publish }: RunId & { publish: boolean },
): Promise<void> {
  const run = await getRun(ctx, { runId });
  await setToWork(ctx, run, ['checked'], { state: 'applying', isPublishing: publish });
}

/** Sets the undo to work. Throws NOT_FOUND, UNDO_TOO_LATE once the rows are gone, CHANGED_MEANWHILE. */
export async function undoRun(ctx: ActorContext, input: RunId): Promise<void> {
  const run = await getRun(ctx, input);
  if (run.sweptAt) throw new DomainError('UNDO_TOO_LATE');
  await setToWork(ctx, run, ['applied'], { state: 'undoing' });
}

/** Throws away what was uploaded and never carried out. Throws NOT_FOUND, CHANGED_MEANWHILE. */
export async function discardRun(ctx: ActorContext, input: RunId): Promise<void> {
  const run = await getRun(ctx, input);
  if (!(await repository.deleteRun(ctx.db, run.id, ['uploaded', 'checked']))) {
    throw new DomainError('CHANGED_MEANWHILE');
  }
}

/** What stayed after an undo, by name, because something depends on it. Throws NOT_FOUND. */
export async function keptThings(ctx: ActorContext, input: RunId) {
  const run = await getRun(ctx, input);
  return run.keptRows > 0 ? listKept(ctx.db, run.id, run.kind, KEPT_SHOWN) : [];
}

async function setToWork(
  ctx: ActorContext,
  run: ImportRun,
  from: ImportState[],
  changes: { state: ImportState; mapping?: string[]; isPublishing?: boolean },
): Promise<void> {
  await withTransaction(ctx.db, async (tx) => {
    const started = {
      startedAt: ctx.now,
      startedBy: ctx.actor.id,
      doneRows: 0,
      failure: null,
      failedRow: null,
    };
    if (!(await repository.step(tx, run.id, from, { ...changes, ...started }))) {
      throw new DomainError('CHANGED_MEANWHILE');
    }
    await addJob(tx, 'run_import', { runId: run.id }, { key: `import ${run.id}` });
  });
}
