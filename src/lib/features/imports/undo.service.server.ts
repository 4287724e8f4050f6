import { brokenConstraint } from '#lib/errors/postgres.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import type { ImportKind, ImportRun } from './import.ts';
import { BATCH } from './rows.repository.server.ts';
import * as repository from './undo.repository.server.ts';

/**
 * Takes an import back, inside the caller's transaction: deletes what it created, unless something has come of it
 * since, and empties what it filled.
 *
 * @returns how many things stayed
 */
export async function takeBack(
  ctx: ActorContext,
  run: ImportRun,
  progress: (done: number) => Promise<void>,
): Promise<number> {
  let done = 0;
  for await (const rows of repository.eachCreated(ctx.db, run.id, BATCH)) {
    const ids = [...new Set(rows.map(({ createdId }) => createdId))];
    await deleteUnneeded(ctx, run.kind, await repository.listUntouched(ctx.db, run.kind, ids));
    await progress((done += rows.length));
  }
  await repository.emptyFilled(ctx.db, run.id);
  return repository.markKept(ctx.db, run.id, run.kind);
}

/** What another table has come to need stays: all at once, and only where that fails ever smaller parts. */
async function deleteUnneeded(ctx: ActorContext, kind: ImportKind, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  try {
    await withTransaction(ctx.db, (tx) => repository.deleteCreated(tx, kind, ids));
  } catch (error) {
    if (brokenConstraint(error) === null) throw error;
    if (ids.length === 1) return;
    const middle = Math.ceil(ids.length / 2);
    await deleteUnneeded(ctx, kind, ids.slice(0, middle));
    await deleteUnneeded(ctx, kind, ids.slice(middle));
  }
}
