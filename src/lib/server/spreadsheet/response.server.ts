import {
  contentTypes,
  type SheetColumn,
  type SheetFormat,
  type SheetValue,
  writeSpreadsheet,
} from './write.server.ts';

/**
 * A spreadsheet as a download that is sent while it is written. `name` becomes the name of file and table.
 *
 * @param asked what the address asks for; anything but `csv` is XLSX
 */
export function spreadsheetResponse(
  asked: string | null,
  name: string,
  sheet: { columns: SheetColumn[]; rows: AsyncIterable<SheetValue[][]> },
): Response {
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
