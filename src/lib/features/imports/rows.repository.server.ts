import type { Db } from '#lib/server/db/client.server.ts';
import { importRow } from '#lib/server/db/schema/index.ts';
import { sql } from 'drizzle-orm';
import type { DuplicateChoice, DuplicateReason, ImportKind, ImportRow, Problem, Verdict } from './import.ts';

/** Rows in one statement: large enough to be quick, small enough to fill no memory. */
export const BATCH = 500;

export type StagedRow = { number: number; cells: string[] };

export async function insertRows(db: Db, runId: string, rows: StagedRow[]): Promise<void> {
  if (rows.length > 0) await db.insert(importRow).values(rows.map((row) => ({ ...row, runId })));
}

/** The first rows, to show what stands in the columns. */
export async function sampleRows(db: Db, runId: string, limit: number): Promise<string[][]> {
  const rows = await db.execute<{ cells: string[] }>(
    sql`select cells from import_row where run_id = ${runId} order by number limit ${limit}`,
  );
  return rows.map(({ cells }) => cells);
}

export type PendingRow = StagedRow & {
  verdict: Verdict | null;
  duplicateId: string | null;
  choice: DuplicateChoice;
};

/** The rows in batches, in the order of the file; with `toApply` only those of which something becomes. */
export async function* eachBatch(
  db: Db,
  runId: string,
  { toApply = false } = {},
): AsyncGenerator<PendingRow[]> {
  for (let after = 0; ;) {
    const rows = await db.execute<PendingRow>(sql`
      select number, cells, verdict, duplicate_id as "duplicateId", choice from import_row
      where run_id = ${runId} and number > ${after}
        ${toApply ? sql`and (verdict = 'new' or (verdict = 'duplicate' and choice <> 'skip'))` : sql``}
      order by number limit ${BATCH}`);
    if (rows.length === 0) return;
    after = rows.at(-1)!.number;
    yield [...rows];
  }
}

export type Judgement = {
  number: number;
  verdict: Verdict;
  problems: Problem[];
  duplicateId: string | null;
  duplicateReason: DuplicateReason | null;
};

export async function saveJudgements(db: Db, runId: string, judgements: Judgement[]): Promise<void> {
  await db.execute(sql`
    update import_row r set verdict = j.verdict, problems = j.problems, duplicate_id = j."duplicateId",
      duplicate_reason = j."duplicateReason"
    from jsonb_to_recordset(${JSON.stringify(judgements)}::jsonb)
      as j (number int, verdict text, problems jsonb, "duplicateId" uuid, "duplicateReason" text)
    where r.run_id = ${runId} and r.number = j.number`);
}

export async function countVerdicts(db: Db, runId: string): Promise<Record<Verdict, number>> {
  const rows = await db.execute<{ verdict: Verdict; count: number }>(sql`
    select verdict, count(*)::int as count from import_row
    where run_id = ${runId} and verdict is not null group by 1`);
  return { new: 0, duplicate: 0, bad: 0, ...Object.fromEntries(rows.map((row) => [row.verdict, row.count])) };
}

/** How many rows something becomes of, and how many have a hint. */
export async function countChosen(
  db: Db,
  runId: string,
): Promise<Record<DuplicateChoice, number> & { hints: number }> {
  const [row] = await db.execute<Record<DuplicateChoice, number> & { hints: number }>(sql`
    select count(*) filter (where verdict = 'duplicate' and choice = 'skip')::int as skip,
      count(*) filter (where verdict = 'duplicate' and choice = 'update')::int as update,
      count(*) filter (where verdict = 'duplicate' and choice = 'create')::int as create,
      count(*) filter (where verdict <> 'bad' and problems <> '[]')::int as hints
    from import_row where run_id = ${runId}`);
  return row!;
}

/** The name of what a row has as its counterpart, by the kind of import. */
const counterpart = {
  volunteers: sql`(select p.given_name || ' ' || p.family_name from person p where p.id = r.duplicate_id)`,
  shifts: sql`(select coalesce(e.title, p.title) from event e join project p on p.id = e.project_id
    where e.id = r.duplicate_id)`,
  groups: sql`(select p.title from project p where p.id = r.duplicate_id)`,
} satisfies Record<ImportKind, unknown>;

export async function listRows(
  db: Db,
  query: {
    runId: string;
    kind: ImportKind;
    verdict: Verdict;
    hintsOnly: boolean;
    limit: number;
    offset: number;
  },
): Promise<{ items: ImportRow[]; total: number }> {
  const rows = await db.execute<ImportRow & { total: number }>(sql`
    select r.number, r.cells, r.verdict, r.problems, r.duplicate_id as "duplicateId",
      r.duplicate_reason as "duplicateReason", ${counterpart[query.kind]} as "duplicateName", r.choice,
      count(*) over ()::int as total
    from import_row r where r.run_id = ${query.runId} and r.verdict = ${query.verdict}
      ${query.hintsOnly ? sql`and r.problems <> '[]'` : sql``}
    order by r.number limit ${query.limit} offset ${query.offset}`);
  return { items: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** Decides about one duplicate, or all of them; only while the dry run stands. @returns how many rows */
export async function setChoice(
  db: Db,
  runId: string,
  choice: DuplicateChoice,
  number: number | null,
): Promise<number> {
  const changed = await db.execute(sql`
    update import_row r set choice = ${choice} from import_run i
    where i.id = r.run_id and i.state = 'checked' and r.run_id = ${runId} and r.verdict = 'duplicate'
      and (${number}::int is null or r.number = ${number})`);
  return changed.count;
}

/** Notes what was made of the rows. */
export async function saveCreated(
  db: Db,
  runId: string,
  created: { number: number; createdId: string }[],
): Promise<void> {
  await db.execute(sql`
    update import_row r set created_id = c."createdId"
    from jsonb_to_recordset(${JSON.stringify(created)}::jsonb) as c (number int, "createdId" uuid)
    where r.run_id = ${runId} and r.number = c.number`);
}
