import { unguarded } from './formula-guard.ts';
import { readCsv } from './read-csv.server.ts';
import { readXlsx } from './read-xlsx.server.ts';
import { SpreadsheetError } from './spreadsheet-error.ts';

/** A row as people see it in their program: `number` counts from 1, the headings included. */
export type SheetRow = { number: number; cells: string[] };

/** Longer texts are cut: no field takes them. */
const LONGEST_CELL = 4000;

/**
 * The rows of an XLSX or CSV file that are not empty, one after the other; which of the two it is, its bytes say.
 * Throws SpreadsheetError.
 */
export async function* readSpreadsheet(bytes: Uint8Array, fileName: string): AsyncGenerator<SheetRow> {
  const rows = typeOf(bytes, fileName) === 'xlsx' ? readXlsx(bytes) : readCsv(bytes);
  for await (const { number, cells } of rows) {
    const read = cells.map((cell) => unguarded(cell.replaceAll('\0', '')).slice(0, LONGEST_CELL));
    while (read.at(-1)?.trim() === '') read.pop();
    if (read.length > 0) yield { number, cells: read };
  }
}

function typeOf(bytes: Uint8Array, fileName: string): 'xlsx' | 'csv' {
  if (bytes.length === 0) throw new SpreadsheetError('empty');
  const ending = /\.([a-z0-9]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const isZip = startsWith(bytes, 0x50, 0x4b, 0x03, 0x04);
  // The container of old Office files, and of new ones that a password locks.
  const isCompound = startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0);
  if (ending === 'xls') throw new SpreadsheetError('old_excel');
  if (ending === 'xlsx' || ending === 'xlsm') {
    if (isCompound) throw new SpreadsheetError('protected');
    if (!isZip) throw new SpreadsheetError('not_xlsx');
    return 'xlsx';
  }
  if (!['csv', 'txt', 'tsv'].includes(ending)) throw new SpreadsheetError('unknown_type');
  if (isZip || isCompound) throw new SpreadsheetError('not_csv');
  return 'csv';
}

function startsWith(bytes: Uint8Array, ...magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
