import type { CellValue } from 'exceljs';
import { Readable } from 'node:stream';
import { SpreadsheetError } from './spreadsheet-error.ts';
import type { SheetRow } from './read.server.ts';
import { readDirectory, storedPart, unpack, zipOf } from './zip.server.ts';

/** Bytes of a table and its texts once unpacked: ten times what 20,000 full rows need. */
const UNPACKED_AT_MOST = 150_000_000;

const RELATIONS = 'xl/_rels/workbook.xml.rels';
const WORKBOOK = 'xl/workbook.xml';
const STYLES = 'xl/styles.xml';
const TEXTS = 'xl/sharedStrings.xml';
const noTexts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';

/**
 * The rows of the first table of an XLSX file, one after the other. exceljs reads them while the file is unpacked; it
 * would keep a table that comes before its texts in a temporary file, so the parts are handed over in the order that
 * it can use at once, after a look at their true size.
 *
 * Throws SpreadsheetError: `broken`, `too_large_unpacked`.
 */
export async function* readXlsx(bytes: Uint8Array): AsyncGenerator<SheetRow> {
  const parts = readDirectory(bytes);
  const table = firstTable(parts.keys());
  const texts = parts.get(TEXTS) ?? storedPart(TEXTS, noTexts);
  const wanted = [parts.get(RELATIONS), parts.get(WORKBOOK), parts.get(STYLES), texts, parts.get(table)];
  if (!parts.has(WORKBOOK) || !parts.has(RELATIONS)) throw new SpreadsheetError('broken');
  let left = UNPACKED_AT_MOST;
  for (const part of wanted) {
    if (part) for await (const piece of unpack(part, left)) left -= piece.length;
  }
  const { default: excel } = await import('exceljs');
  const stream = Readable.from(zipOf(wanted.filter((part) => part !== undefined)));
  try {
    const workbook = new excel.stream.xlsx.WorkbookReader(stream, {
      sharedStrings: 'cache',
      styles: 'cache',
      worksheets: 'emit',
    });
    for await (const sheet of workbook) {
      for await (const row of sheet) {
        // exceljs counts columns from 1.
        const values = row.values as CellValue[];
        yield { number: row.number, cells: Array.from(values.slice(1), cellText) };
      }
    }
  } catch (cause) {
    throw new SpreadsheetError('broken', { cause });
  } finally {
    stream.destroy();
  }
}

/** The part with the lowest number: Excel numbers tables in the order in which they were made. */
function firstTable(names: Iterable<string>): string {
  let first = Infinity;
  for (const name of names) {
    const number = /^xl\/worksheets\/sheet(\d+)\.xml$/.exec(name)?.[1];
    if (number) first = Math.min(first, Number(number));
  }
  if (first === Infinity) throw new SpreadsheetError('broken');
  return `xl/worksheets/sheet${first}.xml`;
}

/** A cell as text: dates `2026-11-24`, `2026-11-24 14:30`, times `14:30`, numbers with a decimal point. */
function cellText(value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map((run) => run.text).join('');
  if ('hyperlink' in value) return cellText(value.text as CellValue);
  if ('result' in value) return cellText(value.result as CellValue);
  return '';
}

const MINUTE = 60_000;

/** Excel knows no zones: exceljs gives the wall time as if it were UTC, at times a breath beside the minute. */
function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return '';
  const wall = new Date(Math.round(value.getTime() / MINUTE) * MINUTE);
  const date = wall.toISOString().slice(0, 10);
  const time = wall.toISOString().slice(11, 16);
  // A cell with a time alone lies on the day before Excel's first.
  if (date < '1900-01-01') return time;
  return time === '00:00' ? date : `${date} ${time}`;
}
