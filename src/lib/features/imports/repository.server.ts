import type { Db } from '#lib/server/db/client.server.ts';
import { importRun } from '#lib/server/db/schema/index.ts';
import { eq, sql } from 'drizzle-orm';
import { plain, type Remembered } from './headers.ts';
import type { ImportFailure, ImportField, ImportKind, ImportRun, ImportState, Mapping } from './import.ts';

export { recordEvent } from '#lib/server/db/domain-event.repository.server.ts';

type RunRow = typeof importRun.$inferSelect;

const organisationName = sql<string>`(select o.name from organisation o where o.id = ${importRun.organisationId})`;
const createdByName = sql<
  string | null
>`(select p.given_name || ' ' || p.family_name from person p where p.id = ${importRun.createdBy})`;

function runOf(row: RunRow & { organisationName: string; createdByName: string | null }): ImportRun {
  const {
    createdByName,
    startedBy: _by,
    startedAt: _at,
    appliedBy: _applied,
    undoneBy: _undone,
    ...run
  } = row;
  return {
    ...run,
    kind: run.kind as ImportKind,
    state: run.state as ImportState,
    failure: run.failure as ImportFailure | null,
    mapping: run.mapping && (run.mapping.map((field) => field || null) as Mapping),
    createdBy: createdByName,
  };
}

const selectRuns = (db: Db) => db.select({ run: importRun, organisationName, createdByName }).from(importRun);

export async function findRun(db: Db, id: string): Promise<ImportRun | null> {
  const [row] = await selectRuns(db).where(eq(importRun.id, id));
  return row ? runOf({ ...row.run, ...row }) : null;
}

/** The newest first. */
export async function listRuns(
  db: Db,
  { organisationIds, limit, offset }: { organisationIds: string[]; limit: number; offset: number },
): Promise<{ items: ImportRun[]; total: number }> {
  const ours = sql`${importRun.organisationId} = any (${sql.param(organisationIds)}::uuid[])`;
  const rows = await selectRuns(db)
    .where(ours)
    .orderBy(sql`${importRun.createdAt} desc, ${importRun.id} desc`)
    .limit(limit)
    .offset(offset);
  const items = rows.map((row) => runOf({ ...row.run, ...row }));
  return { items, total: await db.$count(importRun, ours) };
}

export async function insertRun(db: Db, row: typeof importRun.$inferInsert): Promise<string> {
  const [inserted] = await db.insert(importRun).values(row).returning({ id: importRun.id });
  return inserted!.id;
}

export async function setTotal(db: Db, id: string, totalRows: number): Promise<void> {
  await db.update(importRun).set({ totalRows }).where(eq(importRun.id, id));
}

export async function deleteRun(db: Db, id: string, states: readonly ImportState[]): Promise<boolean> {
  const deleted = await db
    .delete(importRun)
    .where(sql`${importRun.id} = ${id} and ${importRun.state} = any (${sql.param(states)}::text[])`)
    .returning({ id: importRun.id });
  return deleted.length === 1;
}

/** What the columns of the office's last import of this kind were. */
export async function rememberedColumns(db: Db, organisationId: string, kind: string): Promise<Remembered> {
  const [last] = await db.execute<{ headers: string[]; mapping: string[] }>(sql`
    select headers, mapping from import_run
    where organisation_id = ${organisationId} and kind = ${kind} and mapping is not null
    order by created_at desc limit 1`);
  const pairs = (last?.headers ?? []).map((header, column) => [plain(header), last!.mapping[column] || null]);
  return Object.fromEntries(pairs) as Record<string, ImportField | null>;
}

/**
 * Takes a step from one of these states, so that of two who press at the same moment one does.
 *
 * @returns false when it stands elsewhere
 */
export async function step(
  db: Db,
  id: string,
  from: readonly ImportState[],
  changes: Partial<typeof importRun.$inferInsert> & { state: ImportState },
): Promise<boolean> {
  const changed = await db
    .update(importRun)
    .set(changes)
    .where(sql`${importRun.id} = ${id} and ${importRun.state} = any (${sql.param(from)}::text[])`)
    .returning({ id: importRun.id });
  return changed.length === 1;
}

/** Keeps everybody else off this import until the transaction ends. @returns false when somebody is at it */
export async function claim(tx: Db, id: string): Promise<boolean> {
  const [row] = await tx.execute<{ isOurs: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended('import ' || ${id}, 0)) as "isOurs"`,
  );
  return row!.isOurs;
}

/** In whose name the job at work does it. */
export async function findStarter(db: Db, id: string): Promise<string | null> {
  const [row] = await db.select({ by: importRun.startedBy }).from(importRun).where(eq(importRun.id, id));
  return row?.by ?? null;
}

/** Shown while the job's own transaction is still open: so never inside of it. */
export async function setProgress(db: Db, id: string, doneRows: number): Promise<void> {
  await db.update(importRun).set({ doneRows }).where(eq(importRun.id, id));
}

/** Imports that should be at work since before `before`. */
export async function listAtWork(db: Db, before: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from import_run where state in ('checking', 'applying', 'undoing')
      and started_at < ${before.toISOString()} order by started_at limit 100`);
  return rows.map(({ id }) => id);
}

/** Deletes the rows of imports that nobody can take back any more, and imports that were never carried out. */
export async function sweep(db: Db, before: Date): Promise<number> {
  const since = before.toISOString();
  await db.execute(sql`delete from import_run where applied_at is null and created_at < ${since}
    and state in ('uploaded', 'checked')`);
  const swept = await db.execute(sql`
    with old as (
      update import_run set swept_at = now()
      where swept_at is null and state in ('applied', 'undone') and coalesce(undone_at, applied_at) < ${since}
      returning id)
    delete from import_row r using old where r.run_id = old.id`);
  return swept.count;
}
