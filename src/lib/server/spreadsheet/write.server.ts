import { PassThrough, Readable } from 'node:stream';
import { guarded } from './formula-guard.ts';

/**
 * A column: `text` also for what only looks like a number (postal codes, telephones); `date` is `2026-11-24`,
 * `dateTime` `2026-11-24T14:30`, both wall time.
 */
export type SheetColumn = { header: string; type?: 'text' | 'number' | 'date' | 'dateTime'; width?: number };
export type SheetValue = string | number | null;
export type SheetFormat = 'xlsx' | 'csv';

export const contentTypes: Record<SheetFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

/** A spreadsheet that is written while its rows arrive: `rows` come in batches. */
export function writeSpreadsheet(
  format: SheetFormat,
  sheet: { name: string; columns: SheetColumn[]; rows: AsyncIterable<SheetValue[][]> },
): ReadableStream<Uint8Array> {
  const stream = format === 'xlsx' ? xlsxStream(sheet) : Readable.from(csvPieces(sheet));
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

type Sheet = Parameters<typeof writeSpreadsheet>[1];

/** As Excel in Germany opens it with a double click: `;`, a byte order mark, decimal comma, German dates. */
async function* csvPieces({ columns, rows }: Sheet): AsyncGenerator<Buffer> {
  const line = (cells: string[]) => `${cells.map(quoted).join(';')}\r\n`;
  yield Buffer.from(`\uFEFF${line(columns.map(({ header }) => guarded(header)))}`);
  for await (const batch of rows) {
    const lines = batch.map((row) =>
      line(columns.map((column, index) => csvText(column, row[index] ?? null))),
    );
    yield Buffer.from(lines.join(''));
  }
}

function quoted(cell: string): string {
  return /[;"\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function csvText({ type }: SheetColumn, value: SheetValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value).replace('.', ',');
  if (type !== 'date' && type !== 'dateTime') return guarded(value);
  const [date, time] = value.split('T');
  const german = date!.split('-').reverse().join('.');
  return time ? `${german} ${time}` : german;
}

const numberFormats = { text: '@', number: 'General', date: 'dd.mm.yyyy', dateTime: 'dd.mm.yyyy hh:mm' };

function xlsxStream({ name, columns, rows }: Sheet): Readable {
  const stream = new PassThrough();
  const write = async () => {
    const { default: excel } = await import('exceljs');
    const workbook = new excel.stream.xlsx.WorkbookWriter({
      stream,
      useStyles: true,
      // Texts in the cells themselves would not survive being read again by exceljs: "&lt;" would become "<".
      useSharedStrings: true,
    });
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = columns.map(({ width = 18, type = 'text' }) => ({
      width,
      style: { numFmt: numberFormats[type] },
    }));
    const head = sheet.addRow(columns.map(({ header }) => guarded(header)));
    head.font = { bold: true };
    head.commit();
    for await (const batch of rows) {
      for (const row of batch) {
        sheet.addRow(columns.map((column, index) => xlsxValue(column, row[index] ?? null))).commit();
      }
    }
    sheet.commit();
    await workbook.commit();
  };
  write().catch((error: unknown) => stream.destroy(error as Error));
  return stream;
}

function xlsxValue({ type }: SheetColumn, value: SheetValue): string | number | Date | null {
  if (typeof value !== 'string') return value;
  if (type === 'date') return new Date(`${value}T00:00Z`);
  if (type === 'dateTime') return new Date(`${value}Z`);
  return guarded(value);
}
