import {
  contentTypes,
  type SheetColumn,
  type SheetFormat,
  type SheetValue,
  writeSpreadsheet,
} from './write.server.ts';

/** A column of things, and what each has there. */
export type Column<Thing> = SheetColumn & { value(thing: Thing): SheetValue };

type Rows = { columns: SheetColumn[]; rows: AsyncIterable<SheetValue[][]> };

/**
 * Rows that are asked for batch by batch while the spreadsheet is written. The first batch is there when this returns:
 * whoever may not have them is told before the download begins.
 */
export async function batches<Thing>(
  ask: (offset: number) => Promise<{ items: Thing[] }>,
  columns: Column<Thing>[],
): Promise<Rows> {
  const first = await ask(0);
  async function* rows() {
    let offset = 0;
    for (let { items } = first; items.length > 0; { items } = await ask(offset)) {
      offset += items.length;
      yield items.map((thing) => columns.map(({ value }) => value(thing)));
    }
  }
  return { columns, rows: rows() };
}

/**
 * A spreadsheet as a download that is sent while it is written. `name` becomes the name of file and table.
 *
 * @param asked what the address asks for; anything but `csv` is XLSX
 */
export function spreadsheetResponse(asked: string | null, name: string, sheet: Rows): Response {
  const format: SheetFormat = asked === 'csv' ? 'csv' : 'xlsx';
  const fileName = encodeURIComponent(`${name}.${format}`);
  return new Response(writeSpreadsheet(format, { ...sheet, name }), {
    headers: {
      'content-type': contentTypes[format],
      'content-disposition': `attachment; filename*=UTF-8''${fileName}`,
      'cache-control': 'no-store',
    },
  });
}
