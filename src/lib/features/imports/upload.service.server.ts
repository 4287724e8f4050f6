import { DomainError } from '#lib/errors/domain-error.ts';
import type { ActorContext } from '#lib/server/context.server.ts';
import { withTransaction } from '#lib/server/db/client.server.ts';
import { requireAllowed } from '#lib/server/policy.server.ts';
import { readSpreadsheet, type SheetRow } from '#lib/server/spreadsheet/read.server.ts';
import { SpreadsheetError, type SpreadsheetFault } from '#lib/server/spreadsheet/spreadsheet-error.ts';
import { COLUMNS_AT_MOST, ROWS_AT_MOST } from './import.ts';
import { canImport } from './policy.ts';
import * as repository from './repository.server.ts';
import { BATCH, insertRows, type StagedRow } from './rows.repository.server.ts';
import type { Upload } from './schema.ts';

/** Rows that are looked at to find the headings: some lists begin with a title. */
const TITLES_AT_MOST = 10;

type Fault = SpreadsheetFault | 'only_headers' | 'too_many_rows' | 'too_many_columns';

const unreadable = (reason: Fault) => new DomainError('UNREADABLE_FILE', { field: 'file', reason });

/**
 * Reads a file into rows that wait for the dry run; the file itself is not kept. All of it or nothing. Throws
 * NOT_FOUND, UNREADABLE_FILE.
 */
export async function uploadFile(
  ctx: ActorContext,
  { organisationId, kind, file }: Upload,
): Promise<{ runId: string }> {
  requireAllowed(canImport(ctx.actor, { organisationId, kind }));
  const rows = readSpreadsheet(new Uint8Array(await file.arrayBuffer()), file.name);
  try {
    return await withTransaction(ctx.db, async (db) => {
      const { headers, first } = await takeHeaders(rows);
      const runId = await repository.insertRun(db, {
        ...{ organisationId, kind, headers },
        fileName: file.name.slice(0, 200),
        totalRows: 0,
        createdAt: ctx.now,
        createdBy: ctx.actor.id,
      });
      let total = 0;
      let batch: StagedRow[] = [];
      for await (const { number, cells } of continued(first, rows)) {
        if (++total > ROWS_AT_MOST) throw unreadable('too_many_rows');
        batch.push({ number, cells: cells.slice(0, headers.length) });
        if (batch.length < BATCH) continue;
        await insertRows(db, runId, batch);
        batch = [];
      }
      if (total === 0) throw unreadable('only_headers');
      await insertRows(db, runId, batch);
      await repository.setTotal(db, runId, total);
      return { runId };
    });
  } catch (error) {
    throw error instanceof SpreadsheetError ? unreadable(error.fault) : error;
  }
}

/** The headings are the first row with two filled cells; rows before it are titles. A file may also have one column. */
async function takeHeaders(
  rows: AsyncGenerator<SheetRow>,
): Promise<{ headers: string[]; first: SheetRow[] }> {
  const seen: SheetRow[] = [];
  while (seen.length < TITLES_AT_MOST) {
    const { value, done } = await rows.next();
    if (done) break;
    seen.push(value);
    if (value.cells.filter((cell) => cell.trim() !== '').length >= 2) return headersOf(value, []);
  }
  const [first, ...rest] = seen;
  if (!first) throw unreadable('empty');
  return headersOf(first, rest);
}

function headersOf({ cells }: SheetRow, first: SheetRow[]) {
  if (cells.length > COLUMNS_AT_MOST) throw unreadable('too_many_columns');
  return { headers: cells.map((cell) => cell.trim().slice(0, 100)), first };
}

async function* continued(first: SheetRow[], rows: AsyncGenerator<SheetRow>): AsyncGenerator<SheetRow> {
  yield* first;
  yield* rows;
}
