import { DomainError } from '#lib/errors/domain-error.ts';
import { isDatabaseUnavailable } from '#lib/errors/postgres.ts';
import { findActor } from '#lib/server/auth/actor.repository.server.ts';
import type { ActorContext, Context } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { addJob } from '#lib/server/jobs/queue.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { carryOut, type ChosenRow } from './apply.service.server.ts';
import { type ImportKind, type ImportRun, type ImportState, isAtWork, UNDO_DAYS } from './import.ts';
import { judgeOf } from './judge.service.server.ts';
import { canImport } from './policy.ts';
import * as repository from './repository.server.ts';
import * as rows from './rows.repository.server.ts';
import { takeBack } from './undo.service.server.ts';

type Progress = (done: number) => Promise<void>;
type WorkingState = 'checking' | 'applying' | 'undoing';

/** Where an import stands again when its job could not do what it should. */
const stateBefore: Record<WorkingState, ImportState> = {
  checking: 'uploaded',
  applying: 'checked',
  undoing: 'applied',
};

/** A row is no longer what the dry run found. */
class RowChanged extends Error {
  readonly number: number;
  constructor(number: number) {
    super('A row has changed since the dry run');
    this.number = number;
  }
}

/**
 * Does what the import waits for: dry run, takeover or undo. All of it in one transaction, in the name of whoever set
 * it to work; only the progress is written beside it. Nothing happens when it waits for nothing, or when somebody else
 * is at it. A failure leaves everything as it was and stands on the import's page.
 */
export async function workOn(ctx: Context, { runId }: { runId: string }): Promise<void> {
  const state = (await repository.findRun(ctx.db, runId))?.state;
  if (!state || !isAtWork(state)) return;
  const working = state as WorkingState;
  try {
    await withTransaction(ctx.db, async (tx) => {
      if (!(await repository.claim(tx, runId))) return;
      // Looked at again: whoever was at it may have ended just now.
      const run = await repository.findRun(tx, runId);
      if (run?.state !== working) return;
      const starter = await repository.findStarter(tx, runId);
      const actor = starter && (await findActor(tx, starter));
      requireAllowed(Boolean(actor) && canImport(actor as ActorContext['actor'], run));
      const inName = { ...ctx, db: tx, actor: actor as ActorContext['actor'] };
      await work[working](inName, run, (done) => repository.setProgress(ctx.db, runId, done));
    });
  } catch (error) {
    // It is tried again by itself.
    if (isDatabaseUnavailable(error)) throw error;
    const hasChanged = error instanceof RowChanged;
    await repository.step(ctx.db, runId, [working], {
      state: stateBefore[working],
      failure: hasChanged ? 'changed' : 'unexpected',
      failedRow: hasChanged ? error.number : null,
    });
    if (!hasChanged) throw error;
  }
}

const work: Record<WorkingState, (ctx: ActorContext, run: ImportRun, progress: Progress) => Promise<void>> = {
  async checking(ctx, run, progress) {
    const judge = await judgeOf(ctx, run);
    let done = 0;
    for await (const batch of rows.eachBatch(ctx.db, run.id)) {
      const judged = await judge(batch);
      await rows.saveJudgements(
        ctx.db,
        run.id,
        judged.map(({ value: _, ...judgement }) => judgement),
      );
      await progress((done += batch.length));
    }
    const counts = await rows.countVerdicts(ctx.db, run.id);
    await finish(ctx, run, 'checking', {
      state: 'checked',
      newRows: counts.new,
      duplicateRows: counts.duplicate,
      badRows: counts.bad,
    });
  },

  async applying(ctx, run, progress) {
    const chosen = await chooseRows(ctx, run);
    const outcome = await carryOut[run.kind](ctx, run, chosen as never[], progress);
    await finish(ctx, run, 'applying', {
      ...outcome,
      state: 'applied',
      appliedAt: ctx.now,
      appliedBy: ctx.actor.id,
    });
    await record(ctx, run, 'import_applied', { created: outcome.createdRows, updated: outcome.updatedRows });
  },

  async undoing(ctx, run, progress) {
    const keptRows = await takeBack(ctx, run, progress);
    await finish(ctx, run, 'undoing', {
      keptRows,
      state: 'undone',
      undoneAt: ctx.now,
      undoneBy: ctx.actor.id,
    });
    await record(ctx, run, 'import_undone', { kept: keptRows });
  },
};

/**
 * The rows of which something becomes, judged anew: the world has turned since the dry run. All are judged before the
 * first is created, else they would find each other. Throws RowChanged.
 */
async function chooseRows<Kind extends ImportKind>(
  ctx: ActorContext,
  run: ImportRun & { kind: Kind },
): Promise<ChosenRow<Kind>[]> {
  const judge = await judgeOf(ctx, run);
  const chosen: ChosenRow<Kind>[] = [];
  for await (const batch of rows.eachBatch(ctx.db, run.id, { toApply: true })) {
    const before = new Map(batch.map((row) => [row.number, row]));
    for (const row of await judge(batch)) {
      const { verdict, duplicateId, choice } = before.get(row.number)!;
      if (row.verdict !== verdict || row.duplicateId !== duplicateId || !row.value) {
        throw new RowChanged(row.number);
      }
      chosen.push({ ...row, value: row.value, isUpdate: verdict === 'duplicate' && choice === 'update' });
    }
  }
  return chosen;
}

/** The last thing in the transaction, so that the progress written beside it never waits for it. */
async function finish(
  ctx: ActorContext,
  run: ImportRun,
  from: WorkingState,
  changes: Parameters<typeof repository.step>[3],
): Promise<void> {
  if (!(await repository.step(ctx.db, run.id, [from], changes))) throw new DomainError('CHANGED_MEANWHILE');
}

function record(
  ctx: ActorContext,
  { id, kind, organisationId }: ImportRun,
  type: string,
  details: Record<string, unknown>,
): Promise<void> {
  return repository.recordEvent(ctx.db, {
    ...{ type, organisationId },
    occurredAt: ctx.now,
    actorId: ctx.actor.id,
    details: { runId: id, kind, ...details },
  });
}

/** How long an import may seem to stand still before somebody looks after it. */
const PATIENCE_MS = 60_000;

/** Sets imports to work again whose worker has died: nobody holds them. */
export async function resumeImports(ctx: Context): Promise<void> {
  for (const runId of await repository.listAtWork(ctx.db, new Date(ctx.now.getTime() - PATIENCE_MS))) {
    await withTransaction(ctx.db, async (tx) => {
      if (await repository.claim(tx, runId))
        await addJob(tx, 'run_import', { runId }, { key: `import ${runId}` });
    });
  }
}

/** Deletes the rows of imports that can no longer be taken back. */
export function sweepImports(ctx: Context): Promise<number> {
  return repository.sweep(ctx.db, new Date(ctx.now.getTime() - UNDO_DAYS * 86_400_000));
}
